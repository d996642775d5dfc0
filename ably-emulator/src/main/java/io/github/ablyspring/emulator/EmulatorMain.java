package io.github.ablyspring.emulator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/**
 * Runs the emulator alone: <code>java -jar ably-emulator-exec.jar [port]</code>.
 */
public final class EmulatorMain {

	private static final String LOGGING = "logback.configurationFile";

	private static final int DEFAULT_PORT = 8090;

	private EmulatorMain() {
	}

	/**
	 * Starts the emulator on loopback and keeps it running until the process ends.
	 * @param arguments the port to listen on, if not 8090
	 */
	public static void main(String[] arguments) {
		if (System.getProperty(LOGGING) == null) {
			System.setProperty(LOGGING, "io/github/ablyspring/emulator/logback-alone.xml");
		}
		// not a constant: logging reads its configuration when the first logger is asked
		// for
		Logger logger = LoggerFactory.getLogger(EmulatorMain.class);
		DisposableServer server = start((arguments.length > 0) ? Integer.parseInt(arguments[0]) : DEFAULT_PORT);
		logger.info("Ably emulator, for development and tests only, listens on http://localhost:{}", server.port());
		server.onDispose().block();
	}

	static DisposableServer start(int port) {
		return HttpServer.create()
			.host("localhost")
			.port(port)
			.route((routes) -> routes.get("/time", (request, response) -> {
				String now = "[" + System.currentTimeMillis() + "]";
				return response.header("Content-Type", "application/json").sendString(Mono.just(now));
			}))
			.bindNow();
	}

}
