package io.github.ablyspring.boot.listener;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.support.GenericMessage;

/**
 * Makes Spring's messages of Ably's. The data is decoded only when it is converted: until
 * then the payload is the Ably message.
 */
public final class AblyMessageMapper {

	private AblyMessageMapper() {
	}

	/**
	 * What a listener is called with for a message.
	 * @param channel the channel it came from
	 * @param message the message
	 * @return the same for Spring, with the headers of {@link AblyHeaders}
	 */
	public static org.springframework.messaging.Message<?> map(RealtimeChannel channel, Message message) {
		return new Headers(channel, message, message.extras())
			.common(message.name(), message.id(), message.clientId(), message.timestamp(), message.action())
			.and(AblyHeaders.CONNECTION_ID, message.connectionId())
			.and(AblyHeaders.SERIAL, message.serial())
			.with(message);
	}

	/**
	 * What a listener is called with for a member.
	 * @param channel the channel it is present on
	 * @param member what happened to the member
	 * @return the same for Spring, with the headers of {@link AblyHeaders}
	 */
	public static org.springframework.messaging.Message<?> map(RealtimeChannel channel, PresenceMessage member) {
		return new Headers(channel, member, member.extras())
			.common(member.action().name(), member.id(), member.clientId(), member.timestamp(), member.action())
			.and(AblyHeaders.CONNECTION_ID, member.connectionId())
			.with(member);
	}

	/**
	 * What a listener is called with for an annotation.
	 * @param channel the channel it came from
	 * @param annotation the annotation
	 * @return the same for Spring, with the headers of {@link AblyHeaders}
	 */
	public static org.springframework.messaging.Message<?> map(RealtimeChannel channel, Annotation annotation) {
		return new Headers(channel, annotation, annotation.extras())
			.common(annotation.type(), annotation.id(), annotation.clientId(), annotation.timestamp(),
					annotation.action())
			.and(AblyHeaders.SERIAL, annotation.serial())
			.with(annotation);
	}

	/** Gathers what is known: those of the publisher first, which must not hide ours. */
	private static final class Headers {

		private final Map<String, Object> all = new LinkedHashMap<>();

		Headers(RealtimeChannel channel, Object original, @Nullable MessageExtras extras) {
			if (extras != null) {
				this.all.putAll(extras.headers());
				this.all.put(AblyHeaders.EXTRAS, extras);
			}
			this.all.put(AblyHeaders.CHANNEL, channel.name());
			this.all.put(AblyHeaders.REALTIME_CHANNEL, channel);
			this.all.put(AblyHeaders.NATIVE, original);
		}

		Headers common(@Nullable String name, @Nullable String id, @Nullable String clientId,
				@Nullable Instant timestamp, Enum<?> action) {
			return and(AblyHeaders.NAME, name).and(AblyHeaders.ID, id)
				.and(AblyHeaders.CLIENT_ID, clientId)
				.and(AblyHeaders.TIMESTAMP, timestamp)
				.and(AblyHeaders.ACTION, action);
		}

		Headers and(String name, @Nullable Object value) {
			if (value != null) {
				this.all.put(name, value);
			}
			return this;
		}

		org.springframework.messaging.Message<?> with(Object payload) {
			return new GenericMessage<>(payload, this.all);
		}

	}

}
