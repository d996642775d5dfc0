package io.github.ablyspring.boot.listener;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.message.PresenceMessage;
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
		Class<?> type = parameter.getParameterType();
		return type == Message.class || type == PresenceMessage.class || type == Annotation.class
				|| type == RealtimeChannel.class || type == MessageExtras.class || isContinuation(type);
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
		return isContinuation(type) ? null : message.getHeaders().get(AblyHeaders.NATIVE);
	}

	private static boolean isContinuation(Class<?> type) {
		return "kotlin.coroutines.Continuation".equals(type.getName());
	}

}
