package io.github.ablyspring.auth;

import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AuthCallback} may answer with: a token with or without its details, or a
 * signed request that the client exchanges for a token.
 */
public sealed interface AuthToken permits TokenDetails, TokenRequest, TokenString {

	/**
	 * A token string, of Ably or a JWT.
	 * @param token the token
	 * @return it, as an answer of a callback
	 */
	static AuthToken of(String token) {
		return new TokenString(token);
	}

	/**
	 * Token details when there is a {@code token}, otherwise a token request (AO2b).
	 * @param json the decoded object
	 * @return what it describes
	 */
	static AuthToken fromJson(Map<String, ? extends @Nullable Object> json) {
		return json.containsKey("token") ? TokenDetails.fromJson(json) : TokenRequest.fromJson(json);
	}

	/**
	 * Token details when there is a {@code token}, otherwise a token request (AO2b).
	 * @param json the text of the object
	 * @return what it describes
	 */
	static AuthToken fromJson(String json) {
		return fromJson(TokenJson.parse(json, "a token or token request"));
	}

	/**
	 * Fails for whatever is not a token; for internal use.
	 * @param what what was received
	 * @return the exception to throw
	 */
	static AblyException invalid(String what) {
		return AblyException.of(ErrorCodes.TOKEN_CALLBACK_FAILED, 401, what);
	}

}
