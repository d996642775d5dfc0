package io.github.ablyspring.boot.listener;

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
final class AblyMessageMapper {

	private AblyMessageMapper() {
	}

	static org.springframework.messaging.Message<?> map(RealtimeChannel channel, Message message) {
		Map<String, Object> headers = headers(channel, message, message.extras());
		put(headers, AblyHeaders.NAME, message.name());
		put(headers, AblyHeaders.ID, message.id());
		put(headers, AblyHeaders.CLIENT_ID, message.clientId());
		put(headers, AblyHeaders.CONNECTION_ID, message.connectionId());
		put(headers, AblyHeaders.TIMESTAMP, message.timestamp());
		put(headers, AblyHeaders.SERIAL, message.serial());
		put(headers, AblyHeaders.ACTION, message.action());
		return new GenericMessage<>(message, headers);
	}

	static org.springframework.messaging.Message<?> map(RealtimeChannel channel, PresenceMessage member) {
		Map<String, Object> headers = headers(channel, member, member.extras());
		put(headers, AblyHeaders.NAME, member.action().name());
		put(headers, AblyHeaders.ID, member.id());
		put(headers, AblyHeaders.CLIENT_ID, member.clientId());
		put(headers, AblyHeaders.CONNECTION_ID, member.connectionId());
		put(headers, AblyHeaders.TIMESTAMP, member.timestamp());
		put(headers, AblyHeaders.ACTION, member.action());
		return new GenericMessage<>(member, headers);
	}

	static org.springframework.messaging.Message<?> map(RealtimeChannel channel, Annotation annotation) {
		Map<String, Object> headers = headers(channel, annotation, annotation.extras());
		put(headers, AblyHeaders.NAME, annotation.type());
		put(headers, AblyHeaders.ID, annotation.id());
		put(headers, AblyHeaders.CLIENT_ID, annotation.clientId());
		put(headers, AblyHeaders.TIMESTAMP, annotation.timestamp());
		put(headers, AblyHeaders.SERIAL, annotation.serial());
		put(headers, AblyHeaders.ACTION, annotation.action());
		return new GenericMessage<>(annotation, headers);
	}

	private static Map<String, Object> headers(RealtimeChannel channel, Object nativeMessage,
			@Nullable MessageExtras extras) {
		Map<String, Object> headers = new LinkedHashMap<>();
		if (extras != null) {
			headers.putAll(extras.headers());
			headers.put(AblyHeaders.EXTRAS, extras);
		}
		headers.put(AblyHeaders.CHANNEL, channel.name());
		headers.put(AblyHeaders.REALTIME_CHANNEL, channel);
		headers.put(AblyHeaders.NATIVE, nativeMessage);
		return headers;
	}

	private static void put(Map<String, Object> headers, String name, @Nullable Object value) {
		if (value != null) {
			headers.put(name, value);
		}
	}

}
