package io.github.ablyspring.emulator.rest;

import java.util.Locale;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.fault.FaultControl;

/**
 * Misbehaviour on request, for tests in another process. A page of a browser cannot reach
 * this: requests with a body have to be JSON, which a browser asks permission for first,
 * and none is given.
 */
final class ControlRoutes {

	private ControlRoutes() {
	}

	static void addTo(Router router, FaultControl control) {
		String root = "/" + RestApi.CONTROL;
		router.on("GET", root + "/rules", (request, path) -> RestResponse.ok(control.rules()))
			.on("POST", root + "/rules", (request, path) -> RestResponse.created(control.addRules(json(request))))
			.on("DELETE", root + "/rules", (request, path) -> {
				control.removeRules(null);
				return RestResponse.noContent();
			})
			.on("DELETE", root + "/rules/{id}", (request, path) -> {
				control.removeRules(path.get("id"));
				return RestResponse.noContent();
			})
			.on("POST", root + "/actions", (request, path) -> {
				control.trigger(json(request));
				return RestResponse.noContent();
			})
			.on("GET", root + "/log", (request, path) -> RestResponse.ok(control.log()))
			.on("DELETE", root + "/log", (request, path) -> {
				control.clearLog();
				return RestResponse.noContent();
			});
	}

	private static Object json(RestRequest request) {
		String type = request.header("content-type");
		Object body = request.tree();
		if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json") || body == null) {
			throw Refusals.badBody("The body has to be application/json");
		}
		return body;
	}

}
