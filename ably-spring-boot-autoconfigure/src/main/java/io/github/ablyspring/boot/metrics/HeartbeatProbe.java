package io.github.ablyspring.boot.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * Measures the way to the service and back from time to time. What it finds is in the
 * meters of the connection.
 */
public final class HeartbeatProbe implements SmartLifecycle {

	private final Supplier<Map<String, AblyRealtime>> clients;

	private final Supplier<ScheduledExecutorService> scheduler;

	private final Duration interval;

	private @Nullable ScheduledFuture<?> timer;

	/**
	 * Creates a probe.
	 * @param clients the clients by their names
	 * @param scheduler keeps the time
	 * @param interval how often; zero for never
	 */
	public HeartbeatProbe(Supplier<Map<String, AblyRealtime>> clients, Supplier<ScheduledExecutorService> scheduler,
			Duration interval) {
		this.clients = clients;
		this.scheduler = scheduler;
		this.interval = interval;
	}

	@Override
	public synchronized void start() {
		if (this.timer == null && !this.interval.isZero()) {
			Map<String, AblyRealtime> all = this.clients.get();
			this.timer = this.scheduler.get()
				.scheduleWithFixedDelay(() -> all.values().forEach(HeartbeatProbe::probe), this.interval.toMillis(),
						this.interval.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	@Override
	public synchronized void stop() {
		ScheduledFuture<?> timer = this.timer;
		this.timer = null;
		if (timer != null) {
			timer.cancel(false);
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.timer != null;
	}

	private static void probe(AblyRealtime client) {
		if (client.connection().state() == ConnectionState.CONNECTED) {
			// how it ends, the observers of the connection are told
			client.connection().ping().exceptionally((failure) -> Duration.ZERO);
		}
	}

}
