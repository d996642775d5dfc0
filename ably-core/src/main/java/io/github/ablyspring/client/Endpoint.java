package io.github.ablyspring.client;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.ablyspring.transport.Hosts;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the service is (REC1 to REC3).
 */
final class Endpoint {

	private static final String DEFAULT_POLICY = "main";

	private static final String NONPROD = "nonprod:";

	private static final Pattern POLICY = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

	private final EndpointPart<?> options;

	private Endpoint(EndpointPart<?> options) {
		this.options = options;
	}

	static Hosts resolve(EndpointPart<?> options) {
		return new Endpoint(options).resolve();
	}

	private Hosts resolve() {
		checkConflicts();
		return new Hosts(primary(), fallbacks(), this.options.tls, this.options.port, this.options.tlsPort,
				connectivityCheckUrl());
	}

	private void checkConflicts() {
		EndpointPart<?> o = this.options;
		if (o.endpoint != null) {
			conflict(o.environment != null, "endpoint", "environment");
			conflict(o.restHost != null, "endpoint", "restHost");
			conflict(o.realtimeHost != null, "endpoint", "realtimeHost");
			conflict(o.fallbackHostsUseDefault, "endpoint", "fallbackHostsUseDefault");
		}
		if (o.environment != null) {
			conflict(o.restHost != null, "environment", "restHost");
			conflict(o.realtimeHost != null, "environment", "realtimeHost");
		}
		conflict(o.fallbackHosts != null && o.fallbackHostsUseDefault, "fallbackHosts", "fallbackHostsUseDefault");
	}

	private static void conflict(boolean both, String one, String other) {
		if (both) {
			throw Checks.invalid("Options '" + one + "' and '" + other
					+ "' conflict: an invalid combination, set only one of them. '" + other + "' is deprecated"
					+ (one.equals("endpoint") || one.equals("fallbackHosts") ? "." : ", use 'endpoint'."));
		}
	}

	private String primary() {
		EndpointPart<?> o = this.options;
		if (o.endpoint != null) {
			if (isHost(o.endpoint)) {
				return host("endpoint", o.endpoint);
			}
			if (o.endpoint.startsWith(NONPROD)) {
				return policy("endpoint", o.endpoint.substring(NONPROD.length())) + ".realtime.ably-nonprod.net";
			}
			return policy("endpoint", o.endpoint) + ".realtime.ably.net";
		}
		if (o.environment != null) {
			return policy("environment", o.environment) + ".realtime.ably.net";
		}
		if (o.restHost != null) {
			return host("restHost", o.restHost);
		}
		return (o.realtimeHost != null) ? host("realtimeHost", o.realtimeHost) : DEFAULT_POLICY + ".realtime.ably.net";
	}

	private List<String> fallbacks() {
		EndpointPart<?> o = this.options;
		if (o.fallbackHosts != null) {
			o.fallbackHosts.forEach((host) -> host("fallbackHosts", host));
			return o.fallbackHosts;
		}
		if (o.fallbackHostsUseDefault) {
			return domains(DEFAULT_POLICY, "ably-realtime.com");
		}
		if (o.endpoint != null) {
			if (isHost(o.endpoint)) {
				return List.of();
			}
			return o.endpoint.startsWith(NONPROD)
					? domains(o.endpoint.substring(NONPROD.length()), "ably-realtime-nonprod.com")
					: domains(o.endpoint, "ably-realtime.com");
		}
		if (o.environment != null) {
			return domains(o.environment, "ably-realtime.com");
		}
		return (o.restHost != null || o.realtimeHost != null) ? List.of()
				: domains(DEFAULT_POLICY, "ably-realtime.com");
	}

	private static List<String> domains(String policy, String domain) {
		return Stream.of("a", "b", "c", "d", "e")
			.map((letter) -> policy + "." + letter + ".fallback." + domain)
			.toList();
	}

	// REC1b2
	private static boolean isHost(String endpoint) {
		return endpoint.contains(".") || endpoint.contains("::") || endpoint.equals("localhost");
	}

	private static String policy(String option, String id) {
		Checks.require(POLICY.matcher(id).matches(), option,
				"must be a host name, or a routing policy of letters, digits and hyphens, maybe after 'nonprod:', but is '"
						+ id + "'");
		return id;
	}

	private static String host(String option, String name) {
		boolean address = name.contains("::") && name.matches("\\[?[0-9a-fA-F:.%]+]?");
		Checks.require(address || name.matches("[A-Za-z0-9._-]+"), option,
				"must be the name or address of a host, without scheme, port and path, but is '" + name + "'");
		return name;
	}

	private String connectivityCheckUrl() {
		String url = this.options.connectivityCheckUrl;
		Checks.require(isHttp(url), "connectivityCheckUrl", "must be an absolute HTTP or HTTPS URL");
		return url;
	}

	private static boolean isHttp(String url) {
		try {
			String scheme = URI.create(url).getScheme();
			return scheme != null && scheme.toLowerCase(Locale.ROOT).matches("https?");
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	static boolean isLoopback(@Nullable String host) {
		return host != null && (host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("::1")
				|| host.equals("[::1]"));
	}

}
