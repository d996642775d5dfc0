package io.github.ablyspring.auth;

/**
 * Which tokens to revoke (TRT1).
 *
 * @param type {@code clientId}, {@code revocationKey} or {@code channel}
 * @param value the client id, revocation key or channel
 */
public record TokenRevocationTarget(String type, String value) {

	/**
	 * The tokens of a client id.
	 * @param clientId the client id
	 * @return the target
	 */
	public static TokenRevocationTarget clientId(String clientId) {
		return new TokenRevocationTarget("clientId", clientId);
	}

	/**
	 * The tokens issued with a revocation key.
	 * @param revocationKey the revocation key
	 * @return the target
	 */
	public static TokenRevocationTarget revocationKey(String revocationKey) {
		return new TokenRevocationTarget("revocationKey", revocationKey);
	}

	/**
	 * The tokens whose capability names a channel.
	 * @param channel the name of the channel
	 * @return the target
	 */
	public static TokenRevocationTarget channel(String channel) {
		return new TokenRevocationTarget("channel", channel);
	}

	/**
	 * The target as the service knows it (RSA17b).
	 * @return {@code type:value}
	 */
	@Override
	public String toString() {
		return this.type + ":" + this.value;
	}

}
