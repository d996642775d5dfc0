package io.github.ablyspring.integration.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

import io.github.ablyspring.protocol.ErrorCodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class DocumentationTests {

	private static final String MODULES = "ably-(core|emulator|spring-boot-(autoconfigure|starter|starter-test))";

	private static final Pattern CODE = Pattern.compile("\\b\\d{5}\\b");

	@Test
	void javaCompiles(@TempDir Path output) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		Map<JavaFileObject, Snippet> snippets = new HashMap<>();
		for (Page page : Page.all()) {
			for (Page.Fence fence : page.fences("java")) {
				Snippet snippet = Snippet.of(fence, snippets.size(), compiler);
				snippets.put(snippet, snippet);
			}
		}
		DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();

		boolean compiled = compiler
			.getTask(null, null, problems,
					List.of("-d", output.toString(), "-proc:none", "-parameters", "-classpath",
							System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
					null, snippets.keySet())
			.call();

		assertThat(problems.getDiagnostics()
			.stream()
			.filter((problem) -> problem.getKind() == Diagnostic.Kind.ERROR)
			.map((problem) -> Objects.requireNonNull(snippets.get(unwrap(problem.getSource(), snippets.keySet())))
				.explain(problem)))
			.isEmpty();
		assertThat(compiled).isTrue();
		assertThat(snippets).hasSizeGreaterThan(30);
	}

	/** The compiler wraps the sources that it was given. */
	private static JavaFileObject unwrap(JavaFileObject source, Set<JavaFileObject> snippets) {
		return snippets.stream().filter((snippet) -> snippet.toUri().equals(source.toUri())).findFirst().orElseThrow();
	}

	@ParameterizedTest
	@MethodSource("yaml")
	void configurationExists(Page.Fence fence) {
		assertThat(Configuration.unknown(fence.text())).as(fence.where()).isEmpty();
	}

	static Stream<Page.Fence> yaml() {
		return Page.all()
			.stream()
			.flatMap((page) -> page.fences("yaml").stream())
			.filter((fence) -> fence.text().lines().anyMatch((line) -> line.startsWith("ably")));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Page page) {
		assertThat(page.brokenLinks()).isEmpty();
	}

	static Stream<Page> pages() {
		return Page.all().stream();
	}

	@Test
	void everyPageIsInTheIndex() {
		String index = Page.at("docs/index.md").text();

		assertThat(Page.all()
			.stream()
			.map(Page::path)
			.filter((path) -> path.startsWith("docs/") && !path.equals("docs/index.md"))
			.map((path) -> "](" + path.substring("docs/".length()) + ")"))
			.allSatisfy((link) -> assertThat(index).contains(link));
	}

	@Test
	void dependenciesCanBeHad() {
		List<String> wrong = new ArrayList<>();
		for (Page page : Page.all()) {
			for (Page.Fence fence : page.fences("xml")) {
				fence.text()
					.lines()
					.filter((line) -> line.contains("<artifactId>ably-"))
					.filter((line) -> !line.strip().matches("<artifactId>" + MODULES + "</artifactId>"))
					.forEach((line) -> wrong.add(fence.where() + ": " + line.strip()));
				fence.text()
					.lines()
					.filter((line) -> line.contains("<version>"))
					.filter((line) -> !line.contains(">" + version() + "<"))
					.forEach((line) -> wrong.add(fence.where() + ": " + line.strip() + ", but it is " + version()));
			}
		}
		assertThat(wrong).isEmpty();
	}

	@Test
	void everyErrorCodeIsExplained() {
		List<Integer> explained = Page.at("docs/troubleshooting.md")
			.rows()
			.stream()
			.flatMap((row) -> CODE.matcher(row.get(0)).results())
			.map((code) -> Integer.valueOf(code.group()))
			.toList();

		assertThat(explained).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(
					Arrays.stream(ErrorCodes.class.getFields()).map(DocumentationTests::value).toList());
	}

	private static int value(Field code) {
		try {
			return code.getInt(null);
		}
		catch (IllegalAccessException ex) {
			throw new AssertionError(ex);
		}
	}

	private static String version() {
		try {
			String pom = Files.readString(Path.of("pom.xml"));
			return pom.substring(pom.indexOf("<version>") + "<version>".length(), pom.indexOf("</version>"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
