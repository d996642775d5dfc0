package io.github.ablyspring.message;

import java.util.Map;
import java.util.Objects;

import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * What messages look like on the wire, as JSON trees.
 */
final class WireTrees {

	private WireTrees() {
	}

	static Map<String, @Nullable Object> of(Message message) {
		return of(WireMessage.TYPE, encoder().encode(message));
	}

	static Map<String, @Nullable Object> of(PresenceMessage message) {
		return of(WirePresence.TYPE, encoder().encode(message));
	}

	static Map<String, @Nullable Object> of(Annotation annotation) {
		return of(WireAnnotation.TYPE, encoder().encode(annotation));
	}

	@SuppressWarnings("unchecked")
	static <T> Map<String, @Nullable Object> of(WireType<T> type, T value) {
		byte[] json = WireCodec.write(WireFormat.JSON, type, value);
		return (Map<String, @Nullable Object>) Objects.requireNonNull(WireCodec.readTree(WireFormat.JSON, json));
	}

	private static MessageEncoder encoder() {
		return new MessageEncoder(WireFormat.JSON, null, PayloadMapper.defaultMapper());
	}

}
