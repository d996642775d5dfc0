package io.github.ablyspring.realtime.connection;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.auth.Credential;
import org.jspecify.annotations.Nullable;

/**
 * What a connect request asks for: the path with all parameters (RTN2).
 */
final class ConnectUrl {

	private static final String PROTOCOL_VERSION = "6";

	private ConnectUrl() {
	}

	static String of(ConnectionSettings settings, Credential credential, boolean heartbeatFrames,
			@Nullable String resume, @Nullable String recover) {
		Map<String, String> parameters = new LinkedHashMap<>();
		parameters.put("v", PROTOCOL_VERSION);
		parameters.put("format", settings.format().wireName());
		parameters.put("heartbeats", String.valueOf(heartbeatFrames));
		parameters.put("echo", String.valueOf(settings.echoMessages()));
		parameters.put("agent", settings.agent());
		parameters.put(credential.parameterName(), credential.parameterValue());
		if (settings.clientId() != null) {
			parameters.put("clientId", settings.clientId());
		}
		if (resume != null) {
			parameters.put("resume", resume);
		}
		else if (recover != null) {
			parameters.put("recover", recover);
		}
		// RTC1f1: what the application says wins.
		parameters.putAll(settings.transportParams());
		StringBuilder query = new StringBuilder(256).append("/?");
		parameters.forEach((name, value) -> query.append((query.length() > 2) ? "&" : "")
			.append(encode(name))
			.append('=')
			.append(encode(value)));
		return query.toString();
	}

	private static String encode(String text) {
		for (int index = 0; index < text.length(); index++) {
			if (!isUnreserved(text.charAt(index))) {
				return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
			}
		}
		return text;
	}

	private static boolean isUnreserved(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.'
				|| c == '_' || c == '~';
	}

}
