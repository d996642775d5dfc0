package io.github.ablyspring.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What this library is and what it runs on (CR1), as it tells the service.
 */
public final class ClientInformation {

	private static final String LIBRARY = "ably-jvm";

	private ClientInformation() {
	}

	/**
	 * The library and its platform (CR2).
	 * @return name to version
	 */
	public static Map<String, @Nullable String> agents() {
		Map<String, @Nullable String> agents = new LinkedHashMap<>();
		String version = ClientInformation.class.getPackage().getImplementationVersion();
		agents.put(LIBRARY, (version != null) ? version.replace("-SNAPSHOT", "") : "0.1.0");
		agents.put("jvm", System.getProperty("java.version", "unknown"));
		return Collections.unmodifiableMap(agents);
	}

	/**
	 * The identifier that goes out with every request and connection (RSC7d, CR3).
	 * <p>
	 * Additional agents are for SDKs that Ably itself writes on top of this library;
	 * applications have no use for them.
	 * @param additionalAgents name to version; a version may be {@code null}
	 * @return the identifier
	 */
	public static String agentIdentifier(Map<String, ? extends @Nullable String> additionalAgents) {
		return append(append("", agents()), additionalAgents);
	}

	static String append(String identifier, Map<String, ? extends @Nullable String> agents) {
		StringBuilder text = new StringBuilder(identifier);
		agents.forEach((name, version) -> {
			text.append((text.length() > 0) ? " " : "").append(name);
			if (version != null) {
				text.append('/').append(version);
			}
		});
		return text.toString();
	}

}
