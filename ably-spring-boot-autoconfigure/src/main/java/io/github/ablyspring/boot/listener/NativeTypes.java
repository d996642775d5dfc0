package io.github.ablyspring.boot.listener;

import java.util.Set;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.realtime.channel.RealtimeChannel;

/**
 * The types of parameters that are not for the payload: those of Ably that a listener can
 * ask for, and the last one of a suspending function.
 */
final class NativeTypes {

	private static final Set<Class<?>> TYPES = Set.of(Message.class, PresenceMessage.class, Annotation.class,
			RealtimeChannel.class, MessageExtras.class);

	private NativeTypes() {
	}

	static boolean contains(Class<?> type) {
		return TYPES.contains(type) || isContinuation(type);
	}

	static boolean isContinuation(Class<?> type) {
		return "kotlin.coroutines.Continuation".equals(type.getName());
	}

}
