package io.github.ablyspring.emulator.rest;

import java.util.List;

/**
 * What needs no credentials.
 */
final class BasicRoutes {

	private BasicRoutes() {
	}

	static void addTo(Router router, RestContext context) {
		router.on("GET", "/time", (request, path) -> RestResponse.ok(List.of(context.loop().now())))
			.on("GET", "/is-the-internet-up.txt", (request, path) -> RestResponse.text("yes\n"))
			.on("GET", "/", (request, path) -> RestResponse.text("Ably emulator, for development and tests\n"));
	}

}
