package io.github.ablyspring.emulator.rest;

import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.error.Refusals;

/**
 * LiveObjects, of which there are none yet; that is said clearly.
 */
final class ObjectRoutes {

	private ObjectRoutes() {
	}

	static void addTo(Router router, RestContext context) {
		Router.Handler refuse = (request, path) -> {
			context.onChannel(request, path, Operation.OBJECT_SUBSCRIBE, Operation.OBJECT_PUBLISH);
			throw Refusals.noObjects();
		};
		for (String collection : new String[] { "object", "objects" }) {
			router.on("GET", "/channels/{channel}/" + collection, refuse)
				.on("POST", "/channels/{channel}/" + collection, refuse)
				.on("GET", "/channels/{channel}/" + collection + "/{id}", refuse)
				.on("GET", "/channels/{channel}/" + collection + "/{id}/compact", refuse);
		}
	}

}
