package io.github.ablyspring.emulator.channel;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.emulator.support.Tokens;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WireVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Messages that are updated, deleted, appended to and annotated.
 */
class ChangeTests {

	private static final int UPDATE = 1;

	private static final int DELETE = 2;

	private static final int SUMMARY = 4;

	private static final int APPEND = 5;

	private static final String CHANNEL = "mutable:c";

	private final AblyEmulator emulator = AblyEmulator.start();

	private final Rest rest = Rest.of(this.emulator);

	private final Client client = Client.connect(this.emulator, "clientId", "alice");

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private String publish(String data) {
		this.client.publish(CHANNEL, WireMessage.builder().name("original").data(data).build());
		return serial();
	}

	private String serial() {
		return this.client.next(Action.ACK).res().get(0).serials().get(0);
	}

	private String change(int action, String serial, String data) {
		this.client.publish(CHANNEL,
				WireMessage.builder()
					.action(action)
					.serial(serial)
					.data(data)
					.version(WireVersion.builder().description("why").metadata(Map.of("k", "v")).build())
					.build());
		return serial();
	}

	private String path(String serial) {
		return "/channels/" + Rest.encode(CHANNEL) + "/messages/" + Rest.encode(serial);
	}

	@Test
	void anUpdateReplacesWhatItSaysAndKeepsTheRest() {
		this.client.attach(CHANNEL);
		String serial = publish("v1");
		WireMessage created = this.client.messages(1).get(0);
		String version = change(UPDATE, serial, "v2");
		WireMessage updated = this.client.messages(1).get(0);
		assertThat(updated.action()).isEqualTo(UPDATE);
		assertThat(updated.serial()).isEqualTo(serial).isEqualTo(created.serial());
		assertThat(updated.name()).isEqualTo("original");
		assertThat(updated.data()).isEqualTo("v2");
		assertThat(updated.clientId()).isEqualTo("alice");
		assertThat(updated.version()).satisfies((info) -> {
			assertThat(info.serial()).isEqualTo(version).isGreaterThan(serial);
			assertThat(info.clientId()).isEqualTo("alice");
			assertThat(info.description()).isEqualTo("why");
			assertThat(info.metadata()).containsOnly(entry("k", "v"));
		});
		Map<String, Object> latest = this.rest.get(path(serial)).map();
		assertThat(latest).containsEntry("data", "v2").containsEntry("action", 1L).containsEntry("serial", serial);
		assertThat(this.rest.get(path(serial) + "/versions").column("data")).containsExactly("v1", "v2");
	}

	@Test
	void historyShowsTheLatestVersionWhereTheMessageWasPublished() {
		String first = publish("a");
		publish("b");
		change(UPDATE, first, "a2");
		assertThat(this.rest.get("/channels/" + Rest.encode(CHANNEL) + "/messages?direction=forwards").column("data"))
			.containsExactly("a2", "b");
	}

	@Test
	void aDeletedMessageIsStillThere() {
		String serial = publish("v1");
		change(DELETE, serial, null);
		assertThat(this.rest.get(path(serial)).map()).containsEntry("action", 2L).containsEntry("data", "v1");
	}

	@Test
	void whoSawTheMessageGetsThePieceWhoDidNotGetsTheWhole() {
		this.client.attach(CHANNEL);
		String serial = publish("Hello");
		this.client.messages(1);
		try (Client late = Client.connect(this.emulator)) {
			late.attach(CHANNEL);
			change(APPEND, serial, ", ");
			change(APPEND, serial, "world");
			assertThat(this.client.messages(2)).extracting(WireMessage::action, WireMessage::data)
				.containsExactly(tuple(APPEND, ", "), tuple(APPEND, "world"));
			assertThat(late.messages(2)).extracting(WireMessage::action, WireMessage::data)
				.containsExactly(tuple(UPDATE, "Hello, "), tuple(APPEND, "world"));
		}
		try (Client rewinding = Client.connect(this.emulator)) {
			rewinding.attach(CHANNEL, (frame) -> frame.params(Map.of("rewind", "1")));
			assertThat(rewinding.messages(1)).extracting(WireMessage::data).containsExactly("Hello, world");
			change(APPEND, serial, "!");
			assertThat(rewinding.messages(1)).extracting(WireMessage::action, WireMessage::data)
				.containsExactly(tuple(APPEND, "!"));
		}
		assertThat(this.rest.get(path(serial)).map()).containsEntry("data", "Hello, world!");
	}

	@Test
	void changesWorkOverRest() {
		String serial = publish("v1");
		Rest.Answer answer = this.rest.send("PATCH", path(serial), Map.of("action", 1, "data", "v2"));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.map()).containsKey("versionSerial");
		assertThat(this.rest.get(path(serial)).map()).containsEntry("data", "v2");
		assertThat(this.rest.send("PATCH", path(serial), Map.of("action", 0, "data", "v2")).status()).isEqualTo(400);
		assertThat(this.rest.send("PATCH", path("01700000000000-000@none:000"), Map.of("action", 1)).status())
			.isEqualTo(404);
	}

	@Test
	void olderClientsSayThePathWhatIsDoneAndUnderAnotherNameWhy() {
		String serial = publish("v1");
		assertThat(
				this.rest.send("PATCH", path(serial), Map.of("data", "v2", "operation", Map.of("description", "typo")))
					.status())
			.isEqualTo(200);
		assertThat(this.rest.get(path(serial)).map()).containsEntry("action", 1L).containsEntry("data", "v2");
		assertThat(this.rest.get(path(serial)).map()).extractingByKey("version")
			.extracting("description")
			.isEqualTo("typo");
		assertThat(this.rest.post(path(serial) + "/delete", Map.of()).status()).isEqualTo(200);
		assertThat(this.rest.get(path(serial)).map()).containsEntry("action", 2L).containsEntry("data", "v2");
	}

	@Test
	void notEveryNamespaceLetsMessagesBeChanged() {
		this.client.publish("plain", WireMessage.builder().data("x").build());
		String serial = serial();
		this.client.publish("plain", WireMessage.builder().action(UPDATE).serial(serial).data("y").build());
		assertThat(this.client.next(Action.NACK).error()).extracting("code").isEqualTo(93002);
	}

	@Test
	void onesOwnMessagesNeedLessThanThoseOfOthers() {
		String serial = publish("v1");
		String capability = "{\"mutable:*\":[\"publish\",\"message-update-own\"]}";
		String eve = Tokens.request(this.emulator, Map.of("clientId", "eve", "capability", capability));
		String alice = Tokens.request(this.emulator, Map.of("clientId", "alice", "capability", capability));
		Map<String, Object> change = Map.of("action", 1, "data", "v2");
		Rest.Answer refused = Rest.anonymous(this.emulator).withToken(eve).send("PATCH", path(serial), change);
		assertThat(refused.status()).isEqualTo(401);
		assertThat(refused.errorCode()).isEqualTo(40160);
		assertThat(Rest.anonymous(this.emulator).withToken(alice).send("PATCH", path(serial), change).status())
			.isEqualTo(200);
		assertThat(Rest.anonymous(this.emulator)
			.withToken(alice)
			.send("PATCH", path(serial), Map.of("action", 2))
			.status()).isEqualTo(401);
	}

	@Test
	void annotationsReachThoseWhoAskedAndTheirSumReachesAll() {
		String serial = publish("v1");
		try (Client raw = Client.connect(this.emulator); Client plain = Client.connect(this.emulator)) {
			raw.attach(CHANNEL, (frame) -> frame.flags(Flag.SUBSCRIBE, Flag.ANNOTATION_SUBSCRIBE));
			plain.attach(CHANNEL);
			annotate(serial, 0, "like");
			WireAnnotation annotation = raw.next(Action.ANNOTATION).annotations().get(0);
			assertThat(annotation.messageSerial()).isEqualTo(serial);
			assertThat(annotation.clientId()).isEqualTo("alice");
			assertThat(annotation.serial()).isGreaterThan(serial);
			WireMessage summary = plain.messages(1).get(0);
			assertThat(summary.action()).isEqualTo(SUMMARY);
			assertThat(summary.serial()).isEqualTo(serial);
			assertThat(summary.annotations().summary()).containsEntry("reaction:distinct.v1",
					Map.of("like", Map.of("total", 1L, "clientIds", List.of("alice"), "clipped", false)));
			assertThat(plain.soFar(Action.ANNOTATION)).isEmpty();
			annotate(serial, 1, "like");
			assertThat(raw.next(Action.ANNOTATION).annotations().get(0).action()).isEqualTo(1);
			assertThat(plain.messages(1).get(0).annotations().summary()).containsEntry("reaction:distinct.v1",
					Map.of());
		}
		assertThat(this.rest.get(path(serial) + "/annotations").column("action")).containsExactly(0L, 1L);
	}

	private void annotate(String serial, int action, String name) {
		WireAnnotation annotation = WireAnnotation.builder()
			.action(action)
			.messageSerial(serial)
			.type("reaction:distinct.v1")
			.name(name)
			.build();
		this.client.send(Action.ANNOTATION, CHANNEL, (frame) -> frame.annotations(List.of(annotation)));
		this.client.next(Action.ACK);
	}

	@Test
	void annotationsWorkOverRest() {
		String serial = publish("v1");
		Rest.Answer answer = this.rest.with("X-Ably-ClientId", "Ym9i")
			.post(path(serial) + "/annotations", List.of(Map.of("action", 0, "type", "vote:total.v1")));
		assertThat(answer.status()).isEqualTo(201);
		assertThat(this.rest.get(path(serial) + "/annotations").list()).singleElement()
			.satisfies((annotation) -> assertThat(annotation).containsEntry("type", "vote:total.v1")
				.containsEntry("clientId", "bob")
				.containsEntry("messageSerial", serial));
		assertThat(this.rest.get(path(serial)).map()).containsEntry("annotations",
				Map.of("summary", Map.of("vote:total.v1", Map.of("total", 1L))));
	}

	@Test
	void whatCountsPerClientNeedsAClient() {
		String serial = publish("v1");
		Rest.Answer answer = this.rest.post(path(serial) + "/annotations",
				List.of(Map.of("action", 0, "type", "seen:flag.v1")));
		assertThat(answer.errorCode()).isEqualTo(40161);
	}

	@Test
	void aChangeIsReplayedLikeAnythingElse() {
		ProtocolMessage attached = this.client.attach(CHANNEL);
		String serial = publish("v1");
		change(UPDATE, serial, "v2");
		try (Client other = Client.connect(this.emulator)) {
			other.attach(CHANNEL, (frame) -> frame.channelSerial(attached.channelSerial()));
			assertThat(other.messages(2)).extracting(WireMessage::data).containsExactly("v1", "v2");
		}
	}

}
