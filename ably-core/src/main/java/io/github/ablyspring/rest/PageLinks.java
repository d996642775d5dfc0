package io.github.ablyspring.rest;

import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.ablyspring.transport.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Where the other pages of a result are, by the {@code Link} headers of one of them. Of
 * an address only path and query are used, so that credentials never leave for another
 * host.
 *
 * @param first path and query of the first page, or {@code null}
 * @param next path and query of the next page, or {@code null}
 */
record PageLinks(@Nullable String first, @Nullable String next) {

	private static final Pattern LINK = Pattern
		.compile("<([^>]*)>((?:\\s*;\\s*[^;,=\"]+(?:=(?:\"[^\"]*\"|[^;,\"]*))?)*)");

	private static final Pattern REL = Pattern.compile("rel\\s*=\\s*\"?([^\";]+)\"?");

	static PageLinks of(HttpHeaders headers, String path) {
		List<String> values = headers.all("Link");
		String first = null;
		String next = null;
		for (String value : values) {
			Matcher links = LINK.matcher(value);
			while (links.find()) {
				Matcher rel = REL.matcher(links.group(2));
				String relation = rel.find() ? rel.group(1).trim() : "";
				if (relation.equals("first")) {
					first = resolve(path, links.group(1));
				}
				else if (relation.equals("next")) {
					next = resolve(path, links.group(1));
				}
			}
		}
		return new PageLinks(first, next);
	}

	private static @Nullable String resolve(String path, String reference) {
		try {
			URI uri = URI.create("http://host" + path).resolve(reference);
			return (uri.getRawQuery() != null) ? uri.getRawPath() + "?" + uri.getRawQuery() : uri.getRawPath();
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
