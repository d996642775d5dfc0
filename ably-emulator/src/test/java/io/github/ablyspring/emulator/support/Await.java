package io.github.ablyspring.emulator.support;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import io.github.ablyspring.emulator.AblyEmulator;

/**
 * Waits for what happens on the line, of which nobody is told.
 */
public final class Await {

	private static final long PATIENCE_SECONDS = 60;

	private Await() {
	}

	public static void until(BooleanSupplier condition) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				throw new AssertionError("It did not happen");
			}
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
		}
	}

	/**
	 * Breaks the line of a client and waits until the server knows.
	 * @param emulator the emulator
	 * @param client the client
	 */
	public static void lost(AblyEmulator emulator, Client client) {
		int before = emulator.faults().traffic().disconnects().size();
		client.abort();
		until(() -> emulator.faults().traffic().disconnects().size() > before);
	}

}
