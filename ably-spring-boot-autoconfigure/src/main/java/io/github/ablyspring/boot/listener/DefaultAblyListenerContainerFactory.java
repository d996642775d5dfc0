package io.github.ablyspring.boot.listener;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

import io.github.ablyspring.client.AblyRealtime;
import org.jspecify.annotations.Nullable;

/**
 * Makes containers that all share an error handler and advice.
 */
public final class DefaultAblyListenerContainerFactory implements AblyListenerContainerFactory {

	private final AblyListenerErrorHandler errorHandler;

	private final List<ListenerAdvice> advice;

	private final @Nullable ThreadFactory threads;

	private final Map<AblyRealtime, ListenerChannels> channels = new ConcurrentHashMap<>();

	/**
	 * Creates a factory.
	 * @param errorHandler called when a listener fails
	 * @param advice goes around every call of a listener, the first outermost
	 */
	public DefaultAblyListenerContainerFactory(AblyListenerErrorHandler errorHandler, List<ListenerAdvice> advice) {
		this(errorHandler, advice, null);
	}

	/**
	 * Creates a factory.
	 * @param errorHandler called when a listener fails
	 * @param advice goes around every call of a listener, the first outermost
	 * @param threads makes the threads of listeners that handle several messages at the
	 * same time; {@code null} for threads of the platform
	 */
	public DefaultAblyListenerContainerFactory(AblyListenerErrorHandler errorHandler, List<ListenerAdvice> advice,
			@Nullable ThreadFactory threads) {
		this.threads = threads;
		this.errorHandler = errorHandler;
		this.advice = List.copyOf(advice);
	}

	@Override
	public AblyListenerContainer create(AblyListenerEndpoint endpoint, AblyRealtime realtime) {
		AblyMessageHandler handler = endpoint.handler();
		for (int i = this.advice.size() - 1; i >= 0; i--) {
			ListenerAdvice around = this.advice.get(i);
			AblyMessageHandler next = handler;
			handler = (message) -> around.around(endpoint, message, next);
		}
		AblyListenerErrorHandler own = endpoint.errorHandler();
		return new AblyListenerContainer(endpoint, realtime,
				new GuardedHandler(endpoint.id(), handler, (own != null) ? own : this.errorHandler),
				this.channels.computeIfAbsent(realtime, ListenerChannels::new), this.threads);
	}

}
