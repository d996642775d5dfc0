package io.github.ablyspring.emulator.auth;

import io.github.ablyspring.emulator.apps.ApiKey;
import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.error.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request or holds a connection.
 *
 * @param app the application
 * @param key the key, directly or through a token
 * @param grants what is permitted
 * @param clientId whom the caller is; <code>*</code> is whoever it says, {@code null}
 * nobody
 * @param token the token, or {@code null} for Basic authentication
 */
public record Identity(App app, ApiKey key, Grants grants, @Nullable String clientId, @Nullable TokenGrant token) {

	/**
	 * The clientId that stands for any.
	 */
	public static final String ANYBODY = "*";

	static Identity ofKey(App app, ApiKey key, @Nullable String clientId) {
		return new Identity(app, key, key.grants(), (clientId != null) ? clientId : ANYBODY, null);
	}

	static Identity ofToken(TokenGrant token, @Nullable String clientId) {
		return new Identity(token.app(), token.key(), token.grants(), clientId, token);
	}

	/**
	 * The clientId when it is a definite one.
	 * @return the clientId, or {@code null} for nobody and anybody
	 */
	public @Nullable String definiteClientId() {
		return ANYBODY.equals(this.clientId) ? null : this.clientId;
	}

	/**
	 * Whom something is done as, given whom the caller says it is done as.
	 * @param claimed what the caller says, if anything
	 * @return the clientId, or {@code null} for nobody
	 */
	public @Nullable String actAs(@Nullable String claimed) {
		if (claimed == null) {
			return definiteClientId();
		}
		if (claimed.isEmpty() || claimed.equals(ANYBODY)) {
			throw Refusals.badClientId("'" + claimed + "' is not a clientId that can be acted as");
		}
		if (!ANYBODY.equals(this.clientId) && !claimed.equals(this.clientId)) {
			throw Refusals.badClientId("The clientId is not that of the credentials");
		}
		return claimed;
	}

	/**
	 * Refuses unless an operation is permitted somewhere.
	 * @param operation the operation
	 */
	public void require(Operation operation) {
		if (!this.grants.permitsSomewhere(operation)) {
			throw Refusals.capability(operation.wireName());
		}
	}

	@Override
	public String toString() {
		return "Identity[" + this.key.name() + ", clientId=" + this.clientId + "]";
	}

}
