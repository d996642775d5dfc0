package io.github.ablyspring.message;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WireVersion;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link Message}.
 */
class MessageTests {

	private static final Instant NOON = Instant.ofEpochMilli(1_234_567_890_000L);

	@Test
	@Uts("rest/unit/TM2a/message-attributes-0")
	void hasEveryAttribute() {
		assertThat(Message.builder().id("unique-id").build().id()).isEqualTo("unique-id");
		assertThat(Message.builder().name("event-name").build().name()).isEqualTo("event-name");
		assertThat(Message.builder().data("string-data").build().data()).isEqualTo("string-data");
		assertThat(Message.builder().data(Map.of("key", "value")).build().data()).isEqualTo(Map.of("key", "value"));
		assertThat(Message.builder().data(new byte[] { 1, 2 }).build().data()).isEqualTo(new byte[] { 1, 2 });
		assertThat(Message.builder().clientId("message-client").build().clientId()).isEqualTo("message-client");
		assertThat(Message.builder().connectionId("conn-id").build().connectionId()).isEqualTo("conn-id");
		assertThat(Message.builder().connectionKey("key").build().connectionKey()).isEqualTo("key");
		assertThat(Message.builder().timestamp(NOON).build().timestamp()).isEqualTo(NOON);
		assertThat(Message.builder().encoding("json/base64").build().encoding()).isEqualTo("json/base64");
		Message withPush = Message.builder()
			.extras(Map.of("push", Map.of("notification", Map.of("title", "Hello"))))
			.build();
		assertThat(withPush.extras()).isNotNull();
		assertThat(withPush.extras().push()).isEqualTo(Map.of("notification", Map.of("title", "Hello")));
	}

	@Test
	@Uts("rest/unit/TM3/from-encoded-deserialization-0")
	void fromEncodedReadsEveryField() {
		Map<String, @Nullable Object> tree = new HashMap<>(Map.of("id", "msg-123", "name", "test-event", "data",
				"hello world", "clientId", "sender-client", "connectionId", "conn-456", "timestamp", 1_234_567_890_000L,
				"extras", Map.of("headers", Map.of("x-custom", "value"))));
		tree.put("encoding", null);

		Message message = Message.fromEncoded(tree);

		assertThat(message.id()).isEqualTo("msg-123");
		assertThat(message.name()).isEqualTo("test-event");
		assertThat(message.data()).isEqualTo("hello world");
		assertThat(message.clientId()).isEqualTo("sender-client");
		assertThat(message.connectionId()).isEqualTo("conn-456");
		assertThat(message.timestamp()).isEqualTo(NOON);
		assertThat(message.extras()).isNotNull();
		assertThat(message.extras().headers()).containsEntry("x-custom", "value");
	}

	@ParameterizedTest
	@MethodSource("encodings")
	@Uts("rest/unit/TM3/from-encoded-decodes-encoding-1")
	void fromEncodedDecodes(@Nullable String encoding, String wireData, Object expected) {
		Map<String, @Nullable Object> tree = new HashMap<>(Map.of("id", "msg", "name", "event", "data", wireData));
		tree.put("encoding", encoding);

		Message message = Message.fromEncoded(tree);

		assertThat(message.data()).isEqualTo(expected);
		assertThat(message.encoding()).isNull();
	}

	static Stream<Arguments> encodings() {
		return Stream.of(arguments(null, "plain text", "plain text"),
				arguments("json", "{\"key\":\"value\"}", Map.of("key", "value")),
				arguments("base64", "SGVsbG8=", "Hello".getBytes(StandardCharsets.UTF_8)),
				arguments("json/base64", "eyJrIjoidiJ9", Map.of("k", "v")));
	}

	@Test
	@Uts("rest/unit/TM4/message-constructors-0")
	void hasShortFactories() {
		Message anonymous = Message.of("event-name", "payload");
		assertThat(anonymous.name()).isEqualTo("event-name");
		assertThat(anonymous.data()).isEqualTo("payload");
		assertThat(anonymous.clientId()).isNull();

		Message identified = Message.of("event-name", "payload", "client-1");
		assertThat(identified.name()).isEqualTo("event-name");
		assertThat(identified.data()).isEqualTo("payload");
		assertThat(identified.clientId()).isEqualTo("client-1");

		Message empty = Message.of(null, null);
		assertThat(empty.name()).isNull();
		assertThat(empty.data()).isNull();
	}

	@Test
	@Uts("rest/unit/TM/null-missing-attributes-0")
	void hasNothingThatWasNotGiven() {
		Message message = Message.builder().build();

		assertThat(message.id()).isNull();
		assertThat(message.name()).isNull();
		assertThat(message.data()).isNull();
		assertThat(message.clientId()).isNull();
		assertThat(message.timestamp()).isNull();
		assertThat(message.extras()).isNull();
		assertThat(message.encoding()).isNull();
		assertThat(message.decodingError()).isNull();
		assertThat(message.data(String.class)).isNull();
	}

	@Test
	@Uts("rest/unit/TM/message-with-extras-1")
	void carriesExtras() {
		Message message = Message.builder()
			.name("push-event")
			.data("payload")
			.extras(Map.of("push",
					Map.of("notification", Map.of("title", "New Message", "body", "You have a new notification"),
							"data", Map.of("customKey", "customValue"))))
			.build();

		assertThat(message.extras()).isNotNull();
		assertThat(message.extras().push()).isNotNull()
			.hasEntrySatisfying("notification",
					(notification) -> assertThat(notification)
						.isEqualTo(Map.of("title", "New Message", "body", "You have a new notification")))
			.hasEntrySatisfying("data", (data) -> assertThat(data).isEqualTo(Map.of("customKey", "customValue")));
	}

	@Test
	@Uts("rest/unit/TM5/message-action-enum-values-0")
	void actionsHaveTheirNumbers() {
		assertThat(MessageAction.MESSAGE_CREATE.code()).isZero();
		assertThat(MessageAction.MESSAGE_UPDATE.code()).isEqualTo(1);
		assertThat(MessageAction.MESSAGE_DELETE.code()).isEqualTo(2);
		assertThat(MessageAction.META.code()).isEqualTo(3);
		assertThat(MessageAction.MESSAGE_SUMMARY.code()).isEqualTo(4);
		assertThat(MessageAction.MESSAGE_APPEND.code()).isEqualTo(5);
		assertThat(MessageAction.of(0)).isEqualTo(MessageAction.MESSAGE_CREATE);
		assertThat(MessageAction.of(5)).isEqualTo(MessageAction.MESSAGE_APPEND);
		assertThat(MessageAction.of(77)).isEqualTo(MessageAction.UNKNOWN);
	}

	@Test
	@Uts("rest/unit/TM2j/action-and-serial-fields-0")
	void actionTravelsAsNumber() {
		Message message = Message.builder()
			.name("test")
			.data("hello")
			.serial("serial-1")
			.action(MessageAction.MESSAGE_UPDATE)
			.build();
		assertThat(message.serial()).isEqualTo("serial-1");
		assertThat(message.action()).isEqualTo(MessageAction.MESSAGE_UPDATE);

		assertThat(WireTrees.of(message)).containsEntry("serial", "serial-1")
			.containsEntry("action", 1L)
			.containsEntry("name", "test")
			.containsEntry("data", "hello");
	}

	@Test
	@Uts("rest/unit/TM2s/version-populated-from-wire-0")
	void versionComesFromTheWire() {
		Message message = Message.fromEncoded(Map.of("serial", "msg-serial-1", "name", "test", "data", "hello",
				"version", Map.of("serial", "version-serial-1", "timestamp", 1_700_000_001_000L, "clientId", "editor-1",
						"description", "fixed typo", "metadata", Map.of("reason", "typo", "tool", "editor"))));

		assertThat(message.version())
			.isEqualTo(new MessageVersion("version-serial-1", Instant.ofEpochMilli(1_700_000_001_000L), "editor-1",
					"fixed typo", Map.of("reason", "typo", "tool", "editor")));
	}

	@Test
	@Uts("rest/unit/TM2s1/version-defaults-from-message-0")
	void versionFallsBackOnTheMessage() {
		Message message = Message.fromEncoded(
				Map.of("serial", "msg-serial-1", "timestamp", 1_700_000_000_000L, "name", "test", "data", "hello"));

		assertThat(message.version()).isNotNull()
			.isEqualTo(new MessageVersion("msg-serial-1", Instant.ofEpochMilli(1_700_000_000_000L), null, null, null));
	}

	@Test
	void versionFallsBackFieldByField() {
		Message message = Message.fromEncoded(
				Map.of("serial", "s", "timestamp", 5L, "version", Map.of("clientId", "editor", "timestamp", 7L)));

		assertThat(message.version()).isEqualTo(new MessageVersion("s", Instant.ofEpochMilli(7), "editor", null, null));
	}

	@Test
	@Uts("rest/unit/TM2u/annotations-defaults-empty-0")
	void annotationsAreEmptyWhereThereAreNone() {
		Message message = Message.fromEncoded(Map.of("serial", "msg-serial-1", "name", "test"));

		assertThat(message.annotations()).isNotNull();
		assertThat(message.annotations().summary()).isNotNull().isEmpty();
	}

	@Test
	@Uts("rest/unit/MOP2a/message-operation-fields-0")
	void operationTravelsWithoutWhatIsNotSet() {
		MessageOperation operation = new MessageOperation("user-1", "edit description",
				Map.of("reason", "typo", "tool", "editor"));
		assertThat(operation.clientId()).isEqualTo("user-1");
		assertThat(operation.description()).isEqualTo("edit description");
		assertThat(operation.metadata()).containsEntry("reason", "typo").containsEntry("tool", "editor");
		assertThat(WireTrees.of(WireVersion.TYPE, operation.toWire())).isEqualTo(Map.of("clientId", "user-1",
				"description", "edit description", "metadata", Map.of("reason", "typo", "tool", "editor")));

		MessageOperation empty = MessageOperation.NONE;
		assertThat(empty.clientId()).isNull();
		assertThat(empty.description()).isNull();
		assertThat(empty.metadata()).isNull();
		assertThat(WireTrees.of(WireVersion.TYPE, empty.toWire())).isEmpty();
	}

	@Test
	@Uts("rest/unit/UDR2a/update-delete-result-fields-0")
	void resultOfAChangeMayHaveNoVersion() {
		assertThat(result("{\"versionSerial\":\"version-serial-abc\"}"))
			.isEqualTo(new UpdateDeleteResult("version-serial-abc"));
		assertThat(result("{\"versionSerial\":null}").versionSerial()).isNull();
		assertThat(result("{}").versionSerial()).isNull();
	}

	private static UpdateDeleteResult result(String json) {
		return WireCodec.read(WireFormat.JSON, UpdateDeleteResult.TYPE, json.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void inheritsFromTheProtocolMessageAroundIt() {
		ProtocolMessage around = ProtocolMessage.builder(Action.MESSAGE)
			.id("abc:5")
			.connectionId("abc")
			.timestamp(42L)
			.messages(List.of(WireMessage.builder().name("first").build(),
					WireMessage.builder().id("own").connectionId("other").timestamp(7).build()))
			.build();

		List<Message> messages = decoder().messages(around);

		assertThat(messages.get(0).id()).isEqualTo("abc:5:0");
		assertThat(messages.get(0).connectionId()).isEqualTo("abc");
		assertThat(messages.get(0).timestamp()).isEqualTo(Instant.ofEpochMilli(42));
		assertThat(messages.get(0).version().timestamp()).isEqualTo(Instant.ofEpochMilli(42));
		assertThat(messages.get(1).id()).isEqualTo("own");
		assertThat(messages.get(1).connectionId()).isEqualTo("other");
		assertThat(messages.get(1).timestamp()).isEqualTo(Instant.ofEpochMilli(7));
	}

	@Test
	void rebuildingKeepsWhatWasInherited() {
		ProtocolMessage around = ProtocolMessage.builder(Action.MESSAGE)
			.id("abc:5")
			.connectionId("abc")
			.timestamp(42L)
			.messages(List.of(WireMessage.builder().data("{\"a\":1}").encoding("json").build()))
			.build();

		Message copy = decoder().messages(around).get(0).toBuilder().name("renamed").build();

		assertThat(copy.id()).isEqualTo("abc:5:0");
		assertThat(copy.connectionId()).isEqualTo("abc");
		assertThat(copy.timestamp()).isEqualTo(Instant.ofEpochMilli(42));
		assertThat(copy.data()).isEqualTo(Map.of("a", 1L));
		assertThat(copy.encoding()).isNull();
		assertThat(copy.name()).isEqualTo("renamed");
	}

	@Test
	void readsWhatOtherLibrariesHandOut() {
		List<Message> messages = Message.fromEncodedArray(
				"[{\"id\":\"1\",\"action\":\"message.update\"},{\"id\":\"2\",\"action\":2},{\"action\":\"message.new\"}]",
				null);

		assertThat(messages).extracting(Message::action)
			.containsExactly(MessageAction.MESSAGE_UPDATE, MessageAction.MESSAGE_DELETE, MessageAction.MESSAGE_CREATE);
	}

	@Test
	void showsNeitherPayloadNorConnectionKey() {
		Message message = Message.builder().id("id").data("secret-data").connectionKey("secret-key").build();

		assertThat(message.toString()).contains("id=id").doesNotContain("secret");
	}

	private static MessageDecoder decoder() {
		return new MessageDecoder(null, PayloadMapper.defaultMapper(), DecodingListener.NONE);
	}

}
