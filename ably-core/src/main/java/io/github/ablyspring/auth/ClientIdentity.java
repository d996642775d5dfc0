package io.github.ablyspring.auth;

import io.github.ablyspring.protocol.AblyException;
import org.jspecify.annotations.Nullable;

/**
 * Who a client is, by what its options, its token and its connection say (RSA7, RSA15).
 * From any thread.
 */
final class ClientIdentity {

	// A token for all client ids says nothing of who uses it.
	private static final String ANYBODY = "*";

	private final @Nullable String configured;

	private volatile @Nullable String connected;

	/**
	 * Creates an identity.
	 * @param configured the client id of the options, or {@code null}
	 */
	ClientIdentity(@Nullable String configured) {
		this.configured = configured;
	}

	/**
	 * The client id, as far as it is known.
	 * @param token the token in use, or {@code null}
	 * @return the client id, or {@code null}
	 */
	@Nullable String clientId(@Nullable TokenDetails token) {
		if (this.configured != null) {
			return this.configured;
		}
		return (token != null && token.clientId() != null) ? token.clientId() : this.connected;
	}

	/**
	 * A connection was made.
	 * @param clientId the client id that the service knows it by, or {@code null}
	 */
	void connectedAs(@Nullable String clientId) {
		this.connected = clientId;
	}

	/**
	 * What stands against being somebody.
	 * @param clientId whom the service takes the client for, or {@code null}
	 * @return an error when that contradicts the options, otherwise {@code null}
	 */
	@Nullable AblyException contradiction(@Nullable String clientId) {
		String expected = this.configured;
		if (expected == null || clientId == null || clientId.equals(ANYBODY) || clientId.equals(expected)) {
			return null;
		}
		return AuthErrors.clientIdMismatch(expected, clientId);
	}

	/**
	 * Puts who the client is into its tokens, unless the request says otherwise (RSA7d).
	 * @param params what the token is to be like
	 * @return the same with the configured client id
	 */
	TokenParams in(TokenParams params) {
		return in(params, this.configured);
	}

	static TokenParams in(TokenParams params, @Nullable String clientId) {
		boolean somebody = params.clientId() == null && clientId != null && !clientId.equals(ANYBODY);
		return somebody ? params.withClientId(clientId) : params;
	}

}
