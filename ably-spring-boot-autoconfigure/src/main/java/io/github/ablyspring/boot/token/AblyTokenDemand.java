package io.github.ablyspring.boot.token;

import java.security.Principal;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Somebody asks for a token.
 *
 * @param principal who, as the application has authenticated them; {@code null} for
 * somebody anonymous
 * @param address from where, for limits; {@code null} when it is not known
 * @param parameters what the client has sent, such as <code>clientId</code>. Nobody has
 * checked it
 */
public record AblyTokenDemand(@Nullable Principal principal, @Nullable String address, Map<String, String> parameters) {

	/**
	 * Copies the parameters.
	 */
	public AblyTokenDemand {
		parameters = Map.copyOf(parameters);
	}

	/**
	 * The name of who asks.
	 * @return the principal's name
	 * @throws IllegalStateException when nobody is authenticated
	 */
	public String name() {
		if (this.principal == null) {
			throw new IllegalStateException("Nobody is authenticated");
		}
		return this.principal.getName();
	}

	/** Who asks, or from where. */
	String key() {
		return (this.principal != null) ? "name:" + this.principal.getName() : "address:" + this.address;
	}

}
