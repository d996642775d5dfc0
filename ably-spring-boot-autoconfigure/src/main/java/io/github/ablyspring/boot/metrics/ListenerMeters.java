package io.github.ablyspring.boot.metrics;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.listener.AblyListenerEndpoint;
import io.github.ablyspring.boot.listener.AblyMessageHandler;
import io.github.ablyspring.boot.listener.ListenerAdvice;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Times the calls of annotated listeners, each attempt by itself.
 */
public final class ListenerMeters implements ListenerAdvice {

	private final MeterRegistry registry;

	private final boolean enabled;

	/**
	 * Creates meters.
	 * @param registry where they are
	 * @param enabled whether listeners are timed here, and not by observations
	 */
	public ListenerMeters(MeterRegistry registry, boolean enabled) {
		this.registry = registry;
		this.enabled = enabled;
	}

	@Override
	public void around(AblyListenerEndpoint endpoint, Message<?> message, AblyMessageHandler next) throws Exception {
		if (!this.enabled) {
			next.handle(message);
			return;
		}
		Timer.Sample sample = Timer.start(this.registry);
		@Nullable Throwable failure = null;
		try {
			next.handle(message);
		}
		catch (Throwable ex) {
			failure = ex;
			throw ex;
		}
		finally {
			sample.stop(Timer.builder(AblyMeter.LISTENER.meterName())
				.description(AblyMeter.LISTENER.description())
				.tag(AblyMeter.CLIENT, endpoint.client().isEmpty() ? AblyClients.DEFAULT : endpoint.client())
				.tag("listener", endpoint.id())
				.tag("error", ClientMeters.error(failure))
				.register(this.registry));
		}
	}

}
