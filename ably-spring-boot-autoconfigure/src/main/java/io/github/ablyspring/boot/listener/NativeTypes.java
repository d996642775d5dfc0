package io.github.ablyspring.boot.listener;

import java.lang.reflect.Method;
import java.util.Locale;
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

	private static final Set<Class<?>> CONTENT = Set.of(Message.class, PresenceMessage.class, Annotation.class);

	private NativeTypes() {
	}

	static boolean contains(Class<?> type) {
		return TYPES.contains(type) || isContinuation(type);
	}

	/** A method is not called with something that its annotation does not listen to. */
	static void check(Method method, ListenerSource source) {
		for (Class<?> type : method.getParameterTypes()) {
			if (CONTENT.contains(type) && type != source.content()) {
				throw new IllegalArgumentException("It listens to " + source.name().toLowerCase(Locale.ROOT)
						+ ", so it gets no " + type.getSimpleName() + " but a " + source.content().getSimpleName());
			}
		}
	}

	static boolean isContinuation(Class<?> type) {
		return "kotlin.coroutines.Continuation".equals(type.getName());
	}

}
