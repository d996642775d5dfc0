package io.github.ablyspring.rest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What this library is and what it runs on (CR1), as it tells the service.
 */
public final class ClientInformation {

	private static final String LIBRARY = "ably-jvm";

	// The build writes it there. A manifest would not do: native images have none, and
	// that of a jar into which an application is packed tells the version of the
	// application.
	private static final @Nullable String VERSION = version("version.txt");

	private ClientInformation() {
	}

	/**
	 * The library and its platform (CR2).
	 * @return name to version
	 */
	public static Map<String, @Nullable String> agents() {
		Map<String, @Nullable String> agents = new LinkedHashMap<>();
		agents.put(LIBRARY, VERSION);
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

	static @Nullable String version(String resource) {
		try (InputStream in = ClientInformation.class.getResourceAsStream(resource)) {
			return (in != null) ? new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().replace("-SNAPSHOT", "")
					: null;
		}
		catch (IOException ex) {
			return null;
		}
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
