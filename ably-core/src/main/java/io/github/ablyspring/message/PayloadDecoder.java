package io.github.ablyspring.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Undoes the encoding of payloads, outermost step first (RSL6).
 */
final class PayloadDecoder {

	private static final Logger logger = LoggerFactory.getLogger(PayloadDecoder.class);

	/** Takes payloads as the application has set them. */
	static final PayloadDecoder OF_THE_APPLICATION = new PayloadDecoder(null, null, DecodingListener.NONE, true);

	private static final char REPLACEMENT = '\uFFFD';

	private final @Nullable ChannelCipher cipher;

	private final @Nullable PayloadMapper mapper;

	private final DecodingListener listener;

	private final boolean asIs;

	PayloadDecoder(@Nullable CipherParams cipher, PayloadMapper mapper, DecodingListener listener) {
		this((cipher != null) ? new ChannelCipher(cipher) : null, mapper, listener, false);
	}

	private PayloadDecoder(@Nullable ChannelCipher cipher, @Nullable PayloadMapper mapper, DecodingListener listener,
			boolean asIs) {
		this.cipher = cipher;
		this.mapper = mapper;
		this.listener = listener;
		this.asIs = asIs;
	}

	PayloadMapper mapper() {
		return (this.mapper != null) ? this.mapper : PayloadMapper.defaultMapper();
	}

	Payload decode(@Nullable Object data, @Nullable String encoding) {
		if (this.asIs) {
			return Payload.decoded(this, data, encoding);
		}
		// some clients name the encoding of a payload that is not there
		if (data == null || encoding == null || encoding.isEmpty()) {
			return Payload.decoded(this, data, null);
		}
		Object value = data;
		int end = encoding.length();
		try {
			while (end > 0) {
				int start = encoding.lastIndexOf('/', end - 1) + 1;
				if (start == 0 && isStep(encoding, start, end, "json")) {
					return Payload.json(this, text(value));
				}
				value = undo(encoding, start, end, value);
				end = start - 1;
			}
			return Payload.decoded(this, value, null);
		}
		catch (Undecodable ex) {
			return undecodable(value, encoding.substring(0, end), ex);
		}
	}

	Payload parse(String json) {
		try {
			return Payload.decoded(this, parseJson(json), null);
		}
		catch (Undecodable ex) {
			return undecodable(json, "json", ex);
		}
	}

	private Payload undecodable(@Nullable Object value, String encoding, Undecodable failure) {
		ErrorInfo error = ErrorInfo.of(failure.code(), 400,
				"A payload was left encoded as '" + encoding + "': " + failure.getMessage());
		if (this.listener == DecodingListener.NONE) {
			logger.error(error.message());
		}
		logger.debug("That is because", failure.getCause());
		this.listener.undecodable(error);
		return Payload.undecoded(this, value, encoding, error);
	}

	private @Nullable Object undo(String encoding, int start, int end, @Nullable Object value) throws Undecodable {
		if (isStep(encoding, start, end, "base64")) {
			return base64(value);
		}
		if (isStep(encoding, start, end, "utf-8")) {
			return text(value);
		}
		if (isStep(encoding, start, end, "json")) {
			return parseJson(text(value));
		}
		if (encoding.startsWith("cipher+", start)) {
			return decrypt(encoding.substring(start, end), value);
		}
		if (isStep(encoding, start, end, "vcdiff")) {
			throw failure(ErrorCodes.DELTA_DECODING_FAILED, "it is a delta, and the message before it is not at hand");
		}
		throw failure("'" + encoding.substring(start, end) + "' is not known");
	}

	private static boolean isStep(String encoding, int start, int end, String name) {
		return end - start == name.length() && encoding.startsWith(name, start);
	}

	static byte[] base64(@Nullable Object value) throws Undecodable {
		try {
			if (value instanceof String string) {
				return Base64.getDecoder().decode(string);
			}
			if (value instanceof byte[] bytes) {
				return Base64.getDecoder().decode(bytes);
			}
		}
		catch (IllegalArgumentException ex) {
			throw new Undecodable(ErrorCodes.INVALID_DATA, "it is not Base64", ex);
		}
		throw failure("it is not Base64 text");
	}

	private static String text(@Nullable Object value) throws Undecodable {
		if (value instanceof String string) {
			return string;
		}
		if (value instanceof byte[] bytes) {
			String string = new String(bytes, StandardCharsets.UTF_8);
			if (string.indexOf(REPLACEMENT) >= 0) {
				checkUtf8(bytes);
			}
			return string;
		}
		throw failure("it is neither text nor binary");
	}

	// String replaces what is malformed; whether that has happened is seen only here
	private static void checkUtf8(byte[] bytes) throws Undecodable {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
		}
		catch (CharacterCodingException ex) {
			throw new Undecodable(ErrorCodes.INVALID_DATA, "it is not UTF-8", ex);
		}
	}

	private static @Nullable Object parseJson(String json) throws Undecodable {
		try {
			return JsonText.parse(json);
		}
		catch (AblyException ex) {
			throw new Undecodable(ErrorCodes.INVALID_DATA, "it is not JSON", ex);
		}
	}

	private byte[] decrypt(String step, @Nullable Object value) throws Undecodable {
		if (this.cipher == null) {
			throw failure("it is encrypted, and the channel has no cipher: get the channel with "
					+ "ChannelOptions.withCipherKey and the key of its publishers");
		}
		if (!step.equals(this.cipher.encoding())) {
			throw failure("it is encrypted with '" + step + "', and the channel's cipher is '" + this.cipher.encoding()
					+ "'");
		}
		if (!(value instanceof byte[] bytes)) {
			throw failure("it is encrypted, but not binary");
		}
		try {
			return this.cipher.decrypt(bytes);
		}
		catch (GeneralSecurityException ex) {
			throw new Undecodable(ErrorCodes.INVALID_DATA,
					"it cannot be decrypted with the channel's key: use that of its publishers", ex);
		}
	}

	private static Undecodable failure(String message) {
		return failure(ErrorCodes.INVALID_DATA, message);
	}

	private static Undecodable failure(int code, String message) {
		return new Undecodable(code, message, null);
	}

}
