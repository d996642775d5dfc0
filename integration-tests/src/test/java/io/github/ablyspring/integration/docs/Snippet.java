package io.github.ablyspring.integration.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

import com.sun.source.util.JavacTask;

/**
 * Code of a page as a class of its own. What readers can think of themselves is added:
 * imports, and what {@link Given} declares.
 */
final class Snippet extends SimpleJavaFileObject {

	private static final List<String> IMPORTS = List.of("io.github.ablyspring.auth.*",
			"io.github.ablyspring.boot.autoconfigure.*", "io.github.ablyspring.boot.client.*",
			"io.github.ablyspring.boot.test.*", "io.github.ablyspring.boot.test.assertj.ChannelRecorder",
			"io.github.ablyspring.boot.test.container.*", "io.github.ablyspring.boot.token.*",
			"io.github.ablyspring.emulator.AblyEmulator", "io.github.ablyspring.emulator.fault.AblyFaults",
			"io.github.ablyspring.emulator.fault.Fault", "io.github.ablyspring.emulator.fault.FaultRule",
			"io.github.ablyspring.emulator.fault.Trigger", "io.github.ablyspring.boot.event.*",
			"io.github.ablyspring.boot.listener.*", "io.github.ablyspring.boot.observation.*",
			"io.github.ablyspring.boot.resilience.*", "io.github.ablyspring.boot.template.*",
			"io.github.ablyspring.client.*", "io.github.ablyspring.message.*",
			"io.github.ablyspring.protocol.AblyException", "io.github.ablyspring.protocol.ErrorCodes",
			"io.github.ablyspring.protocol.ErrorInfo", "io.github.ablyspring.protocol.PublishResult",
			"io.github.ablyspring.realtime.*", "io.github.ablyspring.realtime.annotation.*",
			"io.github.ablyspring.realtime.channel.*", "io.github.ablyspring.realtime.connection.*",
			"io.github.ablyspring.realtime.presence.*", "io.github.ablyspring.rest.*",
			"io.github.ablyspring.rest.push.*", "io.github.ablyspring.transport.ProxyOptions",
			"io.github.ablyspring.uts.Uts", "io.github.ablyspring.integration.docs.Given", "java.time.*", "java.util.*",
			"java.util.concurrent.*", "reactor.core.publisher.*", "org.springframework.beans.factory.annotation.*",
			"org.springframework.boot.*", "org.springframework.boot.autoconfigure.SpringBootApplication",
			"org.springframework.boot.test.context.SpringBootTest", "org.springframework.context.annotation.*",
			"org.springframework.context.event.EventListener",
			"io.github.resilience4j.circuitbreaker.CircuitBreakerConfig",
			"org.springframework.messaging.handler.annotation.*", "org.springframework.stereotype.*",
			"org.springframework.http.MediaType", "org.springframework.web.bind.annotation.GetMapping",
			"org.springframework.web.bind.annotation.PathVariable",
			"org.springframework.web.bind.annotation.PostMapping",
			"org.springframework.web.bind.annotation.RestController", "org.junit.jupiter.api.Test",
			"static io.github.ablyspring.boot.test.assertj.AblyAssertions.*",
			"static org.assertj.core.api.Assertions.*");

	private final String where;

	private final String code;

	private Snippet(String name, String where, String code) {
		super(URI.create("string:///snippets/" + name + ".java"), Kind.SOURCE);
		this.where = where;
		this.code = code;
	}

	/** A class, members of a class, or statements: whatever it can be read as. */
	static Snippet of(Page.Fence fence, int number, JavaCompiler compiler) {
		String imports = fence.text()
			.lines()
			.filter((line) -> line.startsWith("import "))
			.collect(Collectors.joining("\n"));
		String body = fence.text()
			.lines()
			.filter((line) -> !line.startsWith("import ") && !line.startsWith("package "))
			.collect(Collectors.joining("\n"))
			.replaceAll("(?m)^public (?=.*(class|interface|record|enum) )", "")
			.replace("{ … }", "{ throw new UnsupportedOperationException(); }");
		String name = "Snippet" + number;
		String head = "package snippets.s" + number + ";\n"
				+ IMPORTS.stream().map((type) -> "import " + type + ";\n").collect(Collectors.joining()) + imports
				+ "\n";
		String start = "@SuppressWarnings(\"all\") abstract class " + name + " extends Given {\n";
		Optional<Snippet> read = Stream
			.of(head + body, head + start + body + "\n}",
					head + start + "void run() throws Exception {\n" + body + "\n}\n}")
			.map((code) -> new Snippet("s" + number + "/" + name, fence.where(), code))
			.filter((snippet) -> snippet.canBeRead(compiler))
			.findFirst();
		return read.orElseThrow(() -> new AssertionError("This is no Java: " + fence.where() + "\n" + fence.text()));
	}

	private boolean canBeRead(JavaCompiler compiler) {
		DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
		JavacTask task = (JavacTask) compiler.getTask(null, null, problems, List.of("-proc:none"), null, List.of(this));
		try {
			task.parse();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return problems.getDiagnostics().stream().noneMatch((problem) -> problem.getKind() == Diagnostic.Kind.ERROR);
	}

	/** A problem, and the line that has it. */
	String explain(Diagnostic<? extends JavaFileObject> problem) {
		long line = problem.getLineNumber();
		String source = this.code.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").strip();
		return this.where + ": " + problem.getMessage(null) + "\n  in: " + source;
	}

	@Override
	public CharSequence getCharContent(boolean ignoreEncodingErrors) {
		return this.code;
	}

}
