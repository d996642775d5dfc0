package io.github.ablyspring.boot.listener;

import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * Resolves parameters of Ably's own types.
 */
final class NativeArgumentResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return NativeTypes.contains(parameter.getParameterType());
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter,
			org.springframework.messaging.Message<?> message) {
		Class<?> type = parameter.getParameterType();
		if (type == RealtimeChannel.class) {
			return message.getHeaders().get(AblyHeaders.REALTIME_CHANNEL);
		}
		if (type == MessageExtras.class) {
			Object extras = message.getHeaders().get(AblyHeaders.EXTRAS);
			return (extras != null) ? extras : MessageExtras.builder().build();
		}
		// whoever invokes a suspending function puts in the continuation
		return NativeTypes.isContinuation(type) ? null : message.getHeaders().get(AblyHeaders.NATIVE);
	}

}
