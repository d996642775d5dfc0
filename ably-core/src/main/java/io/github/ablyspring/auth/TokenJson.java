package io.github.ablyspring.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the few small objects of authentication. Servers of applications write
 * them by hand, so numbers may come as text and a capability as an object.
 */
final class TokenJson {

	private final Map<String, ? extends @Nullable Object> fields;

	private final String what;

	TokenJson(Map<String, ? extends @Nullable Object> fields, String what) {
		this.fields = fields;
		this.what = what;
	}

	@SuppressWarnings("unchecked")
	static Map<String, @Nullable Object> parse(String json, String what) {
		Object tree;
		try {
			tree = WireCodec.readTree(WireFormat.JSON, json.getBytes(StandardCharsets.UTF_8));
		}
		catch (AblyException ex) {
			throw new AblyException(
					ex.errorInfo().withMessage("Expected " + what + " as JSON: " + ex.errorInfo().message()), ex);
		}
		if (tree instanceof Map<?, ?> map) {
			return (Map<String, @Nullable Object>) map;
		}
		throw AblyException.of(ErrorCodes.BAD_REQUEST, 400, "Expected " + what + " as a JSON object");
	}

	static String write(Map<String, ? extends @Nullable Object> fields) {
		Map<String, Object> present = new LinkedHashMap<>();
		fields.forEach((name, value) -> {
			if (value != null) {
				present.put(name, value);
			}
		});
		return new String(WireCodec.writeTree(WireFormat.JSON, present), StandardCharsets.UTF_8);
	}

	@Nullable String string(String name) {
		Object value = this.fields.get(name);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		throw wrong(name, "text");
	}

	String required(String name) {
		String value = string(name);
		if (value == null || value.isEmpty()) {
			throw AblyException.of(ErrorCodes.BAD_REQUEST, 400, "Expected " + this.what + " with a '" + name + "'");
		}
		return value;
	}

	@Nullable String capability() {
		Object value = this.fields.get("capability");
		if (value instanceof Map<?, ?>) {
			return new String(WireCodec.writeTree(WireFormat.JSON, value), StandardCharsets.UTF_8);
		}
		return string("capability");
	}

	@Nullable Instant instant(String name) {
		Long millis = number(name);
		return (millis != null) ? Instant.ofEpochMilli(millis) : null;
	}

	@Nullable Duration duration(String name) {
		Long millis = number(name);
		return (millis != null) ? Duration.ofMillis(millis) : null;
	}

	private @Nullable Long number(String name) {
		Object value = this.fields.get(name);
		if (value == null) {
			return null;
		}
		if (value instanceof Number number) {
			return number.longValue();
		}
		if (value instanceof String text) {
			try {
				return Long.valueOf(text.trim());
			}
			catch (NumberFormatException ex) {
				throw wrong(name, "a number of milliseconds");
			}
		}
		throw wrong(name, "a number of milliseconds");
	}

	// The value is left out: it may be a secret that ended up in the wrong place.
	private AblyException wrong(String name, String expected) {
		return AblyException.of(ErrorCodes.BAD_REQUEST, 400,
				"Expected " + this.what + " whose '" + name + "' is " + expected);
	}

}
