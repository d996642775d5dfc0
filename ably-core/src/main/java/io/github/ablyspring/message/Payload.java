package io.github.ablyspring.message;

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * A payload as far as it is decoded. JSON stays text until a tree is asked for, as most
 * applications want an object of their own, and that is made from the text directly.
 */
final class Payload {

	private final PayloadDecoder decoder;

	private final @Nullable Object value;

	private final @Nullable String encoding;

	private final @Nullable ErrorInfo error;

	private final @Nullable String json;

	// set by whoever needs it first; two threads may both do the work, with equal results
	private @Nullable Payload parsed;

	private Payload(PayloadDecoder decoder, @Nullable Object value, @Nullable String encoding,
			@Nullable ErrorInfo error, @Nullable String json) {
		this.decoder = decoder;
		this.value = value;
		this.encoding = encoding;
		this.error = error;
		this.json = json;
	}

	static Payload decoded(PayloadDecoder decoder, @Nullable Object value, @Nullable String encoding) {
		return new Payload(decoder, value, encoding, null, null);
	}

	static Payload undecoded(PayloadDecoder decoder, @Nullable Object value, String encoding, ErrorInfo error) {
		return new Payload(decoder, value, encoding, error, null);
	}

	static Payload json(PayloadDecoder decoder, String json) {
		return new Payload(decoder, null, null, null, json);
	}

	@Nullable Object value() {
		return parsed().value;
	}

	@Nullable String encoding() {
		return parsed().encoding;
	}

	@Nullable ErrorInfo error() {
		return parsed().error;
	}

	@SuppressWarnings("unchecked")
	<T> @Nullable T as(Class<T> type) {
		return (T) as((Type) type);
	}

	@SuppressWarnings("unchecked")
	<T> @Nullable T as(TypeRef<T> type) {
		return (T) as(type.type());
	}

	private @Nullable Object as(Type type) {
		if (this.error != null) {
			throw new AblyException(this.error);
		}
		if (this.json != null && !isTreeType(type)) {
			return (type == String.class) ? this.json : read(this.json, type);
		}
		Payload decoded = parsed();
		if (decoded.error != null) {
			throw new AblyException(decoded.error);
		}
		Object found = decoded.value;
		if (found == null || (type instanceof Class<?> wanted && wanted.isInstance(found))) {
			return found;
		}
		if (found instanceof byte[] || type == String.class || type == byte[].class) {
			throw mismatch(found.getClass().getTypeName(), type, null);
		}
		return read((found instanceof String text) ? text : this.decoder.mapper().write(found), type);
	}

	private static boolean isTreeType(Type type) {
		return type == Object.class || type == Map.class || type == List.class || type == Collection.class;
	}

	private Object read(String text, Type type) {
		try {
			return this.decoder.mapper().read(text, type);
		}
		catch (RuntimeException ex) {
			throw mismatch("JSON", type, ex);
		}
	}

	private static AblyException mismatch(String found, Type type, @Nullable Throwable cause) {
		return new AblyException(ErrorInfo.of(ErrorCodes.INVALID_DATA, 400,
				"A payload of " + found + " cannot be read as " + type.getTypeName()), cause);
	}

	private Payload parsed() {
		if (this.json == null) {
			return this;
		}
		Payload parsed = this.parsed;
		if (parsed == null) {
			parsed = this.decoder.parse(this.json);
			this.parsed = parsed;
		}
		return parsed;
	}

}
