package io.github.ablyspring.uts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

class UtsRecorderTests {

	@TempDir
	Path directory;

	@Test
	void recordsHowEachTestWent() {
		assertThat(resultsOf(EachOutcome.class)).containsExactly("abort,SKIPPED", "disabled,SKIPPED", "fail,FAILED",
				"first,PASSED", "pass,PASSED", "second,PASSED");
	}

	@Test
	void oneFailingVariantFailsTheId() {
		assertThat(resultsOf(Variants.class)).containsExactly("dynamic,FAILED", "parameterized,FAILED",
				"sometimes,PASSED", "variants,PASSED");
	}

	@Test
	void failureBeforeTheTestIsAFailureOfTheTest() {
		assertThat(resultsOf(BeforeEachFails.class)).containsExactly("set-up,FAILED");
	}

	@Test
	void failureBeforeAllTestsIsAFailureOfEachTest() {
		assertThat(resultsOf(BeforeAllFails.class)).containsExactly("never-run,FAILED", "nor-this,FAILED");
	}

	@Test
	void disabledClassSkipsAllItsTests() {
		assertThat(resultsOf(AllDisabled.class)).containsExactly("off,SKIPPED");
	}

	@Test
	void recordsPropertiesToo() {
		assertThat(resultsOf(Properties.class)).containsExactly("fails,FAILED", "holds,PASSED");
	}

	@Test
	void collectsTheResultsOfSeveralRuns() {
		assertThat(resultsOf(AllDisabled.class, BeforeEachFails.class)).containsExactly("off,SKIPPED", "set-up,FAILED");
	}

	@Test
	void writesNothingWhereNoTestHasAnId() {
		assertThat(resultsOf(WithoutId.class)).isEmpty();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void isFoundByEveryRun() {
		assertThat(ServiceLoader.load(TestExecutionListener.class)).hasAtLeastOneElementOfType(UtsRecorder.class);
	}

	private List<String> resultsOf(Class<?>... testClasses) {
		Path file = this.directory.resolve("target/uts-results.csv");
		UtsRecorder recorder = new UtsRecorder(file);
		LauncherConfig onlyOurListener = LauncherConfig.builder()
			.enableTestExecutionListenerAutoRegistration(false)
			.enableLauncherSessionListenerAutoRegistration(false)
			.addTestExecutionListeners(recorder)
			.build();
		for (Class<?> testClass : testClasses) {
			LauncherFactory.create(onlyOurListener)
				.execute(LauncherDiscoveryRequestBuilder.request()
					.selectors(DiscoverySelectors.selectClass(testClass))
					.configurationParameter("jqwik.reporting.onlyfailures", "true")
					.build());
		}
		try {
			return Files.exists(file) ? Files.readAllLines(file) : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// The classes below are run by the tests above only: surefire looks for no nested
	// classes.

	static class EachOutcome {

		@Test
		@Uts("pass")
		void passes() {
		}

		@Test
		@Uts("fail")
		void fails() {
			fail("on purpose");
		}

		@Test
		@Uts("abort")
		void aborts() {
			Assumptions.abort("on purpose");
		}

		@Test
		@Disabled("on purpose")
		@Uts("disabled")
		void disabled() {
		}

		@Test
		@Uts("first")
		@Uts("second")
		void coversTwo() {
		}

	}

	static class Variants {

		@ParameterizedTest
		@ValueSource(ints = { 1, 2, 3 })
		@Uts("parameterized")
		void parameterized(int value) {
			assertThat(value).isNotEqualTo(2);
		}

		@ParameterizedTest
		@ValueSource(ints = { 1, 2, 3 })
		@Uts("variants")
		void passes(int value) {
			assertThat(value).isPositive();
		}

		@ParameterizedTest
		@ValueSource(ints = { 1, 2, 3 })
		@Uts("sometimes")
		void skippedAtTimes(int value) {
			Assumptions.assumeTrue(value < 3);
		}

		@TestFactory
		@Uts("dynamic")
		Stream<DynamicTest> dynamic() {
			return Stream.of(DynamicTest.dynamicTest("passes", () -> {
			}), DynamicTest.dynamicTest("fails", () -> fail("on purpose")));
		}

	}

	static class BeforeEachFails {

		@BeforeEach
		void setUp() {
			fail("on purpose");
		}

		@Test
		@Uts("set-up")
		void test() {
		}

	}

	static class BeforeAllFails {

		@BeforeAll
		static void setUp() {
			fail("on purpose");
		}

		@Test
		@Uts("never-run")
		void test() {
		}

		@ParameterizedTest
		@ValueSource(ints = 1)
		@Uts("nor-this")
		void parameterized(int value) {
			assertThat(value).isOne();
		}

	}

	@Disabled("on purpose")
	static class AllDisabled {

		@Test
		@Uts("off")
		void test() {
		}

	}

	static class Properties {

		@Property(tries = 10)
		@Uts("holds")
		void holds(@ForAll int any) {
			assertThat(Integer.valueOf(any)).hasToString(Integer.toString(any));
		}

		@Property(tries = 10)
		@Uts("fails")
		void fails(@ForAll int any) {
			fail("on purpose, with " + any);
		}

	}

	static class WithoutId {

		@Test
		void test() {
		}

	}

}
