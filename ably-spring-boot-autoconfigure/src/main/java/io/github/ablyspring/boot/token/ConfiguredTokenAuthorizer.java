package io.github.ablyspring.boot.token;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.ablyspring.message.Capability;
import org.jspecify.annotations.Nullable;

/**
 * Gives everybody who is authenticated the same capability, in which
 * <code>{clientId}</code> stands for their name; and those who are not one of their own,
 * or nothing.
 */
public final class ConfiguredTokenAuthorizer implements AblyTokenAuthorizer {

	private static final String PLACEHOLDER = "{clientId}";

	// what means something in the name of a resource: a name must not lead to the
	// channels of somebody else
	private static final Pattern AMBIGUOUS = Pattern.compile("[*:\\[\\]{},\\p{Cntrl}]");

	private final Map<String, List<String>> authenticated;

	private final Map<String, List<String>> anonymous;

	/**
	 * Creates an authorizer.
	 * @param authenticated operations by resource for those who are authenticated
	 * @param anonymous operations by resource for those who are not; empty for no token
	 */
	public ConfiguredTokenAuthorizer(Map<String, List<String>> authenticated, Map<String, List<String>> anonymous) {
		if (anonymous.keySet().stream().anyMatch((resource) -> resource.contains(PLACEHOLDER))) {
			throw new IllegalArgumentException("Who is anonymous has no client id to stand for " + PLACEHOLDER);
		}
		this.authenticated = Map.copyOf(authenticated);
		this.anonymous = Map.copyOf(anonymous);
	}

	@Override
	public @Nullable AblyTokenGrant authorize(AblyTokenDemand request) {
		if (request.principal() == null) {
			return this.anonymous.isEmpty() ? null : AblyTokenGrant.of(null, capability(this.anonymous, ""));
		}
		String name = request.name();
		// the client id "*" is everybody
		if (this.authenticated.isEmpty() || name.isEmpty() || name.equals("*")
				|| (isPersonal() && AMBIGUOUS.matcher(name).find())) {
			return null;
		}
		return AblyTokenGrant.of(name, capability(this.authenticated, name));
	}

	private boolean isPersonal() {
		return this.authenticated.keySet().stream().anyMatch((resource) -> resource.contains(PLACEHOLDER));
	}

	private static Capability capability(Map<String, List<String>> operations, String name) {
		Capability.Builder capability = Capability.builder();
		operations.forEach((resource, allowed) -> capability.allow(resource.replace(PLACEHOLDER, name),
				allowed.toArray(String[]::new)));
		return capability.build();
	}

}
