package io.github.ablyspring.emulator;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.slf4j.LoggerFactory;

/**
 * Runs the emulator alone:
 * <code>java -jar ably-emulator-exec.jar --port=9010 --key=appId.keyId:secret</code>.
 */
public final class EmulatorMain {

	private static final String LOGGING = "logback.configurationFile";

	private static final int CANNOT_LISTEN = 1;

	private static final int BAD_ARGUMENTS = 2;

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
		if (List.of(arguments).contains("--help")) {
			System.out.println(MainOptions.USAGE);
			return;
		}
		try {
			keepRunning(start(arguments, System.out));
		}
		catch (IllegalArgumentException ex) {
			System.err.println(ex.getMessage());
			System.err.println(MainOptions.USAGE);
			System.exit(BAD_ARGUMENTS);
		}
		catch (IllegalStateException ex) {
			System.err.println(ex.getMessage());
			System.exit(CANNOT_LISTEN);
		}
	}

	/**
	 * Starts the emulator.
	 * @param arguments the options
	 * @param out where to say that it accepts connections, in one line
	 * @return the emulator
	 * @throws IllegalArgumentException when the options make no sense
	 * @throws IllegalStateException when it cannot listen where it should
	 */
	static AblyEmulator start(String[] arguments, PrintStream out) {
		AblyEmulator emulator = MainOptions.parse(arguments).start();
		LoggerFactory.getLogger(EmulatorMain.class)
			.info("The Ably emulator is for development and tests. It keeps everything in memory.");
		out.println("Ably emulator listening on " + emulator.uri() + " key=" + emulator.key());
		return emulator;
	}

	private static void keepRunning(AblyEmulator emulator) {
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

}
