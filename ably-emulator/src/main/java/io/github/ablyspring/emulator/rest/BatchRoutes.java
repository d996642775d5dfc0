package io.github.ablyspring.emulator.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.channel.History;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.rest.RestContext.OnChannel;
import io.github.ablyspring.emulator.wire.Payloads;
import io.github.ablyspring.emulator.wire.Tree;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * The same for many channels at once.
 */
final class BatchRoutes {

	private static final int MAX_CHANNELS = 100;

	private static final int CREATED = 201;

	private static final int OK = 200;

	private final RestContext context;

	private BatchRoutes(RestContext context) {
		this.context = context;
	}

	static void addTo(Router router, RestContext context) {
		BatchRoutes routes = new BatchRoutes(context);
		router.on("POST", "/messages", (request, path) -> routes.publish(request))
			.on("GET", "/presence", (request, path) -> routes.presence(request));
	}

	private RestResponse publish(RestRequest request) {
		this.context.identify(request);
		List<@Nullable Object> specs = Tree.listOrOne(request.tree());
		Batch.requireSize(specs.size(), MAX_CHANNELS);
		List<@Nullable Object> enveloped = new ArrayList<>();
		List<@Nullable Object> flat = new ArrayList<>();
		boolean failures = false;
		for (Object spec : specs) {
			Batch batch = publish(request, Tree.map(spec));
			enveloped.add(batch.toTree());
			flat.addAll(batch.results());
			failures |= batch.hasFailures();
		}
		return Batch.hasEnvelope(request) ? RestResponse.of(CREATED, enveloped) : Batch.flat(CREATED, flat, failures);
	}

	private Batch publish(RestRequest request, Map<String, @Nullable Object> spec) {
		List<@Nullable Object> channels = Tree.listOrOne(spec.get("channels"));
		Batch.requireSize(channels.size(), MAX_CHANNELS);
		// by way of msgpack, for that keeps what is binary
		List<WireMessage> messages = WireCodec.readList(WireFormat.MSGPACK, WireMessage.TYPE,
				WireCodec.writeTree(WireFormat.MSGPACK, Tree.listOrOne(spec.get("messages"))));
		Batch batch = new Batch();
		for (Object channel : channels) {
			String name = String.valueOf(channel);
			batch.add(Map.of("channel", name), () -> {
				OnChannel on = this.context.onChannel(request, Map.of("channel", name), Operation.PUBLISH);
				return MessageRoutes.of(this.context).publish(on, messages, request.query());
			});
		}
		return batch;
	}

	private RestResponse presence(RestRequest request) {
		this.context.identify(request);
		String listed = request.query().get("channels");
		if (listed == null || listed.isEmpty()) {
			throw Refusals.badParameter("channels is missing");
		}
		String[] names = listed.split(",", -1);
		Batch.requireSize(names.length, MAX_CHANNELS);
		Batch batch = new Batch();
		for (String name : names) {
			batch.add(Map.of("channel", name), () -> {
				OnChannel on = this.context.onChannel(request, Map.of("channel", name), Operation.PRESENCE,
						Operation.SUBSCRIBE);
				Map<String, @Nullable Object> result = new LinkedHashMap<>();
				result.put("presence", members(on, request.responseFormat()));
				return result;
			});
		}
		return batch.respond(request, OK);
	}

	private static @Nullable Object members(OnChannel on, WireFormat format) {
		List<WirePresence> members = History.present(on.channel())
			.stream()
			.map((member) -> Payloads.forFormat(member, format))
			.toList();
		return WireCodec.readTree(format, WireCodec.writeList(format, WirePresence.TYPE, members));
	}

}
