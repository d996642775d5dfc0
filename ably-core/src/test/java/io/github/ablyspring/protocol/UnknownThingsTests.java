package io.github.ablyspring.protocol;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.ablyspring.protocol.UnknownListener.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service grows; frames from its future are read, and what is new in them is told
 * (RTF1, RSF1).
 */
class UnknownThingsTests {

	private final List<String> told = new ArrayList<>();

	private final UnknownListener listener = (kind, where, what) -> this.told.add(kind + " " + where + " " + what);

	@ParameterizedTest
	@EnumSource
	void unknownFieldsAreSkippedAtEveryLevel(WireFormat format) {
		Map<String, @Nullable Object> message = tree("name", "event", "futureObject",
				tree("nested", true, "deeper", List.of(1, tree("x", "y\"z"))), "data", "hello", "futureNumber", 99);
		Map<String, @Nullable Object> frame = tree("unknownText", "ünknown", "action", 15, "unknownNumber", -1.5,
				"unknownNull", null, "unknownList", List.of(1, "2", List.of()), "unknownEmpty", Map.of(), "channel",
				"c", "messages", List.of(message));

		ProtocolMessage read = read(format, frame);

		assertThat(read).isEqualTo(ProtocolMessage.builder(Action.MESSAGE)
			.channel("c")
			.messages(List.of(WireMessage.builder().name("event").data("hello").build()))
			.build());
		assertThat(this.told).containsExactly("FIELD ProtocolMessage unknownText",
				"FIELD ProtocolMessage unknownNumber", "FIELD ProtocolMessage unknownNull",
				"FIELD ProtocolMessage unknownList", "FIELD ProtocolMessage unknownEmpty", "FIELD Message futureObject",
				"FIELD Message futureNumber");
	}

	@ParameterizedTest
	@EnumSource
	void unknownActionsAreCarried(WireFormat format) {
		ProtocolMessage read = read(format, tree("action", 254, "channel", "c"));

		assertThat(read.action()).isNull();
		assertThat(read.actionCode()).isEqualTo(254);
		assertThat(this.told).containsExactly("VALUE ProtocolMessage action=254");
		assertThat(WireCodec.read(format, ProtocolMessage.TYPE, WireCodec.write(format, ProtocolMessage.TYPE, read)))
			.isEqualTo(read);
	}

	@ParameterizedTest
	@EnumSource
	void unknownConstantsAreCarried(WireFormat format) {
		ProtocolMessage read = read(format, tree("action", 15, "messages", List.of(tree("action", 6)), "presence",
				List.of(tree("action", 5)), "annotations", List.of(tree("action", 2)), "state",
				List.of(tree("operation", tree("action", 7)), tree("object", tree("map", tree("semantics", 1))))));

		assertThat(read.messages().get(0).action()).isEqualTo(6);
		assertThat(read.presence().get(0).action()).isEqualTo(5);
		assertThat(read.annotations().get(0).action()).isEqualTo(2);
		assertThat(read.state().get(0)).extracting((object) -> object.operation().action()).isEqualTo(7);
		assertThat(read.state().get(1)).extracting((object) -> object.object().map().semantics()).isEqualTo(1);
		assertThat(this.told).containsExactly("VALUE Message action=6", "VALUE PresenceMessage action=5",
				"VALUE Annotation action=2", "VALUE ObjectOperation action=7", "VALUE ObjectsMap semantics=1");
	}

	@ParameterizedTest
	@EnumSource
	void unknownFlagsAreCarried(WireFormat format) {
		long flags = Flag.RESUMED.mask() | 1L << 20 | 1L << 52;

		ProtocolMessage read = read(format, tree("action", 11, "flags", flags));

		assertThat(read.flags()).isEqualTo(flags);
		assertThat(read.hasFlag(Flag.RESUMED)).isTrue();
		assertThat(read.hasFlag(Flag.HAS_PRESENCE)).isFalse();
		assertThat(this.told).containsExactly("FLAG ProtocolMessage flags=0x10000000100000");
	}

	@ParameterizedTest
	@EnumSource
	void knownFlagsAndConstantsAreNotTold(WireFormat format) {
		read(format, tree("action", 21, "flags", Flag.KNOWN, "messages", List.of(tree("action", 5))));

		assertThat(this.told).isEmpty();
	}

	/** Clients differ on whether to leave out what is not there. */
	@ParameterizedTest
	@EnumSource
	void nullIsTheSameAsAbsent(WireFormat format) {
		Map<String, @Nullable Object> frame = new LinkedHashMap<>();
		List.of("id", "auth", "channel", "channelSerial", "connectionId", "connectionDetails", "count", "error",
				"flags", "msgSerial", "messages", "presence", "annotations", "state", "timestamp", "params", "res")
			.forEach((name) -> frame.put(name, null));
		frame.put("action", 0);

		assertThat(read(format, frame)).isEqualTo(ProtocolMessage.builder(Action.HEARTBEAT).build());
		assertThat(this.told).isEmpty();
	}

	@Test
	void extensionsOfMessagePackBecomeNullInATree() {
		byte[] tree = { (byte) 0x92, (byte) 0xd4, 1, 2, 7 };

		assertThat(WireCodec.readTree(WireFormat.MSGPACK, tree)).isEqualTo(java.util.Arrays.asList(null, 7L));
	}

	@Test
	void longNamesAreToldInPart() {
		byte[] json = ("{\"" + "x".repeat(5000) + "\":1}").getBytes(StandardCharsets.UTF_8);

		WireCodec.read(WireFormat.JSON, ProtocolMessage.TYPE, json, this.listener);

		assertThat(this.told).containsExactly("FIELD ProtocolMessage " + "x".repeat(64));
	}

	@Test
	void everyActionAndFlagHasItsCode() {
		assertThat(Action.values()).hasSize(22)
			.allSatisfy((action) -> assertThat(Action.of(action.code())).isSameAs(action));
		assertThat(Action.OBJECT_SYNC.code()).isEqualTo(20);
		assertThat(Action.of(-1)).isNull();
		Map<Flag, Integer> bits = new HashMap<>();
		for (Flag flag : Flag.values()) {
			bits.put(flag, Long.numberOfTrailingZeros(flag.mask()));
		}
		assertThat(bits).containsEntry(Flag.HAS_PRESENCE, 0)
			.containsEntry(Flag.HAS_OBJECTS, 7)
			.containsEntry(Flag.PRESENCE, 16)
			.containsEntry(Flag.ANNOTATION_SUBSCRIBE, 22)
			.containsEntry(Flag.OBJECT_PUBLISH, 25)
			.hasSize(14);
		assertThat(Kind.values()).hasSize(4);
	}

	private ProtocolMessage read(WireFormat format, Map<String, @Nullable Object> frame) {
		return WireCodec.read(format, ProtocolMessage.TYPE, WireCodec.writeTree(format, frame), this.listener);
	}

	private static Map<String, @Nullable Object> tree(@Nullable Object... keysAndValues) {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		for (int i = 0; i < keysAndValues.length; i += 2) {
			tree.put((String) keysAndValues[i], keysAndValues[i + 1]);
		}
		return tree;
	}

}
