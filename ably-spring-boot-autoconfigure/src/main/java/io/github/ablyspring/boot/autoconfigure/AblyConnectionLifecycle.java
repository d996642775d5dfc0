package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.client.AblyRealtime;

import org.springframework.context.SmartLifecycle;

/**
 * Connects when the application starts, before anything listens, and closes the
 * connection when everything that might still publish has stopped, the web server
 * included.
 */
public final class AblyConnectionLifecycle implements SmartLifecycle {

	/** Below the phase in which the web server stops for good, so stopped after it. */
	public static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 2049;

	private final AblyRealtime realtime;

	private final boolean autoStartup;

	private volatile boolean running;

	AblyConnectionLifecycle(AblyRealtime realtime, boolean autoStartup) {
		this.realtime = realtime;
		this.autoStartup = autoStartup;
	}

	@Override
	public void start() {
		this.running = true;
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
		this.realtime.connection().close().whenComplete((closed, failure) -> callback.run());
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
