package io.github.ablyspring.benchmarks.suite;

/**
 * Something to measure, in a process of its own.
 */
@FunctionalInterface
interface Measurement {

	/**
	 * Measures and reports.
	 * @param bench what to measure, and where to report
	 * @throws Exception if it cannot be measured
	 */
	void run(Bench bench) throws Exception;

}
