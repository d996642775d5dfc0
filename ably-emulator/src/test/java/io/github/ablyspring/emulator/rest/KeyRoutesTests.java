package io.github.ablyspring.emulator.rest;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.emulator.support.Tokens;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.protocol.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tokens: requested and revoked.
 */
class KeyRoutesTests {

	private static final String LIMITED = "{\"channel2\":[\"publish\",\"subscribe\"],\"channel6\":[\"*\"],"
			+ "\"cansubscribe:*\":[\"subscribe\"]}";

	private final ManualClock clock = new ManualClock();

	private final AblyEmulator emulator = AblyEmulator.builder()
		.clock(this.clock)
		.key("appOne.full:secret1")
		.key("appOne.less:secret2", LIMITED)
		.start();

	private final Rest rest = Rest.of(this.emulator);

	private final String full = this.emulator.keys().get(0);

	private final String less = this.emulator.keys().get(1);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private Rest.Answer request(Map<String, Object> fields) {
		return this.rest.post("/keys/appOne.full/requestToken", fields);
	}

	private Rest.Answer requestSigned(Map<String, Object> fields) {
		return Rest.anonymous(this.emulator).post("/keys/appOne.full/requestToken", Tokens.signed(this.full, fields));
	}

	@Test
	void aTokenLastsExactlyAsLongAsWasAsked() {
		Map<String, Object> token = request(Map.of("ttl", 12_345L, "clientId", "bob")).map();
		assertThat((long) token.get("expires") - (long) token.get("issued")).isEqualTo(12_345);
		assertThat(token).containsEntry("keyName", "appOne.full")
			.containsEntry("clientId", "bob")
			.containsEntry("capability", "{\"[*]*\":[\"*\"]}")
			.containsEntry("issued", this.clock.millis());
	}

	@Test
	void withoutATtlATokenLastsAnHour() {
		Map<String, Object> token = request(Map.of()).map();
		assertThat((long) token.get("expires") - (long) token.get("issued")).isEqualTo(3_600_000);
		assertThat(token).doesNotContainKey("clientId");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-1", "86400001", "soon", "1.5" })
	void aTtlThatMakesNoSenseIsRefused(String ttl) {
		Rest.Answer answer = request(Map.of("ttl", ttl));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.errorCode()).isEqualTo(40003);
	}

	@Test
	void aSignedRequestNeedsNothingElse() {
		Rest.Answer answer = requestSigned(Map.of("ttl", "60000", "timestamp", this.clock.millis(), "clientId", "bob"));
		assertThat(answer.status()).isEqualTo(201);
		String token = (String) answer.map().get("token");
		assertThat(Rest.anonymous(this.emulator).withToken(token).get("/channels/c/messages").status()).isEqualTo(200);
	}

	@Test
	void aSignatureHasToBeRight() {
		Map<String, Object> request = Tokens.signed(this.full, Map.of("timestamp", this.clock.millis()));
		request.put("clientId", "eve");
		Rest.Answer answer = Rest.anonymous(this.emulator).post("/keys/appOne.full/requestToken", request);
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.errorCode()).isEqualTo(40101);
	}

	@Test
	void aTokenOfNoUseIsSaidToBeStale() {
		Rest anonymous = Rest.anonymous(this.emulator);
		Rest.Answer unknown = anonymous.withToken("appOne.never-issued").get("/channels/c/messages");
		assertThat(unknown.errorCode()).isEqualTo(40143);
		assertThat(unknown.header("WWW-Authenticate")).startsWith("X-Ably-Token ").contains("stale");
		Rest.Answer none = anonymous.withKey("appOne.full:wrong").get("/channels/c/messages");
		assertThat(none.errorCode()).isEqualTo(40101);
		assertThat(none.header("WWW-Authenticate")).startsWith("X-Ably-Token ").doesNotContain("stale");
	}

	@Test
	void aNonceIsUsedOnce() {
		Map<String, Object> request = Map.of("timestamp", this.clock.millis(), "nonce", "once");
		assertThat(requestSigned(request).status()).isEqualTo(201);
		Rest.Answer again = requestSigned(request);
		assertThat(again.status()).isEqualTo(401);
		assertThat(again.errorCode()).isEqualTo(40105);
	}

	@ParameterizedTest
	@CsvSource({ "-121000, 401", "-119000, 201", "119000, 201", "121000, 401" })
	void aTimestampMayBeTwoMinutesOff(long offset, int status) {
		Rest.Answer answer = requestSigned(Map.of("timestamp", this.clock.millis() + offset));
		assertThat(answer.status()).isEqualTo(status);
		if (status == 401) {
			assertThat(answer.errorCode()).isEqualTo(40104);
		}
	}

	@Test
	void anUnsignedRequestNeedsTheKey() {
		assertThat(Rest.anonymous(this.emulator).post("/keys/appOne.full/requestToken", Map.of()).errorCode())
			.isEqualTo(40101);
		assertThat(this.rest.withKey(this.less).post("/keys/appOne.full/requestToken", Map.of()).errorCode())
			.isEqualTo(40102);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{'channel2':['presence','subscribe']} | {'channel2':['subscribe']}",
					"{'channel2':['*']} | {'channel2':['publish','subscribe']}",
					"{'channel6':['publish','history']} | {'channel6':['history','publish']}",
					"{'cansubscribe:check':['subscribe']} | {'cansubscribe:check':['subscribe']}",
					"{'cansubscribe:*':['subscribe','publish']} | {'cansubscribe:*':['subscribe']}",
					"{'cansubscribe:*':['*'],'other':['*']} | {'cansubscribe:*':['subscribe']}" })
	void whatIsGrantedIsWhatTheKeyHasOfWhatIsAskedFor(String asked, String granted) {
		Rest.Answer answer = this.rest.withKey(this.less)
			.post("/keys/appOne.less/requestToken", Map.of("capability", asked.replace('\'', '"')));
		assertThat(answer.map()).containsEntry("capability", granted.replace('\'', '"'));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{'other':['publish']} | 40160", "{'channel2':['presence']} | 40160", "{'channel2':[]} | 40000",
					"{'channel2':['*','publish']} | 40000", "[] | 40000", "nonsense | 40000",
					"{'channel2':'publish'} | 40000", "{'channel2':[1]} | 40000", "{} | 40000" })
	void aCapabilityThatCannotBeGrantedIsRefused(String asked, int code) {
		Rest.Answer answer = this.rest.withKey(this.less)
			.post("/keys/appOne.less/requestToken", Map.of("capability", asked.replace('\'', '"')));
		assertThat(answer.errorCode()).isEqualTo(code);
		assertThat(answer.status()).isEqualTo(code / 100);
	}

	@Test
	void revokedTokensEndTheirConnectionsAtOnce() {
		String token = Tokens.request(this.emulator, Map.of("clientId", "bob"));
		String other = Tokens.request(this.emulator, Map.of("clientId", "alice"));
		try (Client bob = Client.connect(this.emulator, "accessToken", token);
				Client alice = Client.connect(this.emulator, "accessToken", other)) {
			Rest.Answer answer = revoke(Map.of("targets", List.of("clientId:bob", "what:ever")));
			assertThat(answer.status()).isEqualTo(201);
			assertThat(answer.map()).containsEntry("successCount", 1L).containsEntry("failureCount", 1L);
			assertThat(bob.next(Action.DISCONNECTED).error()).extracting("code").isEqualTo(40141);
			assertThat(alice.soFar(Action.DISCONNECTED)).isEmpty();
		}
		assertThat(Rest.anonymous(this.emulator).withToken(token).get("/channels/c").errorCode()).isEqualTo(40141);
		this.clock.advance(Duration.ofMillis(1));
		String renewed = Tokens.request(this.emulator, Map.of("clientId", "bob"));
		assertThat(Rest.anonymous(this.emulator).withToken(renewed).get("/channels/c").status()).isEqualTo(200);
	}

	@Test
	@SuppressWarnings("unchecked")
	void aMarginLeavesTimeToRenew() {
		String token = Tokens.request(this.emulator, Map.of("clientId", "bob"));
		try (Client bob = Client.connect(this.emulator, "accessToken", token)) {
			Map<String, Object> answer = revoke(Map.of("targets", List.of("clientId:bob"), "allowReauthMargin", true))
				.map();
			Map<String, Object> result = ((List<Map<String, Object>>) answer.get("results")).get(0);
			assertThat((long) result.get("appliesAt")).isGreaterThan(this.clock.millis() + 30_000);
			bob.next(Action.AUTH);
			assertThat(bob.soFar(Action.DISCONNECTED)).isEmpty();
			this.clock.advance(Duration.ofSeconds(32));
			assertThat(bob.next(Action.DISCONNECTED).error()).extracting("code").isEqualTo(40141);
		}
	}

	private Rest.Answer revoke(Map<String, Object> body) {
		return this.rest.post("/keys/appOne.full/revokeTokens", body);
	}

	@Test
	void onlyTheKeyItselfRevokes() {
		Map<String, Object> body = Map.of("targets", List.of("clientId:bob"));
		String token = Tokens.request(this.emulator, Map.of());
		assertThat(
				Rest.anonymous(this.emulator).withToken(token).post("/keys/appOne.full/revokeTokens", body).errorCode())
			.isEqualTo(40162);
		assertThat(this.rest.withKey(this.less).post("/keys/appOne.full/revokeTokens", body).errorCode())
			.isEqualTo(40133);
	}

	@Test
	void oldVersionsGetResultsWithoutCounts() {
		Rest old = this.rest.with("X-Ably-Version", "2");
		assertThat(old.post("/keys/appOne.full/revokeTokens", Map.of("targets", List.of("clientId:x"))).list())
			.hasSize(1);
		Rest.Answer mixed = old.post("/keys/appOne.full/revokeTokens",
				Map.of("targets", Arrays.asList("clientId:x", "bad:y")));
		assertThat(mixed.status()).isEqualTo(400);
		assertThat(mixed.errorCode()).isEqualTo(40020);
		assertThat(mixed.map()).containsKey("batchResponse");
	}

}
