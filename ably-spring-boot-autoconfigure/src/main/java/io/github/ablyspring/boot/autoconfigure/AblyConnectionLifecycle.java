package io.github.ablyspring.boot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.realtime.connection.Connection;
import io.github.ablyspring.realtime.connection.ConnectionEvent;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Connects when the application starts, before anything listens, and closes the
 * connection when everything that might still publish has stopped, the web server
 * included, and what is being published has been stored.
 */
public final class AblyConnectionLifecycle implements SmartLifecycle {

	/** Below the phase in which the web server stops for good, so stopped after it. */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2049;

	private static final Logger logger = LoggerFactory.getLogger(AblyConnectionLifecycle.class);

	// well within the time that a phase of the shutdown has by default
	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration FAREWELL = Duration.ofSeconds(1);

	private final String client;

	private final AblyRealtime realtime;

	private final boolean autoStartup;

	private final Supplier<CompletableFuture<Void>> published;

	private volatile boolean running;

	AblyConnectionLifecycle(String client, AblyRealtime realtime, boolean autoStartup,
			Supplier<CompletableFuture<Void>> published) {
		this.client = client;
		this.published = published;
		this.realtime = realtime;
		this.autoStartup = autoStartup;
	}

	@Override
	public void start() {
		this.running = true;
		logger.info("The Ably client '{}' connects", this.client);
		this.realtime.connect();
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.running = false;
		// what waits for a connection would wait for too long
		boolean connected = this.realtime.connection().state() == ConnectionState.CONNECTED;
		CompletableFuture<Void> done = connected ? this.published.get().copy()
				: CompletableFuture.completedFuture(null);
		CompletableFuture<Void> told = untilAllAreToldOfTheEnd();
		done.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
			.thenCompose((nothing) -> this.realtime.connection().close())
			.thenCompose((closed) -> told.completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS))
			.whenComplete((nothing, failure) -> callback.run());
	}

	// Events of the application follow from what observers hear, and once it has stopped
	// nobody gets them. Listeners hear of a change after all observers.
	private CompletableFuture<Void> untilAllAreToldOfTheEnd() {
		Connection connection = this.realtime.connection();
		CompletableFuture<Void> told = new CompletableFuture<>();
		switch (connection.state()) {
			case CLOSED, FAILED -> told.complete(null);
			default -> connection.on(ConnectionEvent.CLOSED, (change) -> told.complete(null));
		}
		return told;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public boolean isAutoStartup() {
		return this.autoStartup;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
