package io.github.ablyspring.emulator.auth;

import java.util.Map;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks a token for. Fields are kept as they were written, for they are
 * signed.
 *
 * @param keyName the key, if it is said again
 * @param ttl how long it shall last, in milliseconds
 * @param capability what it shall permit, as text
 * @param clientId whom it shall identify
 * @param timestamp when it was made
 * @param nonce what makes it unique
 * @param mac its signature
 */
public record TokenRequest(@Nullable String keyName, @Nullable String ttl, @Nullable String capability,
		@Nullable String clientId, @Nullable String timestamp, @Nullable String nonce, @Nullable String mac) {

	/**
	 * Reads a request.
	 * @param body its fields
	 * @return the request
	 */
	public static TokenRequest of(Map<String, @Nullable Object> body) {
		return new TokenRequest(Tree.text(body, "keyName"), scalar(body, "ttl"), capability(body),
				Tree.text(body, "clientId"), scalar(body, "timestamp"), scalar(body, "nonce"), Tree.text(body, "mac"));
	}

	private static @Nullable String capability(Map<String, @Nullable Object> body) {
		Object capability = body.get("capability");
		return (capability instanceof Map<?, ?>) ? Tree.toJson(capability) : Tree.text(body, "capability");
	}

	private static @Nullable String scalar(Map<String, @Nullable Object> body, String name) {
		Object value = body.get(name);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		if (value instanceof Long || value instanceof Integer) {
			return value.toString();
		}
		throw Refusals.badParameter("The field " + name + " has to be a whole number");
	}

	/**
	 * What is signed.
	 * @param signedKeyName the name of the key
	 * @param signedTtl the life time as it was signed
	 * @return the text
	 */
	String signedText(String signedKeyName, String signedTtl) {
		return signedKeyName + "\n" + signedTtl + "\n" + orEmpty(this.capability) + "\n" + orEmpty(this.clientId) + "\n"
				+ orEmpty(this.timestamp) + "\n" + orEmpty(this.nonce) + "\n";
	}

	static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	@Override
	public String toString() {
		return "TokenRequest[" + this.keyName + "]";
	}

}
