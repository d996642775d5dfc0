package io.github.ablyspring.emulator.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.github.ablyspring.emulator.connection.CloseCodes;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Reads rules as the control endpoint takes them, which is how the portable tests write
 * them: <code>{"match": {…}, "action": {…}, "times": 1, "comment": "…"}</code>.
 */
final class RuleReader {

	private RuleReader() {
	}

	static FaultRule rule(Map<String, @Nullable Object> tree) {
		Long times = Tree.number(tree, "times");
		return new FaultRule(trigger(Tree.map(tree.get("match"))), fault(Tree.map(tree.get("action"))),
				(times != null) ? times.intValue() : 0, Tree.text(tree, "comment"));
	}

	private static Trigger trigger(Map<String, @Nullable Object> match) {
		String type = required(match, "type");
		int count = number(match, "count", 0);
		return switch (type) {
			case "ws_connect" -> new Trigger.Connect(texts(match.get("queryContains")), count);
			case "ws_frame_to_client" -> frame(Direction.TO_CLIENT, match, count);
			case "ws_frame_to_server" -> frame(Direction.TO_SERVER, match, count);
			case "http_request" ->
				new Trigger.Request(Tree.text(match, "method"), Tree.text(match, "pathContains"), count);
			case "delay_after_ws_connect" -> new Trigger.AfterConnect(millis(match));
			default -> throw Refusals.badParameter("Nothing matches '" + type + "'");
		};
	}

	private static Trigger frame(Direction direction, Map<String, @Nullable Object> match, int count) {
		Object action = match.get("action");
		return new Trigger.Frame(direction, (action != null) ? actionCode(action) : null, Tree.text(match, "channel"),
				count);
	}

	private static int actionCode(Object action) {
		if (action instanceof Number number) {
			return number.intValue();
		}
		try {
			String text = action.toString().strip();
			return Character.isDigit(text.charAt(0)) ? Integer.parseInt(text)
					: Action.valueOf(text.toUpperCase(Locale.ROOT)).code();
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw Refusals.badParameter("There is no action '" + action + "'");
		}
	}

	/**
	 * Reads what goes wrong.
	 * @param action its description
	 * @return the fault
	 */
	static Fault fault(Map<String, @Nullable Object> action) {
		String type = required(action, "type");
		return switch (type) {
			case "passthrough" -> Fault.pass();
			case "refuse_connection" -> Fault.refuse();
			case "accept_and_close" -> Fault.acceptAndClose(number(action, "closeCode", CloseCodes.NORMAL));
			case "disconnect", "http_drop" -> Fault.disconnect();
			case "close" -> Fault.close(number(action, "closeCode", CloseCodes.NORMAL));
			case "stall" -> Fault.stall();
			case "suppress" -> Fault.suppress();
			case "suppress_onwards" -> Fault.suppressOnwards();
			case "duplicate" -> Fault.duplicate();
			case "corrupt" -> Fault.corrupt();
			case "delay", "http_delay" -> Fault.delay(millis(action));
			case "replace" -> Fault.replace(message(action));
			case "inject_to_client" -> Fault.inject(message(action));
			case "inject_to_client_and_close" ->
				Fault.injectAndClose(message(action), number(action, "closeCode", CloseCodes.NORMAL));
			case "http_respond" -> answer(action, false);
			case "http_replace_response" -> answer(action, true);
			default -> throw Refusals.badParameter("Nothing does '" + type + "'");
		};
	}

	private static Fault answer(Map<String, @Nullable Object> action, boolean afterwards) {
		return new Fault.HttpAnswer(number(action, "status", 500), action.get("body"), texts(action.get("headers")),
				afterwards);
	}

	private static ProtocolMessage message(Map<String, @Nullable Object> action) {
		Object message = action.get("message");
		if (message == null) {
			throw Refusals.badParameter("The message is missing");
		}
		return WireCodec.read(WireFormat.JSON, ProtocolMessage.TYPE, WireCodec.writeTree(WireFormat.JSON, message));
	}

	private static String required(Map<String, @Nullable Object> map, String name) {
		String text = Tree.text(map, name);
		if (text == null) {
			throw Refusals.badParameter("The field " + name + " is missing");
		}
		return text;
	}

	private static int number(Map<String, @Nullable Object> map, String name, int otherwise) {
		Long number = Tree.number(map, name);
		return (number != null) ? number.intValue() : otherwise;
	}

	private static Duration millis(Map<String, @Nullable Object> map) {
		return Duration.ofMillis(number(map, "delayMs", 0));
	}

	private static Map<String, String> texts(@Nullable Object tree) {
		Map<String, String> texts = new LinkedHashMap<>();
		if (tree != null) {
			Tree.map(tree).forEach((name, value) -> texts.put(name, String.valueOf(value)));
		}
		return texts;
	}

}
