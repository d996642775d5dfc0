package io.github.ablyspring.realtime.channel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.ablyspring.protocol.AblyException;

/**
 * The name by which a derived channel is attached (RTS5a).
 */
final class DerivedName {

	private DerivedName() {
	}

	static String of(String name, DeriveOptions derive, Map<String, String> params) {
		if (name.startsWith("[")) {
			throw AblyException.of(40010, 400,
					"Cannot derive from the channel \"" + name + "\", whose name has a qualifier already");
		}
		String filter = Base64.getEncoder().encodeToString(derive.filter().getBytes(StandardCharsets.UTF_8));
		return "[filter=" + filter + query(params) + "]" + name;
	}

	private static String query(Map<String, String> params) {
		if (params.isEmpty()) {
			return "";
		}
		return params.entrySet()
			.stream()
			.map(param -> encode(param.getKey()) + "=" + encode(param.getValue()))
			.collect(Collectors.joining("&", "?", ""));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
