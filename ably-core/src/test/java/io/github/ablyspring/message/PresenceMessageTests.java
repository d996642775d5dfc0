package io.github.ablyspring.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link PresenceMessage}.
 */
class PresenceMessageTests {

	private static final Instant NOON = Instant.ofEpochMilli(1_234_567_890_000L);

	@Test
	@Uts("rest/unit/TP2/presence-action-enum-values-0")
	void actionsHaveTheirNumbers() {
		assertThat(PresenceAction.ABSENT.code()).isZero();
		assertThat(PresenceAction.PRESENT.code()).isEqualTo(1);
		assertThat(PresenceAction.ENTER.code()).isEqualTo(2);
		assertThat(PresenceAction.LEAVE.code()).isEqualTo(3);
		assertThat(PresenceAction.UPDATE.code()).isEqualTo(4);
		assertThat(PresenceAction.of(4)).isEqualTo(PresenceAction.UPDATE);
		assertThat(PresenceAction.of(5)).isEqualTo(PresenceAction.UNKNOWN);
	}

	@Test
	@Uts("rest/unit/TP3a/presence-message-attributes-0")
	void hasEveryAttribute() {
		assertThat(PresenceMessage.builder().id("presence-123").build().id()).isEqualTo("presence-123");
		assertThat(PresenceMessage.builder().action(PresenceAction.ENTER).build().action())
			.isEqualTo(PresenceAction.ENTER);
		assertThat(PresenceMessage.builder().clientId("user-1").build().clientId()).isEqualTo("user-1");
		assertThat(PresenceMessage.builder().connectionId("conn-1").build().connectionId()).isEqualTo("conn-1");
		assertThat(PresenceMessage.builder().data("hello").build().data()).isEqualTo("hello");
		assertThat(PresenceMessage.builder().data(Map.of("status", "online")).build().data())
			.isEqualTo(Map.of("status", "online"));
		assertThat(PresenceMessage.builder().encoding("json").build().encoding()).isEqualTo("json");
		assertThat(PresenceMessage.builder().timestamp(NOON).build().timestamp()).isEqualTo(NOON);
		MessageExtras extras = PresenceMessage.builder()
			.extras(Map.of("headers", Map.of("x-custom", "value")))
			.build()
			.extras();
		assertThat(extras).isNotNull();
		assertThat(extras.headers()).containsEntry("x-custom", "value");
	}

	@Test
	@Uts("rest/unit/TP3h/member-key-combines-ids-0")
	void memberKeyTellsConnectionsApart() {
		PresenceMessage first = PresenceMessage.builder().connectionId("conn-1").clientId("user-1").build();
		PresenceMessage second = PresenceMessage.builder().connectionId("conn-2").clientId("user-1").build();

		assertThat(first.memberKey()).isEqualTo("conn-1:user-1");
		assertThat(second.memberKey()).isEqualTo("conn-2:user-1");
		assertThat(first.memberKey()).isNotEqualTo(second.memberKey());
	}

	@Test
	@Uts("rest/unit/TP3d/connectionid-from-protocol-message-0")
	void inheritsTheConnectionId() {
		List<PresenceMessage> messages = received(ProtocolMessage.builder(Action.PRESENCE).connectionId("proto-conn-1"),
				entering("user-1"));

		assertThat(messages.get(0).connectionId()).isEqualTo("proto-conn-1");
	}

	@Test
	@Uts("rest/unit/TP3a/id-from-protocol-message-1")
	void derivesTheId() {
		List<PresenceMessage> messages = received(ProtocolMessage.builder(Action.PRESENCE).id("proto-msg-42"),
				entering("alice"), entering("bob"));

		assertThat(messages.get(0).id()).isEqualTo("proto-msg-42:0");
		assertThat(messages.get(1).id()).isEqualTo("proto-msg-42:1");
	}

	@Test
	@Uts("rest/unit/TP3g/timestamp-from-protocol-message-0")
	void inheritsTheTimestamp() {
		List<PresenceMessage> messages = received(ProtocolMessage.builder(Action.PRESENCE).timestamp(9_999_999L),
				entering("user-1"));

		assertThat(messages.get(0).timestamp()).isEqualTo(Instant.ofEpochMilli(9_999_999));
	}

	@Test
	@Uts("rest/unit/TP3/presence-from-json-0")
	void readsJson() {
		PresenceMessage message = PresenceMessage.fromEncoded("""
				{"id": "pm-123", "action": "enter", "clientId": "user-1", "connectionId": "conn-1", "data": "hello",
				"encoding": null, "timestamp": 1234567890000, "extras": {"headers": {"x-key": "x-value"}}}""", null);

		assertThat(message.id()).isEqualTo("pm-123");
		assertThat(message.action()).isEqualTo(PresenceAction.ENTER);
		assertThat(message.clientId()).isEqualTo("user-1");
		assertThat(message.connectionId()).isEqualTo("conn-1");
		assertThat(message.data()).isEqualTo("hello");
		assertThat(message.timestamp()).isEqualTo(NOON);
		assertThat(message.extras()).isNotNull();
		assertThat(message.extras().headers()).containsEntry("x-key", "x-value");
	}

	@ParameterizedTest
	@MethodSource("encodings")
	@Uts("rest/unit/TP3/presence-encoded-data-from-json-1")
	void decodes(@Nullable String encoding, String wireData, Object expected) {
		Map<String, @Nullable Object> tree = new HashMap<>(
				Map.of("action", "enter", "clientId", "user-1", "data", wireData));
		tree.put("encoding", encoding);

		PresenceMessage message = PresenceMessage.fromEncoded(tree);

		assertThat(message.data()).isEqualTo(expected);
		assertThat(message.encoding()).isNull();
	}

	static Stream<Arguments> encodings() {
		return Stream.of(arguments(null, "plain text", "plain text"),
				arguments("json", "{\"status\":\"online\"}", Map.of("status", "online")),
				arguments("base64", "SGVsbG8=", "Hello".getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	@Uts("rest/unit/TP3/presence-to-json-2")
	void writesJson() {
		PresenceMessage message = PresenceMessage.builder()
			.action(PresenceAction.ENTER)
			.clientId("user-1")
			.data("hello")
			.extras(Map.of("headers", Map.of("x-key", "x-value")))
			.build();

		// on the wire, the name of the action is its number (TP2)
		assertThat(WireTrees.of(message)).containsEntry("action", (long) PresenceAction.ENTER.code())
			.containsEntry("clientId", "user-1")
			.containsEntry("data", "hello")
			.containsEntry("extras", Map.of("headers", Map.of("x-key", "x-value")));
	}

	@Test
	@Uts("rest/unit/TP3/null-attributes-omitted-3")
	void writesOnlyWhatIsSet() {
		PresenceMessage message = PresenceMessage.builder().action(PresenceAction.ENTER).clientId("user-1").build();

		assertThat(WireTrees.of(message)).isEqualTo(Map.of("action", 2L, "clientId", "user-1"));
	}

	@Test
	@Uts("rest/unit/TP4/from-encoded-presence-0")
	void fromEncodedReadsOneAndMany() {
		PresenceMessage one = PresenceMessage.fromEncoded(
				Map.of("action", "enter", "clientId", "user-1", "data", "{\"status\":\"online\"}", "encoding", "json"));
		assertThat(one.action()).isEqualTo(PresenceAction.ENTER);
		assertThat(one.clientId()).isEqualTo("user-1");
		assertThat(one.data()).isEqualTo(Map.of("status", "online"));
		assertThat(one.encoding()).isNull();

		List<PresenceMessage> many = PresenceMessage
			.fromEncodedArray(List.of(Map.of("action", "enter", "clientId", "alice", "data", "hello"),
					Map.of("action", "enter", "clientId", "bob", "data", "world")), null);
		assertThat(many).hasSize(2);
		assertThat(many).extracting(PresenceMessage::clientId).containsExactly("alice", "bob");
		assertThat(many).extracting(PresenceMessage::data).containsExactly("hello", "world");
	}

	@Test
	@Uts("rest/unit/TP5/presence-message-size-0")
	void sizeCountsClientIdAndData() {
		PresenceMessage text = PresenceMessage.builder()
			.action(PresenceAction.ENTER)
			.clientId("user-1")
			.data("hello")
			.build();
		assertThat(text.size()).isEqualTo(11);

		PresenceMessage json = PresenceMessage.builder()
			.action(PresenceAction.ENTER)
			.clientId("u")
			.data(Map.of("key", "value"))
			.build();
		assertThat(json.size()).isEqualTo(1 + "{\"key\":\"value\"}".length());
	}

	@Test
	void anotherActionLeavesTheRest() {
		PresenceMessage present = received(ProtocolMessage.builder(Action.PRESENCE).id("pm:1").connectionId("c"),
				entering("alice"))
			.get(0)
			.withAction(PresenceAction.PRESENT);

		assertThat(present.action()).isEqualTo(PresenceAction.PRESENT);
		assertThat(present.id()).isEqualTo("pm:1:0");
		assertThat(present.memberKey()).isEqualTo("c:alice");
	}

	private static WirePresence entering(String clientId) {
		return WirePresence.builder().action(PresenceAction.ENTER.code()).clientId(clientId).build();
	}

	private static List<PresenceMessage> received(ProtocolMessage.Builder around, WirePresence... messages) {
		return new MessageDecoder(null, PayloadMapper.defaultMapper(), DecodingListener.NONE)
			.presence(around.presence(List.of(messages)).build());
	}

}
