package io.github.ablyspring.uts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes {@code target/uts-results.csv}, a line {@code id,result} for each {@link Uts} id
 * of the tests that were run. Registered as a service, so every run of a module that has
 * this class on its test class path is recorded, whichever engine runs the test.
 */
public class UtsRecorder implements TestExecutionListener {

	// in rising weight: of the variants of a test one failure decides, then one success
	private enum Result {

		SKIPPED, PASSED, FAILED;

		Result or(Result other) {
			return (compareTo(other) >= 0) ? this : other;
		}

	}

	private final Path file;

	private final Map<String, Result> results = new ConcurrentSkipListMap<>();

	private TestPlan plan;

	/**
	 * A recorder for the module whose tests run.
	 */
	public UtsRecorder() {
		// surefire says where the module is; an IDE runs the tests in it
		this(Path.of(System.getProperty("basedir", ""), "target", "uts-results.csv"));
	}

	UtsRecorder(Path file) {
		this.file = file;
	}

	@Override
	public void testPlanExecutionStarted(TestPlan testPlan) {
		this.plan = testPlan;
	}

	@Override
	public void executionSkipped(TestIdentifier identifier, String reason) {
		recordAllOf(identifier, Result.SKIPPED);
	}

	@Override
	public void executionFinished(TestIdentifier identifier, TestExecutionResult execution) {
		Result result = switch (execution.getStatus()) {
			case SUCCESSFUL -> Result.PASSED;
			case ABORTED -> Result.SKIPPED;
			case FAILED -> Result.FAILED;
		};
		if (identifier.isTest()) {
			record(identifier, result);
		}
		else if (result != Result.PASSED) {
			// what a container was to run never ran, or cannot be trusted
			recordAllOf(identifier, result);
		}
	}

	@Override
	public void testPlanExecutionFinished(TestPlan testPlan) {
		if (this.results.isEmpty()) {
			return;
		}
		List<String> lines = this.results.entrySet().stream().map((it) -> it.getKey() + "," + it.getValue()).toList();
		try {
			Files.createDirectories(this.file.getParent());
			Files.write(this.file, lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void recordAllOf(TestIdentifier identifier, Result result) {
		record(identifier, result);
		this.plan.getDescendants(identifier).forEach((descendant) -> record(descendant, result));
	}

	private void record(TestIdentifier identifier, Result result) {
		method(identifier).map((method) -> method.getAnnotationsByType(Uts.class))
			.stream()
			.flatMap(Arrays::stream)
			.forEach((uts) -> this.results.merge(uts.value(), result, Result::or));
	}

	// a dynamic test has no method of its own, but its factory has
	private Optional<Method> method(TestIdentifier identifier) {
		return identifier.getSource()
			.filter(MethodSource.class::isInstance)
			.map((source) -> ((MethodSource) source).getJavaMethod())
			.or(() -> this.plan.getParent(identifier).flatMap(this::method));
	}

}
