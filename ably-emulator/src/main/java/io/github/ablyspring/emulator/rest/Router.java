package io.github.ablyspring.emulator.rest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.ablyspring.emulator.error.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * Finds who answers a request, by its method and path. In a pattern, <code>{name}</code>
 * stands for one segment.
 */
final class Router {

	private final List<Route> routes = new ArrayList<>();

	Router on(String method, String pattern, Handler handler) {
		this.routes.add(new Route(method, RestRequest.segments(pattern), handler));
		return this;
	}

	RestResponse route(RestRequest request) {
		boolean pathKnown = false;
		for (Route route : this.routes) {
			Map<String, String> parameters = route.match(request.path());
			if (parameters != null) {
				if (route.method().equals(request.method().toUpperCase(Locale.ROOT))) {
					return route.handler().handle(request, parameters);
				}
				pathKnown = true;
			}
		}
		if (pathKnown) {
			throw Refusals.methodNotAllowed(request.method());
		}
		throw Refusals.notFound("The path");
	}

	/**
	 * Answers requests to a path.
	 */
	@FunctionalInterface
	interface Handler {

		RestResponse handle(RestRequest request, Map<String, String> path);

	}

	private record Route(String method, List<String> pattern, Handler handler) {

		@Nullable Map<String, String> match(List<String> path) {
			if (path.size() != this.pattern.size()) {
				return null;
			}
			Map<String, String> parameters = new HashMap<>();
			for (int i = 0; i < path.size(); i++) {
				String expected = this.pattern.get(i);
				if (expected.startsWith("{")) {
					parameters.put(expected.substring(1, expected.length() - 1), path.get(i));
				}
				else if (!expected.equals(path.get(i))) {
					return null;
				}
			}
			return parameters;
		}

	}

}
