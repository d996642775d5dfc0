package io.github.ablyspring.auth;

/**
 * What a request or a connection proves its identity with. For use inside the engine.
 */
public sealed interface Credential {

	/**
	 * The value of the {@code Authorization} header.
	 * @return the value, a secret
	 */
	String authorization();

	/**
	 * The name of the parameter of the connect URL (RTN2e, RSA3c).
	 * @return the name
	 */
	String parameterName();

	/**
	 * The value of the parameter of the connect URL.
	 * @return the value, a secret
	 */
	String parameterValue();

	/**
	 * The key itself (RSA11).
	 *
	 * @param key the key
	 * @param authorization the value of the header
	 */
	record Basic(ApiKey key, String authorization) implements Credential {

		Basic(ApiKey key) {
			this(key, key.basicAuthorization());
		}

		@Override
		public String parameterName() {
			return "key";
		}

		@Override
		public String parameterValue() {
			return this.key.value();
		}

		@Override
		public String toString() {
			return "Basic[" + this.key.name() + "]";
		}

	}

	/**
	 * A token (RSA3).
	 *
	 * @param details the token
	 * @param authorization the value of the header
	 */
	record Bearer(TokenDetails details, String authorization) implements Credential {

		Bearer(TokenDetails details) {
			this(details, "Bearer " + details.token());
		}

		@Override
		public String parameterName() {
			return "accessToken";
		}

		@Override
		public String parameterValue() {
			return this.details.token();
		}

		@Override
		public String toString() {
			return "Bearer[" + this.details + "]";
		}

	}

}
