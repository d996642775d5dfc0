package io.github.ablyspring.emulator.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.ablyspring.emulator.apps.Ids;
import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.channel.Annotator;
import io.github.ablyspring.emulator.channel.History;
import io.github.ablyspring.emulator.channel.Origin;
import io.github.ablyspring.emulator.channel.Page;
import io.github.ablyspring.emulator.channel.Publisher;
import io.github.ablyspring.emulator.connection.Connection;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.rest.RestContext.OnChannel;
import io.github.ablyspring.emulator.wire.Payloads;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WireVersion;
import org.jspecify.annotations.Nullable;

/**
 * Messages: published, read, changed and annotated.
 */
final class MessageRoutes {

	private static final int ID_LENGTH = 12;

	private static final int UPDATE = 1;

	private static final int DELETE = 2;

	private final RestContext context;

	private MessageRoutes(RestContext context) {
		this.context = context;
	}

	static void addTo(Router router, RestContext context) {
		MessageRoutes routes = new MessageRoutes(context);
		router.on("POST", "/channels/{channel}/messages", routes::publish)
			.on("GET", "/channels/{channel}/messages", routes::history)
			.on("GET", "/channels/{channel}/history", routes::history)
			.on("GET", "/channels/{channel}/messages/{serial}", routes::message)
			.on("PATCH", "/channels/{channel}/messages/{serial}",
					(request, path) -> routes.change(request, path, UPDATE))
			.on("POST", "/channels/{channel}/messages/{serial}/delete",
					(request, path) -> routes.change(request, path, DELETE))
			.on("GET", "/channels/{channel}/messages/{serial}/versions", routes::versions)
			.on("POST", "/channels/{channel}/messages/{serial}/annotations", routes::annotate)
			.on("GET", "/channels/{channel}/messages/{serial}/annotations", routes::annotations);
	}

	private RestResponse publish(RestRequest request, Map<String, String> path) {
		OnChannel on = this.context.onChannel(request, path, Operation.PUBLISH);
		List<WireMessage> messages = request.items(WireMessage.TYPE);
		return RestResponse.created(publish(on, messages, request.query()));
	}

	/**
	 * Publishes, possibly on behalf of a connection.
	 * @param on where, and who
	 * @param messages what
	 * @param params parameters of the request
	 * @return what came of it
	 */
	Map<String, @Nullable Object> publish(OnChannel on, List<WireMessage> messages, Map<String, String> params) {
		Publisher.Receipt receipt = Publisher.publish(on.channel(), origin(on, messages, params), messages);
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("channel", on.name().written());
		tree.put("messageId", receipt.messageId());
		tree.put("serials", receipt.serials());
		return tree;
	}

	private Origin origin(OnChannel on, List<WireMessage> messages, Map<String, String> params) {
		String id = Ids.random(ID_LENGTH);
		String connectionKey = messages.stream()
			.map(WireMessage::connectionKey)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		if (connectionKey == null) {
			return new Origin(on.identity(), on.name(), null, id, null, params);
		}
		Connection connection = this.context.connections().findByKey(connectionKey);
		if (connection == null || connection.identity().app() != on.identity().app()) {
			throw Refusals.badConnectionKey();
		}
		return new Origin(connection.identity(), on.name(), connection.connectionId(), id, null, params);
	}

	static MessageRoutes of(RestContext context) {
		return new MessageRoutes(context);
	}

	private RestResponse history(RestRequest request, Map<String, String> path) {
		OnChannel on = this.context.onChannel(request, path, Operation.HISTORY);
		Page<WireMessage> page = History.messages(on.channel(), Pages.historyQuery(request));
		return Pages.respond(request, WireMessage.TYPE, page, Payloads::forFormat);
	}

	private RestResponse message(RestRequest request, Map<String, String> path) {
		OnChannel on = this.context.onChannel(request, path, Operation.HISTORY);
		WireMessage message = History.message(on.channel(), serial(path));
		return RestResponse.item(WireMessage.TYPE, (format) -> Payloads.forFormat(message, format));
	}

	private RestResponse versions(RestRequest request, Map<String, String> path) {
		OnChannel on = this.context.onChannel(request, path, Operation.HISTORY);
		Page<WireMessage> page = Page.of(History.versions(on.channel(), serial(path)),
				request.query().get(Pages.CURSOR), Pages.limit(request));
		return Pages.respond(request, WireMessage.TYPE, page, Payloads::forFormat);
	}

	private RestResponse change(RestRequest request, Map<String, String> path, int unlessSaid) {
		OnChannel on = this.context.onChannel(request, path, Operation.MESSAGE_UPDATE_OWN, Operation.MESSAGE_UPDATE_ANY,
				Operation.MESSAGE_DELETE_OWN, Operation.MESSAGE_DELETE_ANY);
		WireMessage said = request.items(WireMessage.TYPE).get(0);
		WireMessage change = said.toBuilder()
			.serial(serial(path))
			.action((said.action() >= 0) ? said.action() : unlessSaid)
			.version((said.version() != null) ? said.version() : operation(request))
			.build();
		if (change.action() == 0) {
			throw Refusals.badBody("The action says whether the message is updated, deleted or appended to");
		}
		Origin origin = origin(on, List.of(change), request.query());
		Publisher.Receipt receipt = Publisher.publish(on.channel(), origin, List.of(change));
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("channel", on.name().written());
		tree.put("serial", serial(path));
		tree.put("versionSerial", receipt.serials().get(0));
		return RestResponse.ok(tree);
	}

	// older clients leave it to the path what is done, and say who and why under another
	// name
	private static @Nullable WireVersion operation(RestRequest request) {
		Object operation = (request.tree() instanceof Map<?, ?> fields) ? fields.get("operation") : null;
		return (operation == null) ? null
				: WireCodec.read(WireFormat.JSON, WireVersion.TYPE, WireCodec.writeTree(WireFormat.JSON, operation));
	}

	private RestResponse annotate(RestRequest request, Map<String, String> path) {
		OnChannel on = this.context.onChannel(request, path, Operation.ANNOTATION_PUBLISH);
		List<WireAnnotation> annotations = request.items(WireAnnotation.TYPE)
			.stream()
			.map((annotation) -> annotation.toBuilder().messageSerial(serial(path)).build())
			.toList();
		Origin origin = new Origin(on.identity(), on.name(), null, Ids.random(ID_LENGTH), null, request.query());
		List<@Nullable String> serials = Annotator.annotate(on.channel(), origin, annotations);
		return RestResponse.created(Map.of("channel", on.name().written(), "serials", serials));
	}

	private RestResponse annotations(RestRequest request, Map<String, String> path) {
		OnChannel on = this.context.onChannel(request, path, Operation.ANNOTATION_SUBSCRIBE, Operation.HISTORY);
		Page<WireAnnotation> page = Page.of(History.annotations(on.channel(), serial(path)),
				request.query().get(Pages.CURSOR), Pages.limit(request));
		return Pages.respond(request, WireAnnotation.TYPE, page, Payloads::forFormat);
	}

	private static String serial(Map<String, String> path) {
		return path.getOrDefault("serial", "");
	}

}
