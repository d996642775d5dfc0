package io.github.ablyspring.boot.observation;

import io.github.ablyspring.boot.listener.AblyListenerEndpoint;
import io.github.ablyspring.boot.listener.AblyMessageHandler;
import io.github.ablyspring.boot.listener.ListenerAdvice;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.core.Ordered;
import org.springframework.messaging.Message;

/**
 * Observes the calls of annotated listeners. What they do is part of the trace that the
 * message came with.
 */
public final class ListenerObservations implements ListenerAdvice, Ordered {

	private final ObservationRegistry registry;

	private final AblyListenerObservationConvention convention;

	/**
	 * Creates observations.
	 * @param registry where they are
	 * @param convention names them
	 */
	public ListenerObservations(ObservationRegistry registry, AblyListenerObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	/** Around all advice but what asks to be further out. */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 100;
	}

	@Override
	public void around(AblyListenerEndpoint endpoint, Message<?> message, AblyMessageHandler next) throws Exception {
		Observation observation = Observation.createNotStarted(this.convention,
				() -> new AblyListenerContext(endpoint, message), this.registry);
		observation.observeChecked(() -> next.handle(message));
	}

}
