package io.github.ablyspring.emulator.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a port as they are controlled over HTTP, by tests that run in another
 * process.
 */
public final class FaultControl {

	private final FaultGate gate;

	private final AblyFaults faults;

	/**
	 * Creates the control of a gate.
	 * @param gate the gate
	 * @param faults its controls in Java
	 */
	public FaultControl(FaultGate gate, AblyFaults faults) {
		this.gate = gate;
		this.faults = faults;
	}

	/**
	 * Adds rules.
	 * @param body a rule, a list of rules, or
	 * <code>{"rules": […], "position": "prepend"}</code>
	 * @return the ids of the rules
	 */
	public Object addRules(@Nullable Object body) {
		Object rules = body;
		boolean first = false;
		if (body instanceof Map<?, ?> map && map.containsKey("rules")) {
			rules = map.get("rules");
			first = "prepend".equals(map.get("position"));
		}
		List<FaultRule> read = new ArrayList<>();
		for (Object rule : Tree.listOrOne(rules)) {
			read.add(rule(Tree.map(rule)));
		}
		String[] ids = new String[read.size()];
		for (int i = 0; i < ids.length; i++) {
			int place = first ? ids.length - 1 - i : i;
			ids[place] = this.gate.add(read.get(place), first).id();
		}
		return Map.of("ids", List.of(ids));
	}

	private static FaultRule rule(Map<String, @Nullable Object> tree) {
		try {
			return RuleReader.rule(tree);
		}
		catch (IllegalArgumentException ex) {
			throw Refusals.badParameter(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * The rules that are in force.
	 * @return their ids, what they are for, and how often they applied
	 */
	public Object rules() {
		List<@Nullable Object> rules = new ArrayList<>();
		for (ActiveRule rule : this.gate.rules()) {
			Map<String, @Nullable Object> tree = new LinkedHashMap<>();
			tree.put("id", rule.id());
			tree.put("comment", rule.rule().comment());
			tree.put("fired", (long) rule.fired());
			rules.add(tree);
		}
		return rules;
	}

	/**
	 * Removes a rule, or all of them.
	 * @param id the id of the rule, or nothing for all
	 */
	public void removeRules(@Nullable String id) {
		if (id == null) {
			this.gate.clearRules();
			return;
		}
		ActiveRule rule = this.gate.rules()
			.stream()
			.filter((candidate) -> candidate.id().equals(id))
			.findFirst()
			.orElseThrow(() -> Refusals.notFound("The rule"));
		this.gate.remove(rule);
	}

	/**
	 * Does something at once.
	 * @param body what
	 */
	public void trigger(@Nullable Object body) {
		Map<String, @Nullable Object> action = Tree.map(body);
		String type = String.valueOf(action.get("type"));
		switch (type) {
			case "forget_connections" -> this.faults.forgetConnections();
			case "expire_tokens" -> this.faults.expireTokens();
			case "request_reauthentication" -> this.faults.requestReauthentication();
			case "revoke_tokens" -> this.faults.revokeTokens(String.valueOf(action.get("clientId")));
			default -> trigger(RuleReader.fault(action));
		}
	}

	private void trigger(Fault fault) {
		try {
			this.faults.trigger(fault);
		}
		catch (IllegalArgumentException ex) {
			throw Refusals.badParameter(String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * What was said.
	 * @return the events, oldest first
	 */
	public Object log() {
		List<@Nullable Object> events = new ArrayList<>();
		this.gate.events().forEach((event) -> events.add(toTree(event)));
		return Map.of("events", events);
	}

	/**
	 * Forgets what was said.
	 */
	public void clearLog() {
		this.gate.clearEvents();
	}

	private static Map<String, @Nullable Object> toTree(TrafficEvent event) {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("timestamp", event.timestamp());
		if (event instanceof TrafficEvent.WebSocketConnect connect) {
			tree.put("type", "ws_connect");
			tree.put("socket", (long) connect.socket());
			tree.put("url", connect.path());
			tree.put("queryParams", new LinkedHashMap<>(connect.query()));
			tree.put("ruleMatched", comment(connect.ruleMatched()));
		}
		else if (event instanceof TrafficEvent.Frame frame) {
			tree.put("type", "ws_frame");
			tree.put("socket", (long) frame.socket());
			tree.put("direction", frame.direction().wireName());
			tree.put("message", Tree.map(WireCodec.readTree(WireFormat.JSON,
					WireCodec.write(WireFormat.JSON, ProtocolMessage.TYPE, frame.message()))));
			tree.put("ruleMatched", comment(frame.ruleMatched()));
		}
		else if (event instanceof TrafficEvent.WebSocketDisconnect disconnect) {
			tree.put("type", "ws_disconnect");
			tree.put("socket", (long) disconnect.socket());
			tree.put("initiator", disconnect.byFault() ? "proxy" : "other");
		}
		else if (event instanceof TrafficEvent.HttpRequest request) {
			tree.put("type", "http_request");
			tree.put("method", request.method());
			tree.put("path", request.path());
			tree.put("queryParams", new LinkedHashMap<>(request.query()));
			tree.put("headers", new LinkedHashMap<>(request.headers()));
			tree.put("ruleMatched", comment(request.ruleMatched()));
		}
		else if (event instanceof TrafficEvent.HttpResponse response) {
			tree.put("type", "http_response");
			tree.put("path", response.path());
			tree.put("status", (long) response.status());
		}
		return tree;
	}

	private static @Nullable String comment(@Nullable FaultRule rule) {
		if (rule == null) {
			return null;
		}
		return (rule.comment() != null) ? rule.comment() : rule.fault().getClass().getSimpleName();
	}

}
