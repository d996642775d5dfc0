package io.github.ablyspring.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.message.MessageVersion;
import io.github.ablyspring.message.UpdateDeleteResult;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that exist: getting one and its versions, updating, deleting and appending.
 */
class RestMessageVersionsTests extends RestTestSupport {

	@Test
	@Uts("rest/unit/RSL11b/get-correct-endpoint-0")
	void getsAMessageByItsSerial() {
		this.http.always(200,
				object("name", "evt", "data", "hello", "serial", "msg-serial-123", "timestamp", 1700000000000L));
		await(channel("a:b").getMessage("msg-serial-123"));
		assertThat(this.http.requests()).hasSize(1);
		PendingRequest request = this.http.request(0);
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.path()).isEqualTo("/channels/a%3Ab/messages/msg-serial-123");
		assertThat(request.bodyBytes()).isEmpty();
	}

	@Test
	@Uts("rest/unit/RSL11c/returns-decoded-message-0")
	void theMessageIsDecoded() {
		this.http.always(200,
				object("id", "msg-id-1", "name", "test-event", "data", "hello world", "serial", "serial-xyz",
						"clientId", "client-1", "timestamp", 1700000000000L, "extras",
						object("push", object("notification", object("title", "Test"))), "version",
						object("serial", "version-serial-1", "timestamp", 1700000000000L, "clientId", "client-1")));
		Message message = await(channel("a").getMessage("serial-xyz"));
		assertThat(message.id()).isEqualTo("msg-id-1");
		assertThat(message.name()).isEqualTo("test-event");
		assertThat(message.data()).isEqualTo("hello world");
		assertThat(message.serial()).isEqualTo("serial-xyz");
		assertThat(message.clientId()).isEqualTo("client-1");
		assertThat(message.timestamp()).isEqualTo(Instant.ofEpochMilli(1700000000000L));
		assertThat(message.version().serial()).isEqualTo("version-serial-1");
	}

	@Test
	@Uts("rest/unit/RSL11b/url-encodes-serial-1")
	void theSerialIsEncodedInThePath() {
		this.http.always(200, object("name", "evt", "data", "hello", "serial", "serial/with:special+chars"));
		await(channel("a").getMessage(Message.builder().serial("serial/with:special+chars").build()));
		assertThat(this.http.request(0).path()).isEqualTo("/channels/a/messages/serial%2Fwith%3Aspecial%2Bchars");
	}

	@Test
	@Uts("rest/unit/RSL11a/missing-serial-error-0")
	void aMessageCannotBeGotWithoutSerial() {
		AblyException failure = failureOf(channel("a").getMessage(""));
		assertThat(failure.code()).isEqualTo(40003);
		assertThat(failure).hasMessageContaining("serial");
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	@Uts("rest/unit/RSL14b/get-correct-endpoint-0")
	void getsTheVersionsOfAMessage() {
		this.http.always(200, List.of(version(1, "v2-data", "vs2"), version(0, "v1-data", "vs1")));
		await(channel("a:b").getMessageVersions("msg-serial-1"));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/channels/a%3Ab/messages/msg-serial-1/versions");
	}

	@Test
	@Uts("rest/unit/RSL14c/returns-paginated-result-0")
	void versionsAreAPageOfMessages() {
		this.http.always(200, List.of(
				object("name", "evt", "data", "updated-data", "serial", "msg-serial-1", "action", 1, "version", object(
						"serial", "vs2", "timestamp", 1700000002000L, "clientId", "user-1", "description", "edit")),
				version(0, "original-data", "vs1")));
		PaginatedResult<Message> page = await(channel("a").getMessageVersions("msg-serial-1"));
		assertThat(page.items()).hasSize(2);
		Message updated = page.items().get(0);
		assertThat(updated.data()).isEqualTo("updated-data");
		assertThat(updated.action()).isEqualTo(MessageAction.MESSAGE_UPDATE);
		assertThat(updated.version().serial()).isEqualTo("vs2");
		assertThat(updated.version().description()).isEqualTo("edit");
		Message original = page.items().get(1);
		assertThat(original.data()).isEqualTo("original-data");
		assertThat(original.action()).isEqualTo(MessageAction.MESSAGE_CREATE);
	}

	@Test
	@Uts("rest/unit/RSL14a/params-as-querystring-0")
	void paramsOfVersionsAreSentInTheQuery() {
		this.http.always(200, List.of());
		await(channel("a").getMessageVersions("msg-serial-1", Map.of("direction", "backwards", "limit", 10)));
		assertThat(this.http.request(0).query()).containsEntry("direction", "backwards").containsEntry("limit", "10");
	}

	@Test
	@Uts("rest/unit/RSL15b/update-sends-patch-update-0")
	void updates() {
		this.http.always(200, object("versionSerial", "vs1"));
		await(channel("a:b")
			.updateMessage(Message.builder().serial("msg-serial-1").name("updated").data("new-data").build()));
		assertThat(this.http.requests()).hasSize(1);
		assertPatched("/channels/a%3Ab/messages/msg-serial-1", 1);
		assertThat(body()).containsEntry("name", "updated").containsEntry("data", "new-data");
	}

	@Test
	@Uts("rest/unit/RSL15b/delete-sends-patch-delete-1")
	void deletes() {
		this.http.always(200, object("versionSerial", "vs1"));
		await(channel("a:b").deleteMessage(Message.builder().serial("msg-serial-1").build()));
		assertPatched("/channels/a%3Ab/messages/msg-serial-1", 2);
	}

	@Test
	@Uts("rest/unit/RSL15b/append-sends-patch-append-2")
	void appends() {
		this.http.always(200, object("versionSerial", "vs1"));
		await(channel("a:b").appendMessage(Message.builder().serial("msg-serial-1").data("appended-data").build()));
		assertPatched("/channels/a%3Ab/messages/msg-serial-1", 5);
		assertThat(body()).containsEntry("data", "appended-data");
	}

	@Test
	@Uts("rest/unit/RSL15b7/version-set-with-operation-0")
	void theOperationGoesIntoTheVersion() {
		this.http.always(200, object("versionSerial", "vs1"));
		await(channel("a").updateMessage(Message.builder().serial("s1").data("updated").build(),
				new MessageOperation("user1", "fixed typo", Map.of("reason", "typo"))));
		assertThat(body()).containsEntry("version",
				Map.of("clientId", "user1", "description", "fixed typo", "metadata", Map.of("reason", "typo")));
	}

	@Test
	@Uts("rest/unit/RSL15b7/version-absent-no-operation-1")
	void noOperationNoVersion() {
		this.http.always(200, object("versionSerial", "vs1"));
		await(channel("a").updateMessage(Message.builder().serial("s1").data("updated").build()));
		assertThat(body()).doesNotContainKey("version");
	}

	@Test
	void theVersionAMessageCameWithIsNotSentBack() {
		this.http.always(200, object("versionSerial", "vs1"));
		Message received = Message.builder()
			.serial("s1")
			.data("updated")
			.version(new MessageVersion("vs0", Instant.EPOCH, null, null, null))
			.build();
		await(channel("a").updateMessage(received));
		assertThat(body()).doesNotContainKey("version");
	}

	@Test
	@Uts("rest/unit/RSL15c/no-mutate-user-message-0")
	void theMessageOfTheCallerStaysAsItIs() {
		this.http.always(200, object("versionSerial", "vs1"));
		Message original = Message.builder().serial("s1").name("orig").data("original-data").build();
		await(channel("a").updateMessage(original));
		// an action nobody set reads as that of a new message
		assertThat(original.action()).isEqualTo(MessageAction.MESSAGE_CREATE);
		assertThat(original.name()).isEqualTo("orig");
		assertThat(original.data()).isEqualTo("original-data");
		assertThat(body()).containsEntry("action", 1L);
	}

	@Test
	@Uts("rest/unit/RSL15e/returns-update-delete-result-0")
	void tellsTheNewVersion() {
		this.http.always(200, object("versionSerial", "version-serial-abc"));
		UpdateDeleteResult result = await(
				channel("a").updateMessage(Message.builder().serial("s1").data("updated").build()));
		assertThat(result.versionSerial()).isEqualTo("version-serial-abc");
	}

	@Test
	@Uts("rest/unit/RSL15e/null-version-serial-1")
	void aSupersededVersionHasNoSerial() {
		this.http.always(200, object("versionSerial", null));
		UpdateDeleteResult result = await(
				channel("a").updateMessage(Message.builder().serial("s1").data("updated").build()));
		assertThat(result.versionSerial()).isNull();
	}

	@Test
	@Uts("rest/unit/RSL15f/params-sent-as-querystring-0")
	void paramsOfAnUpdateAreSentInTheQuery() {
		this.http.always(200, object("versionSerial", "vs1"));
		await(channel("a").updateMessage(Message.builder().serial("s1").data("updated").build(), null,
				Map.of("key", "value", "num", 42)));
		assertThat(this.http.request(0).query()).containsEntry("key", "value").containsEntry("num", "42");
	}

	@ParameterizedTest
	@MethodSource
	@Uts("rest/unit/RSL15a/serial-required-throws-error-0")
	void nothingIsChangedWithoutSerial(
			BiFunction<RestChannel, Message, CompletableFuture<UpdateDeleteResult>> operation) {
		AblyException failure = failureOf(operation.apply(channel("a"), Message.of("x", "y")));
		assertThat(failure.code()).isEqualTo(40003);
		assertThat(failure).hasMessageContaining("serial");
		assertThat(this.http.requests()).isEmpty();
	}

	static Stream<BiFunction<RestChannel, Message, CompletableFuture<UpdateDeleteResult>>> nothingIsChangedWithoutSerial() {
		return Stream.of(RestChannel::updateMessage, RestChannel::deleteMessage, RestChannel::appendMessage);
	}

	@Test
	@Uts("rest/unit/RSL15d/body-encoded-per-rsl4-0")
	void theDataOfAnUpdateIsEncoded() {
		this.http.always(200, object("versionSerial", "vs1"));
		await(channel("a").updateMessage(Message.builder().serial("s1").data(Map.of("key", "value")).build()));
		assertThat(body().get("data")).isInstanceOf(String.class);
		assertThat(body()).containsEntry("encoding", "json");
		assertThat(json(body().get("data"))).isEqualTo(Map.of("key", "value"));
	}

	@Test
	@Uts("rest/unit/RSL15b/serial-url-encoded-path-3")
	void theSerialOfAnUpdateIsEncodedInThePath() {
		this.http.always(200, object("versionSerial", "vs1"));
		await(channel("a").updateMessage(Message.builder().serial("serial/special:chars").data("updated").build()));
		assertThat(this.http.request(0).path()).isEqualTo("/channels/a/messages/serial%2Fspecial%3Achars");
	}

	private Map<String, @Nullable Object> body() {
		return this.http.lastRequest().bodyMap();
	}

	private void assertPatched(String path, long action) {
		assertThat(this.http.lastRequest().method()).isEqualTo("PATCH");
		assertThat(this.http.lastRequest().path()).isEqualTo(path);
		assertThat(body()).containsEntry("action", action);
	}

	private static Map<String, @Nullable Object> version(int action, String data, String serial) {
		return object("name", "evt", "data", data, "serial", "msg-serial-1", "action", action, "version",
				object("serial", serial, "timestamp", 1700000001000L));
	}

}
