package io.github.ablyspring.boot.rest;

import java.net.URI;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Names requests by what they do rather than by what they do it to, so that there are few
 * such names.
 */
final class UriTemplates {

	private static final Map<String, String> AFTER = Map.of("channels", "{channel}", "messages", "{serial}", "keys",
			"{key}", "deviceRegistrations", "{device}");

	private UriTemplates() {
	}

	static String of(URI uri) {
		String path = uri.getRawPath();
		if (path == null || path.isEmpty()) {
			return "/";
		}
		StringBuilder template = new StringBuilder(path.length());
		@Nullable String replacement = null;
		for (String segment : path.substring(1).split("/")) {
			template.append('/').append((replacement != null) ? replacement : segment);
			replacement = (replacement != null) ? null : AFTER.get(segment);
		}
		return template.toString();
	}

}
