package io.github.ablyspring.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Encodes payloads for the wire (RSL4, RSL5).
 */
final class PayloadEncoder {

	private final WireFormat format;

	private final @Nullable ChannelCipher cipher;

	private final PayloadMapper mapper;

	PayloadEncoder(WireFormat format, @Nullable CipherParams cipher, PayloadMapper mapper) {
		this.format = format;
		this.cipher = (cipher != null) ? new ChannelCipher(cipher) : null;
		this.mapper = mapper;
	}

	<T> T encode(@Nullable Object data, @Nullable String encoding, Target<T> target) {
		return encode(data, encoding, this.cipher, target);
	}

	<T> T encodePlain(@Nullable Object data, @Nullable String encoding, Target<T> target) {
		return encode(data, encoding, null, target);
	}

	/**
	 * Makes text or bytes of a payload, which neither the format nor the cipher has
	 * changed yet, nor the application changes any more.
	 */
	<T> T prepare(@Nullable Object data, @Nullable String encoding, Target<T> target) {
		if (data == null || data instanceof String) {
			return target.accept(data, encoding);
		}
		return (data instanceof byte[] bytes) ? target.accept(bytes.clone(), encoding)
				: target.accept(json(data, this.mapper), then(encoding, "json"));
	}

	private <T> T encode(@Nullable Object data, @Nullable String encoding, @Nullable ChannelCipher cipher,
			Target<T> target) {
		if (data == null) {
			return target.accept(null, encoding);
		}
		Object value = data;
		String steps = encoding;
		if (!(value instanceof String) && !(value instanceof byte[])) {
			value = json(value, this.mapper);
			steps = then(steps, "json");
		}
		if (cipher != null) {
			if (value instanceof String text) {
				value = text.getBytes(StandardCharsets.UTF_8);
				steps = then(steps, "utf-8");
			}
			value = encrypt(cipher, (byte[]) value);
			steps = then(steps, cipher.encoding());
		}
		if (value instanceof byte[] bytes && this.format == WireFormat.JSON) {
			value = Base64.getEncoder().encodeToString(bytes);
			steps = then(steps, "base64");
		}
		return target.accept(value, steps);
	}

	private static String then(@Nullable String steps, String step) {
		return (steps != null && !steps.isEmpty()) ? steps + "/" + step : step;
	}

	static String json(Object value, PayloadMapper mapper) {
		if (value instanceof Number || value instanceof Boolean || value instanceof Character
				|| value instanceof CharSequence || value instanceof Enum<?>) {
			throw unsupported(value, null);
		}
		String json;
		try {
			json = mapper.write(value);
		}
		catch (RuntimeException ex) {
			throw unsupported(value, ex);
		}
		// dates, optionals and the like become JSON too, but none that a message can
		// carry
		if (json.isEmpty() || (json.charAt(0) != '{' && json.charAt(0) != '[')) {
			throw unsupported(value, null);
		}
		return json;
	}

	private static AblyException unsupported(Object value, @Nullable Throwable cause) {
		return new AblyException(ErrorInfo.of(ErrorCodes.INVALID_DATA, 400,
				"A payload is a String, a byte[], or what can be written as a JSON object or array; not a "
						+ value.getClass().getName()),
				cause);
	}

	private static byte[] encrypt(ChannelCipher cipher, byte[] plain) {
		try {
			return cipher.encrypt(plain);
		}
		catch (GeneralSecurityException ex) {
			throw new AblyException(ErrorInfo.of(ErrorCodes.INVALID_DATA, 400, "A payload could not be encrypted"), ex);
		}
	}

	/**
	 * Takes the outcome.
	 *
	 * @param <T> what is made of it
	 */
	@FunctionalInterface
	interface Target<T> {

		T accept(@Nullable Object data, @Nullable String encoding);

	}

}
