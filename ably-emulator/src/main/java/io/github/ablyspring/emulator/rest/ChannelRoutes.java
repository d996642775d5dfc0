package io.github.ablyspring.emulator.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.channel.Channel;
import io.github.ablyspring.emulator.channel.History;
import io.github.ablyspring.emulator.channel.Page;
import io.github.ablyspring.emulator.rest.RestContext.OnChannel;
import io.github.ablyspring.emulator.wire.Payloads;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * Channels themselves, and who is present there.
 */
final class ChannelRoutes {

	private final RestContext context;

	private ChannelRoutes(RestContext context) {
		this.context = context;
	}

	static void addTo(Router router, RestContext context) {
		ChannelRoutes routes = new ChannelRoutes(context);
		router.on("GET", "/channels", (request, path) -> routes.enumerate(request))
			.on("GET", "/channels/{channel}", routes::details)
			.on("GET", "/channels/{channel}/presence", routes::present)
			.on("GET", "/channels/{channel}/presence/history", routes::presenceHistory);
	}

	private RestResponse enumerate(RestRequest request) {
		Identity identity = this.context.identify(request);
		identity.require(Operation.CHANNEL_METADATA);
		String prefix = request.query().getOrDefault("prefix", "");
		List<Channel> channels = this.context.channels()
			.all(identity.app())
			.stream()
			.filter((channel) -> channel.isActive() && channel.name().startsWith(prefix))
			.toList();
		boolean namesOnly = "id".equals(request.query().get("by"));
		Page<Channel> page = Page.of(channels, request.query().get(Pages.CURSOR), Pages.limit(request));
		return Pages.respond(request, page,
				(channel) -> namesOnly ? channel.name() : describe(channel, channel.name()));
	}

	private RestResponse details(RestRequest request, Map<String, String> path) {
		OnChannel on = this.context.onChannel(request, path, Operation.CHANNEL_METADATA);
		return RestResponse.ok(describe(on.channel(), on.name().written()));
	}

	private static Map<String, @Nullable Object> describe(Channel channel, String name) {
		Map<String, @Nullable Object> status = new LinkedHashMap<>();
		status.put("isActive", true);
		status.put("occupancy", Map.of("metrics", channel.occupancy().toTree()));
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("channelId", name);
		tree.put("name", name);
		tree.put("status", status);
		return tree;
	}

	private RestResponse present(RestRequest request, Map<String, String> path) {
		OnChannel on = this.context.onChannel(request, path, Operation.SUBSCRIBE, Operation.PRESENCE);
		List<WirePresence> members = History.present(on.channel())
			.stream()
			.filter(has(request, "clientId", WirePresence::clientId))
			.filter(has(request, "connectionId", WirePresence::connectionId))
			.toList();
		Page<WirePresence> page = Page.of(members, request.query().get(Pages.CURSOR), Pages.limit(request));
		return Pages.respond(request, WirePresence.TYPE, page, Payloads::forFormat);
	}

	private static Predicate<WirePresence> has(RestRequest request, String parameter,
			Function<WirePresence, @Nullable String> field) {
		String wanted = request.query().get(parameter);
		return (member) -> wanted == null || wanted.equals(field.apply(member));
	}

	private RestResponse presenceHistory(RestRequest request, Map<String, String> path) {
		OnChannel on = this.context.onChannel(request, path, Operation.HISTORY);
		Page<WirePresence> page = History.presence(on.channel(), Pages.historyQuery(request));
		return Pages.respond(request, WirePresence.TYPE, page, Payloads::forFormat);
	}

}
