package io.github.ablyspring.emulator.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.apps.ApiKey;
import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.apps.Ids;
import io.github.ablyspring.emulator.apps.Namespace;
import io.github.ablyspring.emulator.auth.Grants;
import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.channel.ChannelName;
import io.github.ablyspring.emulator.channel.PresenceDesk;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * Makes applications for tests, and removes them.
 */
final class AppRoutes {

	private static final int KEY_ID_LENGTH = 6;

	private static final int SECRET_LENGTH = 43;

	private static final int MAX_KEYS = 100;

	// anybody may ask for an application, so it must not be a big one
	private static final int MAX_SETUP = 256 * 1024;

	private final RestContext context;

	private AppRoutes(RestContext context) {
		this.context = context;
	}

	static void addTo(Router router, RestContext context) {
		AppRoutes routes = new AppRoutes(context);
		router.on("POST", "/apps", (request, path) -> routes.create(request))
			.on("DELETE", "/apps/{app}", (request, path) -> routes.delete(request, path.getOrDefault("app", "")));
	}

	private RestResponse create(RestRequest request) {
		if (request.body().length > MAX_SETUP) {
			throw Refusals.tooLarge("The description of the application", request.body().length, MAX_SETUP);
		}
		Map<String, @Nullable Object> setup = request.fields();
		App app = new App(Ids.random(Ids.APP_ID_LENGTH), Ids.random(Ids.APP_ID_LENGTH), maxMembers(setup));
		keys(setup.get("keys")).forEach((key) -> app.add(key(app, key)));
		list(setup.get("namespaces")).forEach((namespace) -> app.add(namespace(Tree.map(namespace))));
		this.context.apps().add(app);
		Map<String, List<WirePresence>> members = new LinkedHashMap<>();
		for (Object channel : list(setup.get("channels"))) {
			Map<String, @Nullable Object> fields = Tree.map(channel);
			members.computeIfAbsent(String.valueOf(fields.get("name")), (name) -> new ArrayList<>())
				.addAll(members(fields.get("presence")));
		}
		members.forEach((name, present) -> PresenceDesk.place(this.context.channels().get(app, ChannelName.parse(name)),
				present));
		return RestResponse.created(describe(app, setup));
	}

	private int maxMembers(Map<String, @Nullable Object> setup) {
		if (setup.get("limits") instanceof Map<?, ?> limits && limits.get("presence") instanceof Map<?, ?> presence
				&& presence.get("maxMembers") instanceof Number number) {
			return number.intValue();
		}
		return this.context.limits().maxPresenceMembers();
	}

	private static List<@Nullable Object> keys(@Nullable Object tree) {
		List<@Nullable Object> keys = list(tree);
		if (keys.size() > MAX_KEYS) {
			throw Refusals.badRequest("More than " + MAX_KEYS + " keys");
		}
		return keys.isEmpty() ? List.of(Map.of()) : keys;
	}

	private static ApiKey key(App app, @Nullable Object tree) {
		Map<String, @Nullable Object> fields = Tree.map(tree);
		Object capability = fields.get("capability");
		Grants grants = (capability == null) ? Grants.ALL_CHANNELS
				: (capability instanceof String text) ? Grants.parse(text) : Grants.of(capability);
		return new ApiKey(app.id() + "." + Ids.random(KEY_ID_LENGTH), Ids.random(SECRET_LENGTH), grants,
				Tree.flag(fields, "revocableTokens"));
	}

	private static Namespace namespace(Map<String, @Nullable Object> fields) {
		Namespace namespace = new Namespace(String.valueOf(fields.get("id")), Tree.flag(fields, "persisted"),
				Tree.flag(fields, "pushEnabled"), false);
		return Tree.flag(fields, "mutableMessages") ? namespace.withMutableMessages() : namespace;
	}

	private static List<WirePresence> members(@Nullable Object tree) {
		return WireCodec.readList(WireFormat.JSON, WirePresence.TYPE, WireCodec.writeTree(WireFormat.JSON, list(tree)));
	}

	private static List<@Nullable Object> list(@Nullable Object tree) {
		return (tree != null) ? Tree.listOrOne(tree) : List.of();
	}

	private static Map<String, @Nullable Object> describe(App app, Map<String, @Nullable Object> setup) {
		List<@Nullable Object> keys = new ArrayList<>();
		for (ApiKey key : app.keys()) {
			Map<String, @Nullable Object> tree = new LinkedHashMap<>();
			tree.put("id", key.name().substring(key.name().indexOf('.') + 1));
			tree.put("keyName", key.name());
			tree.put("keySecret", key.secret());
			tree.put("keyStr", key.full());
			tree.put("capability", key.grants().toJson());
			tree.put("revocableTokens", key.revocableTokens());
			tree.put("status", 0L);
			keys.add(tree);
		}
		List<@Nullable Object> namespaces = new ArrayList<>();
		for (Namespace namespace : app.namespaces()) {
			Map<String, @Nullable Object> tree = new LinkedHashMap<>();
			tree.put("id", namespace.id());
			tree.put("persisted", namespace.persisted());
			tree.put("pushEnabled", namespace.pushEnabled());
			tree.put("mutableMessages", namespace.mutableMessages());
			namespaces.add(tree);
		}
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("appId", app.id());
		tree.put("id", app.id());
		tree.put("accountId", app.accountId());
		tree.put("keys", keys);
		tree.put("namespaces", namespaces);
		tree.put("channels", list(setup.get("channels")));
		return tree;
	}

	private RestResponse delete(RestRequest request, String appId) {
		if (this.context.apps().find(appId) == null) {
			return RestResponse.noContent();
		}
		Identity identity = this.context.identify(request);
		if (!identity.app().id().equals(appId) || identity.token() != null) {
			throw Refusals.incompatibleCredentials("An application is removed with one of its own keys");
		}
		this.context.connections().remove(identity.app());
		this.context.channels().remove(identity.app());
		this.context.push().remove(identity.app());
		this.context.stats().remove(identity.app());
		this.context.apps().remove(appId);
		return RestResponse.noContent();
	}

}
