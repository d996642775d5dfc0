package io.github.ablyspring.boot.listener;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Content;
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
		return map(null, channel, message);
	}

	static org.springframework.messaging.Message<?> map(@Nullable String client, RealtimeChannel channel,
			Message message) {
		return new Headers(client, channel, message).and(AblyHeaders.NAME, message.name())
			.and(AblyHeaders.ACTION, message.action())
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
		return map(null, channel, member);
	}

	static org.springframework.messaging.Message<?> map(@Nullable String client, RealtimeChannel channel,
			PresenceMessage member) {
		return new Headers(client, channel, member).and(AblyHeaders.NAME, member.action().name())
			.and(AblyHeaders.ACTION, member.action())
			.with(member);
	}

	/**
	 * What a listener is called with for an annotation.
	 * @param channel the channel it came from
	 * @param annotation the annotation
	 * @return the same for Spring, with the headers of {@link AblyHeaders}
	 */
	public static org.springframework.messaging.Message<?> map(RealtimeChannel channel, Annotation annotation) {
		return map(null, channel, annotation);
	}

	static org.springframework.messaging.Message<?> map(@Nullable String client, RealtimeChannel channel,
			Annotation annotation) {
		return new Headers(client, channel, annotation).and(AblyHeaders.NAME, annotation.type())
			.and(AblyHeaders.ACTION, annotation.action())
			.and(AblyHeaders.SERIAL, annotation.serial())
			.with(annotation);
	}

	/** Gathers what is known. Headers of the publisher never pass for ours. */
	private static final class Headers {

		private final Map<String, Object> all = new LinkedHashMap<>();

		Headers(@Nullable String client, RealtimeChannel channel, Content content) {
			MessageExtras extras = content.extras();
			if (extras != null) {
				extras.headers().forEach((header, value) -> {
					// even where there is nothing to hide: whoever is anonymous has no
					// client id
					if (!header.startsWith(AblyHeaders.PREFIX)) {
						this.all.put(header, value);
					}
				});
				this.all.put(AblyHeaders.EXTRAS, extras);
			}
			this.all.put(AblyHeaders.CHANNEL, channel.name());
			this.all.put(AblyHeaders.REALTIME_CHANNEL, channel);
			this.all.put(AblyHeaders.NATIVE, content);
			and(AblyHeaders.CLIENT, client);
			and(AblyHeaders.ID, content.id());
			and(AblyHeaders.CLIENT_ID, content.clientId());
			and(AblyHeaders.CONNECTION_ID, content.connectionId());
			and(AblyHeaders.TIMESTAMP, content.timestamp());
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
