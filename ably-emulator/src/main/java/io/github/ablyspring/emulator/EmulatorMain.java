package io.github.ablyspring.emulator;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

/**
 * Runs the emulator alone:
 * <code>java -jar ably-emulator-exec.jar --port=9010 --key=appId.keyId:secret</code>.
 */
public final class EmulatorMain {

	private static final String LOGGING = "logback.configurationFile";

	private EmulatorMain() {
	}

	/**
	 * Starts the emulator and keeps it running until the process is asked to end.
	 * @param arguments the options
	 */
	public static void main(String[] arguments) {
		// before anything asks for a logger
		if (System.getProperty(LOGGING) == null) {
			System.setProperty(LOGGING, "io/github/ablyspring/emulator/logback-alone.xml");
		}
		AblyEmulator emulator = start(arguments, System.out);
		if (emulator == null) {
			System.exit(2);
			return;
		}
		CountDownLatch ended = new CountDownLatch(1);
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			emulator.close();
			ended.countDown();
		}, "ably-emulator-shutdown"));
		try {
			ended.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Starts the emulator.
	 * @param arguments the options
	 * @param out where to say so
	 * @return the emulator, or {@code null} when the options make no sense
	 */
	static @Nullable AblyEmulator start(String[] arguments, PrintStream out) {
		try {
			AblyEmulator emulator = MainOptions.parse(arguments).start();
			out.println("The Ably emulator is for development and tests. It keeps everything in memory.");
			out.println("Ably emulator listening on " + emulator.uri() + " key=" + emulator.key());
			return emulator;
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			out.println(ex.getMessage());
			out.println(MainOptions.USAGE);
			return null;
		}
	}

}
