package io.github.ablyspring.benchmarks.suite;

import java.util.Locale;

import io.github.ablyspring.protocol.WireFormat;

/**
 * Runs one measurement of one client in a process of its own.
 */
public final class Worker {

	private Worker() {
	}

	/**
	 * Measures.
	 * @param arguments the client, the measurement, the format, the port of the load
	 * server
	 * @throws Exception if the measurement fails
	 */
	public static void main(String[] arguments) throws Exception {
		Subject subject = Subject.of(arguments[0]);
		WireFormat format = WireFormat.valueOf(arguments[2].toUpperCase(Locale.ROOT));
		int port = Integer.parseInt(arguments[3]);
		new Catalogue().measurement(arguments[1]).run(new Bench(subject, port, format, new Report()));
		// clients may have left threads behind that would keep the process alive
		System.exit(0);
	}

}
