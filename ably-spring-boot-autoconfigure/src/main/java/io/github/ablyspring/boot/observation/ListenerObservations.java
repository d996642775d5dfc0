package io.github.ablyspring.boot.observation;

import java.util.function.Consumer;

import io.github.ablyspring.boot.listener.AblyListenerEndpoint;
import io.github.ablyspring.boot.listener.AblyMessageHandler;
import io.github.ablyspring.boot.listener.AblyMessageMapper;
import io.github.ablyspring.boot.listener.ListenerAdvice;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
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

	/**
	 * Observes a listener that is subscribed to a channel without an annotation, as if it
	 * had one. <pre>
	 * channel.subscribe(observations.observed("stock", channel, message -&gt; book(message.data(Order.class))));
	 * </pre>
	 * @param id what the listener is called
	 * @param channel the channel it is subscribed to
	 * @param listener the listener
	 * @return calls the listener
	 */
	public Consumer<io.github.ablyspring.message.Message> observed(String id, RealtimeChannel channel,
			Consumer<? super io.github.ablyspring.message.Message> listener) {
		return observed(id, "", channel, listener);
	}

	/**
	 * Observes a listener that is subscribed to a channel of a client with a name.
	 * @param id what the listener is called
	 * @param client the name of the client
	 * @param channel the channel it is subscribed to
	 * @param listener the listener
	 * @return calls the listener
	 */
	public Consumer<io.github.ablyspring.message.Message> observed(String id, String client, RealtimeChannel channel,
			Consumer<? super io.github.ablyspring.message.Message> listener) {
		AblyListenerEndpoint endpoint = AblyListenerEndpoint.builder(id, (message) -> {
		}).channels(channel.name()).client(client).build();
		return (message) -> Observation
			.createNotStarted(this.convention,
					() -> new AblyListenerContext(endpoint, AblyMessageMapper.map(channel, message)), this.registry)
			.observe(() -> listener.accept(message));
	}

	@Override
	public void around(AblyListenerEndpoint endpoint, Message<?> message, AblyMessageHandler next) throws Exception {
		Observation observation = Observation.createNotStarted(this.convention,
				() -> new AblyListenerContext(endpoint, message), this.registry);
		observation.observeChecked(() -> next.handle(message));
	}

}
