package io.github.ablyspring.emulator.rest;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.channel.Page;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.push.PushService;
import io.github.ablyspring.emulator.wire.Tree;
import org.jspecify.annotations.Nullable;

/**
 * Devices, their subscriptions, and notifications.
 */
final class PushRoutes {

	private static final String DEVICES = "/push/deviceRegistrations";

	private static final String SUBSCRIPTIONS = "/push/channelSubscriptions";

	private final RestContext context;

	private final PushService push;

	private PushRoutes(RestContext context) {
		this.context = context;
		this.push = context.push();
	}

	static void addTo(Router router, RestContext context) {
		PushRoutes routes = new PushRoutes(context);
		router.on("GET", DEVICES, (request, path) -> routes.devices(request))
			.on("POST", DEVICES, (request, path) -> routes.saveDevice(request, null))
			.on("DELETE", DEVICES, (request, path) -> routes.removeDevices(request))
			.on("GET", DEVICES + "/{id}",
					(request, path) -> RestResponse.ok(routes.push.device(routes.app(request), id(path))))
			.on("PUT", DEVICES + "/{id}", (request, path) -> routes.saveDevice(request, id(path)))
			.on("PATCH", DEVICES + "/{id}",
					(request, path) -> RestResponse
						.ok(routes.push.changeDevice(routes.app(request), id(path), request.fields())))
			.on("DELETE", DEVICES + "/{id}", (request, path) -> {
				routes.push.removeDevices(routes.app(request), Map.of("deviceId", id(path)));
				return RestResponse.noContent();
			});
		router.on("GET", SUBSCRIPTIONS, (request, path) -> routes.subscriptions(request))
			.on("POST", SUBSCRIPTIONS,
					(request, path) -> RestResponse
						.created(routes.push.subscribe(routes.app(request), request.fields())))
			.on("DELETE", SUBSCRIPTIONS, (request, path) -> routes.unsubscribe(request))
			.on("GET", "/push/channels", (request, path) -> routes.channels(request));
		router.on("POST", "/push/publish", (request, path) -> routes.publish(request))
			.on("POST", "/push/batch/publish", (request, path) -> routes.publishAll(request));
	}

	private static String id(Map<String, String> path) {
		return path.getOrDefault("id", "");
	}

	// a device may care for itself, which needs less than to care for all of them
	private App app(RestRequest request) {
		Identity identity = this.context.identify(request);
		boolean forItself = request.header("x-ably-devicetoken") != null
				|| request.header("x-ably-devicesecret") != null;
		if (!(forItself && identity.grants().permitsSomewhere(Operation.PUSH_SUBSCRIBE))) {
			identity.require(Operation.PUSH_ADMIN);
		}
		return identity.app();
	}

	private RestResponse saveDevice(RestRequest request, @Nullable String id) {
		App app = app(request);
		Map<String, @Nullable Object> fields = new LinkedHashMap<>(request.fields());
		if (id != null && !id.equals(fields.getOrDefault("id", id))) {
			throw Refusals.badDevice("The id of the device is not that of the path");
		}
		if (id != null) {
			fields.put("id", id);
		}
		Map<String, @Nullable Object> saved = this.push.saveDevice(app, fields);
		if (id != null) {
			return RestResponse.ok(saved);
		}
		// a device that registers itself gets a token to show later
		Map<String, @Nullable Object> withToken = new LinkedHashMap<>(saved);
		withToken.put("deviceIdentityToken", Map.of("token", "device-" + saved.get("id")));
		return RestResponse.created(withToken);
	}

	private RestResponse devices(RestRequest request) {
		Page<Map<String, @Nullable Object>> page = Page.of(this.push.devices(app(request), request.query()),
				request.query().get(Pages.CURSOR), Pages.limit(request));
		return Pages.respond(request, page, (device) -> device);
	}

	private RestResponse removeDevices(RestRequest request) {
		App app = app(request);
		requireAny(request, "deviceId", "clientId");
		this.push.removeDevices(app, request.query());
		return RestResponse.noContent();
	}

	private RestResponse subscriptions(RestRequest request) {
		Page<Map<String, @Nullable Object>> page = Page.of(this.push.subscriptions(app(request), request.query()),
				request.query().get(Pages.CURSOR), Pages.limit(request));
		return Pages.respond(request, page, (subscription) -> subscription);
	}

	private RestResponse unsubscribe(RestRequest request) {
		App app = app(request);
		requireAny(request, "channel", "deviceId", "clientId");
		this.push.unsubscribe(app, request.query());
		return RestResponse.noContent();
	}

	private static void requireAny(RestRequest request, String... parameters) {
		Map<String, String> given = new HashMap<>(request.query());
		given.keySet().retainAll(List.of(parameters));
		if (given.isEmpty()) {
			throw Refusals.badParameter("One of " + String.join(", ", parameters) + " is needed");
		}
	}

	private RestResponse channels(RestRequest request) {
		Page<String> page = Page.of(this.push.subscribedChannels(app(request)), request.query().get(Pages.CURSOR),
				Pages.limit(request));
		return Pages.respond(request, page, (name) -> name);
	}

	private RestResponse publish(RestRequest request) {
		this.push.publish(app(request), request.fields());
		return RestResponse.noContent();
	}

	private RestResponse publishAll(RestRequest request) {
		App app = app(request);
		Batch batch = new Batch();
		for (Object item : Tree.listOrOne(request.tree())) {
			Map<String, @Nullable Object> fields = Tree.map(item);
			for (Object recipient : Tree.listOrOne(fields.get("recipient"))) {
				batch.add(Map.of(), () -> {
					Map<String, @Nullable Object> single = new LinkedHashMap<>(Tree.map(fields.get("payload")));
					single.put("recipient", recipient);
					this.push.publish(app, single);
					return Map.of();
				});
			}
		}
		return RestResponse.created(batch.toTree());
	}

}
