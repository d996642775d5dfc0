package io.github.ablyspring.integration.support;

import java.time.Duration;

import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.emulator.AblyEmulator;

/**
 * Options of clients that wait for a machine that has other things to do. With their
 * defaults they would give up, try again, and say more than a test expects.
 */
public final class Patient {

	/** Shorter than tests wait, so that one learns what was waited for. */
	public static final Duration PATIENCE = Await.LIMIT.minusSeconds(15);

	private Patient() {
	}

	/**
	 * Options of a client of an emulator.
	 * @param emulator the emulator
	 * @return the options
	 */
	public static ClientOptionsBuilder options(AblyEmulator emulator) {
		return options(emulator.host(), emulator.port()).key(emulator.key());
	}

	/**
	 * Options of a client of something on this machine.
	 * @param host its name
	 * @param port its port
	 * @return the options
	 */
	public static ClientOptionsBuilder options(String host, int port) {
		return ClientOptions.builder()
			.endpoint(host)
			.port(port)
			.tls(false)
			.basicAuthOverPlainHttpOnLoopback(true)
			.realtimeRequestTimeout(PATIENCE)
			.httpOpenTimeout(PATIENCE)
			.httpRequestTimeout(PATIENCE)
			.httpMaxRetryDuration(PATIENCE);
	}

}
