package io.github.ablyspring.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of what has come as JSON, by other ways than a channel (TM3, TP4, TAN3).
 */
final class EncodedReader {

	private final Envelope envelope;

	private EncodedReader(Envelope envelope) {
		this.envelope = envelope;
	}

	static EncodedReader of(@Nullable ChannelOptions options) {
		CipherParams cipher = (options != null) ? options.cipher() : null;
		return new EncodedReader(
				Envelope.without(new PayloadDecoder(cipher, PayloadMapper.defaultMapper(), DecodingListener.NONE)));
	}

	Message message(Map<String, ? extends @Nullable Object> tree) {
		return new Message(read(WireMessage.TYPE, tree, MessageAction::valueOf, MessageAction::code), this.envelope, 0);
	}

	PresenceMessage presence(Map<String, ? extends @Nullable Object> tree) {
		return new PresenceMessage(read(WirePresence.TYPE, tree, PresenceAction::valueOf, PresenceAction::code),
				this.envelope, 0);
	}

	Annotation annotation(Map<String, ? extends @Nullable Object> tree) {
		return new Annotation(read(WireAnnotation.TYPE, tree, AnnotationAction::valueOf, AnnotationAction::code),
				this.envelope, 0);
	}

	@SuppressWarnings("unchecked")
	static Map<String, @Nullable Object> object(String json) {
		if (JsonText.parse(json) instanceof Map<?, ?> map) {
			return (Map<String, @Nullable Object>) map;
		}
		throw AblyException.of(ErrorCodes.BAD_REQUEST, 400, "Not a JSON object");
	}

	@SuppressWarnings("unchecked")
	static List<Map<String, @Nullable Object>> array(String json) {
		if (!(JsonText.parse(json) instanceof List<?> list)) {
			throw AblyException.of(ErrorCodes.BAD_REQUEST, 400, "Not a JSON array");
		}
		List<Map<String, @Nullable Object>> maps = new ArrayList<>(list.size());
		for (Object element : list) {
			if (!(element instanceof Map<?, ?> map)) {
				throw AblyException.of(ErrorCodes.BAD_REQUEST, 400, "Not a JSON array of objects");
			}
			maps.add((Map<String, @Nullable Object>) map);
		}
		return maps;
	}

	// MessagePack, because it has a place for binary payloads
	private static <T, E extends Enum<E>> T read(WireType<T> type, Map<String, ? extends @Nullable Object> tree,
			java.util.function.Function<String, E> byName, java.util.function.ToIntFunction<E> code) {
		Map<String, @Nullable Object> numbered = new LinkedHashMap<>(tree);
		if (tree.get("action") instanceof String name) {
			numbered.put("action", numberOf(name, byName, code));
		}
		return WireCodec.read(WireFormat.MSGPACK, type, WireCodec.writeTree(WireFormat.MSGPACK, numbered));
	}

	// what other libraries of Ably hand out names its actions "enter" or "message.create"
	private static <E extends Enum<E>> int numberOf(String name, java.util.function.Function<String, E> byName,
			java.util.function.ToIntFunction<E> code) {
		try {
			return code.applyAsInt(byName.apply(name.toUpperCase(Locale.ROOT).replace('.', '_')));
		}
		catch (IllegalArgumentException ex) {
			return -1;
		}
	}

}
