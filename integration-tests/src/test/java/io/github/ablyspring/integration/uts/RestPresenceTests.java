package io.github.ablyspring.integration.uts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.CipherParams;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.presence.RealtimePresence;
import io.github.ablyspring.rest.Direction;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.rest.PresenceParams;
import io.github.ablyspring.rest.RestPresence;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.support.Await.failureOf;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is present, and was, over REST.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
@Timeout(300)
class RestPresenceTests {

	private static final String FIXTURES = "persisted:presence_fixtures";

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	@Parameter
	boolean binary;

	@Test
	@Uts("rest/integration/RSP1/access-presence-from-channel-0")
	void channelHasPresence() {
		assertThat(fixtures()).isInstanceOf(RestPresence.class);
	}

	@Test
	@Uts("rest/integration/RSP3/get-presence-members-0")
	void returnsTheMembers() {
		assertThat(await(fixtures().get()).items()).hasSizeGreaterThanOrEqualTo(5)
			.extracting(PresenceMessage::clientId)
			.contains("client_bool", "client_string", "client_json");
	}

	@Test
	@Uts("rest/integration/RSP3/presence-message-fields-1")
	void memberHasAllFields() {
		PresenceMessage member = await(fixtures().get()).items()
			.stream()
			.filter((message) -> "client_string".equals(message.clientId()))
			.findFirst()
			.orElseThrow();
		assertThat(member.action()).isEqualTo(PresenceAction.PRESENT);
		assertThat(member.clientId()).isEqualTo("client_string");
		assertThat(member.data()).isEqualTo("This is a string clientData payload");
		assertThat(member.connectionId()).isNotNull();
	}

	@Test
	@Uts("rest/integration/RSP3a1/get-with-limit-0")
	void limitRestrictsTheMembers() {
		PaginatedResult<PresenceMessage> page = await(fixtures().get(PresenceParams.builder().limit(2).build()));
		assertThat(page.hasNext()).isTrue();
		assertThat(page.items()).hasSize(2);
	}

	@Test
	@Uts("rest/integration/RSP3a2/get-with-clientid-filter-0")
	void clientIdSelectsTheMember() {
		PresenceMessage member = onlyFixture("client_json");
		assertThat(member.clientId()).isEqualTo("client_json");
		assertThat(member.data()).isEqualTo("{ \"test\": \"This is a JSONObject clientData payload\"}");
	}

	@Test
	@Uts("rest/integration/RSP3/get-empty-channel-2")
	void nobodyIsInAnEmptyChannel() {
		PaginatedResult<PresenceMessage> page = await(presence(unique("empty")).get());
		assertThat(page.items()).isEmpty();
		assertThat(page.hasNext()).isFalse();
	}

	@Test
	@Uts("rest/integration/RSP4/history-returns-events-0")
	void historyHasTheEvents() {
		String name = unique("presence-history");
		AblyRealtime realtime = realtime("test-client");
		RealtimePresence members = realtime.channels().get(name).presence();
		await(members.enter("entered"));
		await(members.update("updated"));
		await(members.leave("left"));
		await(realtime.connection().close());
		assertThat(await(presence(name).history()).items()).hasSizeGreaterThanOrEqualTo(3)
			.extracting(PresenceMessage::action)
			.contains(PresenceAction.ENTER, PresenceAction.UPDATE, PresenceAction.LEAVE);
	}

	@Test
	@Uts("rest/integration/RSP4b1/history-time-range-0")
	void historyTakesARange() {
		String name = unique("presence-time");
		Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
		AblyRealtime realtime = realtime("time-test-client");
		RealtimePresence members = realtime.channels().get(name).presence();
		await(members.enter("test"));
		await(members.leave());
		await(realtime.connection().close());
		Instant after = Instant.ofEpochMilli(System.currentTimeMillis());
		assertThat(await(presence(name).history(HistoryParams.builder().start(before).end(after).build())).items())
			.hasSizeGreaterThanOrEqualTo(2);
	}

	@Test
	@Uts("rest/integration/RSP4b2/history-direction-forwards-0")
	void historyHasADirection() {
		String name = unique("presence-direction");
		AblyRealtime realtime = realtime("direction-client");
		RealtimePresence members = realtime.channels().get(name).presence();
		await(members.enter("first"));
		await(members.update("second"));
		await(members.update("third"));
		List<PresenceMessage> forwards = await(presence(name).history(direction(Direction.FORWARDS))).items();
		assertThat(forwards).hasSizeGreaterThanOrEqualTo(3);
		assertThat(forwards.get(0).data()).isEqualTo("first");
		List<PresenceMessage> backwards = await(presence(name).history(direction(Direction.BACKWARDS))).items();
		assertThat(backwards.get(0).data()).isEqualTo("third");
	}

	private static HistoryParams direction(Direction direction) {
		return HistoryParams.builder().direction(direction).build();
	}

	@Test
	@Uts("rest/integration/RSP4b3/history-limit-pagination-0")
	void historyHasPages() {
		String name = unique("presence-limit");
		AblyRealtime realtime = realtime("limit-client");
		RealtimePresence members = realtime.channels().get(name).presence();
		for (int i = 1; i <= 5; i++) {
			await(members.update("update-" + i));
		}
		await(realtime.connection().close());
		PaginatedResult<PresenceMessage> page = await(presence(name).history(HistoryParams.builder().limit(2).build()));
		assertThat(page.items()).hasSize(2);
		assertThat(page.hasNext()).isTrue();
		assertThat(await(page.next()).items()).isNotEmpty();
	}

	@Test
	@Uts("rest/integration/RSP5/decode-string-data-0")
	void textIsDecoded() {
		assertThat(onlyFixture("client_string").data()).isEqualTo("This is a string clientData payload");
	}

	@Test
	@Uts("rest/integration/RSP5/decode-json-data-1")
	void jsonIsDecoded() {
		assertThat(onlyFixture("client_decoded").data()).isEqualTo(Map.of("example", Map.of("json", "Object")));
	}

	@Test
	@Uts("rest/integration/RSP5/decode-encrypted-data-2")
	void ciphertextIsDecoded() {
		CipherParams cipher = CipherParams.builder()
			.key(Base64.getDecoder().decode("WUP6u0K7MXI5Zeo0VppPwg=="))
			.algorithm("aes")
			.mode("cbc")
			.keyLength(128)
			.build();
		RestPresence presence = this.sandbox.rest(this.binary)
			.channels()
			.get(FIXTURES, ChannelOptions.builder().cipher(cipher).build())
			.presence();
		assertThat(await(presence.get(PresenceParams.builder().clientId("client_encoded").build())).items())
			.singleElement()
			.satisfies((member) -> {
				assertThat(member.data()).isNotNull();
				assertThat(member.encoding()).isNull();
			});
	}

	@Test
	@Uts("rest/integration/RSP5/decode-history-messages-3")
	void historyIsDecoded() {
		String name = unique("presence-decode");
		AblyRealtime realtime = realtime("decode-client");
		await(realtime.channels().get(name).presence().enter(Map.of("key", "value", "number", 123)));
		await(realtime.connection().close());
		List<PresenceMessage> events = await(presence(name).history()).items();
		assertThat(events.get(0).data()).isEqualTo(Map.of("key", "value", "number", 123L));
	}

	@Test
	@Uts("rest/integration/RSP3/full-pagination-3")
	void allPagesHaveAllMembers() {
		PaginatedResult<PresenceMessage> page = await(fixtures().get(PresenceParams.builder().limit(2).build()));
		List<PresenceMessage> all = new ArrayList<>(page.items());
		while (page.hasNext()) {
			page = await(page.next());
			all.addAll(page.items());
		}
		assertThat(all).hasSizeGreaterThanOrEqualTo(5);
		assertThat(all).extracting(PresenceMessage::clientId).doesNotHaveDuplicates();
	}

	@Test
	@Uts("rest/integration/RSP3/invalid-credentials-rejected-4")
	void unknownKeyIsRefused() {
		ErrorInfo error = failureOf(
				this.sandbox.rest((options) -> options.key("invalid.key:secret").useBinaryProtocol(this.binary))
					.channels()
					.get("test")
					.presence()
					.get());
		assertThat(error.statusCode()).isEqualTo(401);
		assertThat(error.code()).isBetween(40100, 40199);
	}

	@Test
	@Uts("rest/integration/RSP3/subscribe-capability-sufficient-5")
	void whoMaySubscribeMayAsk() {
		assertThat(await(this.sandbox.rest((options) -> options.key(this.sandbox.key(3)).useBinaryProtocol(this.binary))
			.channels()
			.get(FIXTURES)
			.presence()
			.get())).isNotNull();
	}

	private PresenceMessage onlyFixture(String clientId) {
		List<PresenceMessage> members = await(fixtures().get(PresenceParams.builder().clientId(clientId).build()))
			.items();
		assertThat(members).hasSize(1);
		return members.get(0);
	}

	private RestPresence fixtures() {
		return presence(FIXTURES);
	}

	private RestPresence presence(String channel) {
		return this.sandbox.rest(this.binary).channels().get(channel).presence();
	}

	private AblyRealtime realtime(String clientId) {
		return this.sandbox
			.connected((options) -> options.key(this.sandbox.key()).clientId(clientId).useBinaryProtocol(this.binary));
	}

}
