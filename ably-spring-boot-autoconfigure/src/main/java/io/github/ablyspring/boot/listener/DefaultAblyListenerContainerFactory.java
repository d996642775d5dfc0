package io.github.ablyspring.boot.listener;

import java.util.List;
import java.util.function.Function;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.ChannelOptions;

/**
 * Makes containers that all share an error handler and advice.
 */
public final class DefaultAblyListenerContainerFactory implements AblyListenerContainerFactory {

	private final AblyListenerErrorHandler errorHandler;

	private final List<ListenerAdvice> advice;

	private final Function<String, ChannelOptions> channelOptions;

	/**
	 * Creates a factory.
	 * @param errorHandler called when a listener fails
	 * @param advice goes around every call of a listener, the first outermost
	 * @param channelOptions the options a channel has before a listener adds its own
	 */
	public DefaultAblyListenerContainerFactory(AblyListenerErrorHandler errorHandler, List<ListenerAdvice> advice,
			Function<String, ChannelOptions> channelOptions) {
		this.errorHandler = errorHandler;
		this.advice = List.copyOf(advice);
		this.channelOptions = channelOptions;
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
				new ListenerChannels(realtime.channels(), this.channelOptions));
	}

}
