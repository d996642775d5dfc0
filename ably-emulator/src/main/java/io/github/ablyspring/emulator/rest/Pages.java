package io.github.ablyspring.emulator.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.github.ablyspring.emulator.channel.HistoryQuery;
import io.github.ablyspring.emulator.channel.Page;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * Cuts answers into pages, with links to the others. Links are relative to the last
 * segment of the path and begin with <code>./</code>, for some clients follow no others.
 */
final class Pages {

	static final String CURSOR = "_cursor";

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1000;

	private Pages() {
	}

	static int limit(RestRequest request) {
		Long limit = number(request, "limit");
		if (limit == null) {
			return DEFAULT_LIMIT;
		}
		if (limit < 1 || limit > MAX_LIMIT) {
			throw Refusals.badParameter("limit is between 1 and " + MAX_LIMIT);
		}
		return limit.intValue();
	}

	static @Nullable Long number(RestRequest request, String name) {
		String text = request.query().get(name);
		if (text == null || text.isEmpty()) {
			return null;
		}
		try {
			return (long) Double.parseDouble(text);
		}
		catch (NumberFormatException ex) {
			throw Refusals.badParameter(name + " has to be a number");
		}
	}

	static boolean forwards(RestRequest request) {
		String direction = request.query().getOrDefault("direction", "backwards");
		return switch (direction) {
			case "forwards" -> true;
			case "backwards" -> false;
			default -> throw Refusals.badParameter("direction is forwards or backwards");
		};
	}

	static HistoryQuery historyQuery(RestRequest request) {
		Long start = number(request, "start");
		Long end = number(request, "end");
		if (start != null && end != null && start > end) {
			throw Refusals.badParameter("start is after end");
		}
		Map<String, String> query = request.query();
		return new HistoryQuery((start != null) ? start : Long.MIN_VALUE, (end != null) ? end : Long.MAX_VALUE,
				limit(request), forwards(request), query.getOrDefault("fromSerial", query.get("from_serial")),
				query.get(CURSOR));
	}

	static <T> RestResponse respond(RestRequest request, WireType<T> type, Page<T> page,
			BiFunction<T, WireFormat, T> forFormat) {
		RestResponse response = RestResponse.items(type,
				(format) -> page.items().stream().map((item) -> forFormat.apply(item, format)).toList());
		return link(request, response, page.next());
	}

	static <T> RestResponse respond(RestRequest request, Page<T> page, Function<T, @Nullable Object> toTree) {
		RestResponse response = RestResponse.ok(page.items().stream().map(toTree).toList());
		return link(request, response, page.next());
	}

	private static RestResponse link(RestRequest request, RestResponse response, @Nullable String next) {
		Map<String, String> query = new LinkedHashMap<>(request.query());
		query.remove("key");
		query.remove("accessToken");
		query.remove("access_token");
		query.remove(CURSOR);
		query.putIfAbsent("limit", Integer.toString(limit(request)));
		RestResponse linked = response.header("Link", link(request, query, "first"));
		if (next == null) {
			return linked;
		}
		query.put(CURSOR, next);
		return linked.header("Link", link(request, query, "next"));
	}

	private static String link(RestRequest request, Map<String, String> query, String relation) {
		StringBuilder link = new StringBuilder("<./").append(encode(request.lastSegment()));
		char separator = '?';
		for (Map.Entry<String, String> entry : query.entrySet()) {
			link.append(separator).append(encode(entry.getKey())).append('=').append(encode(entry.getValue()));
			separator = '&';
		}
		return link.append(">; rel=\"").append(relation).append('"').toString();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

}
