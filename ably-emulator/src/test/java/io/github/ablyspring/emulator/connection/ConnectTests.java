package io.github.ablyspring.emulator.connection;

import java.time.Duration;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.support.Await;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Tokens;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.AuthDetails;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectTests {

	private final ManualClock clock = new ManualClock();

	private final AblyEmulator emulator = AblyEmulator.builder().clock(this.clock).start();

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	@ParameterizedTest
	@EnumSource(WireFormat.class)
	void connectedTellsWhatHolds(WireFormat format) {
		try (Client client = Client.connect(this.emulator, format, "clientId", "bob")) {
			ConnectionDetails details = client.connected().connectionDetails();
			assertThat(details).isNotNull();
			assertThat(client.id()).isNotEmpty();
			assertThat(details.clientId()).isEqualTo("bob");
			assertThat(details.connectionKey()).matches("[a-zA-Z0-9_!-]+");
			assertThat(details.maxMessageSize()).isEqualTo(65_536);
			assertThat(details.maxFrameSize()).isEqualTo(524_288);
			assertThat(details.connectionStateTtl()).isEqualTo(120_000);
			assertThat(details.maxIdleInterval()).isEqualTo(15_000);
			assertThat(client.connected().error()).isNull();
		}
	}

	@Test
	void aKeyWithoutClientIdMayBeAnybody() {
		try (Client client = Client.connect(this.emulator)) {
			assertThat(clientIdOf(client)).isEqualTo("*");
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "-, -, -", "alice, -, alice", "alice, alice, alice", "*, -, *", "*, eve, eve" })
	void aTokenSaysWhoItIs(@Nullable String ofToken, @Nullable String claimed, @Nullable String expected) {
		String token = Tokens.request(this.emulator, (ofToken != null) ? Map.of("clientId", ofToken) : Map.of());
		Map<String, String> query = (claimed != null) ? Map.of("accessToken", token, "clientId", claimed)
				: Map.of("accessToken", token);
		try (Client client = Client.open(this.emulator.uri(), WireFormat.JSON, query)) {
			assertThat(client.next(Action.CONNECTED).connectionDetails()).extracting(ConnectionDetails::clientId)
				.isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@CsvSource({ "alice, eve, 40102", "'', eve, 40102" })
	void aTokenCannotBeUsedAsSomebodyElse(String ofToken, String claimed, int code) {
		String token = Tokens.request(this.emulator, ofToken.isEmpty() ? Map.of() : Map.of("clientId", ofToken));
		assertRefused(Map.of("accessToken", token, "clientId", claimed), code, 401);
	}

	@Test
	void credentialsThatFailAreAnErrorAfterTheUpgrade() {
		String app = this.emulator.key().substring(0, 6);
		assertRefused(Map.of("key", "invalid.key:secret"), 40101, 401);
		assertRefused(Map.of("key", "abcdef.key:secret"), 40400, 404);
		assertRefused(Map.of("key", app + ".unknown:secret"), 40400, 401);
		assertRefused(Map.of("key", this.emulator.key() + "x"), 40101, 401);
		assertRefused(Map.of("accessToken", app + ".neverissued"), 40143, 401);
		assertRefused(Map.of("accessToken", "a.b.c"), 40144, 401);
		assertRefused(Map.of(), 40101, 401);
		assertRefused(Map.of("key", this.emulator.key(), "clientId", ""), 40012, 400);
	}

	private void assertRefused(Map<String, String> query, int code, int status) {
		try (Client client = Client.open(this.emulator.uri(), WireFormat.MSGPACK, query)) {
			ProtocolMessage error = client.next(Action.ERROR);
			assertThat(error.channel()).isNull();
			assertThat(error.error()).satisfies((info) -> {
				assertThat(info.code()).isEqualTo(code);
				assertThat(info.statusCode()).isEqualTo(status);
			});
			assertThat(client.awaitClose()).isEqualTo(CloseCodes.NORMAL);
		}
	}

	@Test
	void aJsonWebTokenIsAToken() {
		String jwt = Tokens.jwt(this.emulator.key(), this.clock.millis(), 3_600_000);
		try (Client client = Client.connect(this.emulator, "accessToken", jwt)) {
			assertThat(clientIdOf(client)).isNull();
		}
		assertRefused(Map.of("access_token", Tokens.jwt(this.emulator.key(), this.clock.millis() - 10_000, 5000)),
				40142, 401);
	}

	@Test
	void heartbeatsAreEchoedWithTheirId() {
		try (Client client = Client.connect(this.emulator)) {
			client.send(ProtocolMessage.builder(Action.HEARTBEAT).id("abc").build());
			assertThat(client.next(Action.HEARTBEAT).id()).isEqualTo("abc");
		}
	}

	@Test
	void theServerIsNeverSilentForLongerThanItPromised() {
		try (Client client = Client.connect(this.emulator, "heartbeats", "true")) {
			this.clock.advance(Duration.ofSeconds(15));
			assertThat(client.next(Action.HEARTBEAT).id()).isNull();
		}
	}

	@Test
	void aClosedConnectionIsGone() {
		try (Client client = Client.connect(this.emulator)) {
			client.send(ProtocolMessage.builder(Action.CLOSE).build());
			client.next(Action.CLOSED);
			assertThat(client.awaitClose()).isEqualTo(CloseCodes.NORMAL);
			assertThat(this.emulator.load().connections()).isZero();
			assertNotResumable(client);
		}
	}

	@Test
	void aConnectionIsContinuedUnderAnotherKey() {
		Client first = Client.connect(this.emulator);
		Await.lost(this.emulator, first);
		try (Client second = Client.connect(this.emulator, "resume", first.key())) {
			assertThat(second.id()).isEqualTo(first.id());
			assertThat(second.key()).isNotEqualTo(first.key());
			assertThat(second.connected().error()).isNull();
		}
	}

	@Test
	void recoveringTakesOverAConnectionThatIsStillUp() {
		try (Client first = Client.connect(this.emulator);
				Client second = Client.connect(this.emulator, "recover", first.key())) {
			assertThat(second.id()).isEqualTo(first.id());
			assertThat(first.awaitClose()).isEqualTo(CloseCodes.NORMAL);
			second.send(ProtocolMessage.builder(Action.HEARTBEAT).id("alive").build());
			assertThat(second.next(Action.HEARTBEAT).id()).isEqualTo("alive");
		}
	}

	@Test
	void aConnectionIsForgottenAfterAWhile() {
		Client client = Client.connect(this.emulator);
		Await.lost(this.emulator, client);
		this.clock.advance(Duration.ofSeconds(136));
		assertNotResumable(client);
	}

	@Test
	void somebodyElseCannotContinueAConnection() {
		Client client = Client.connect(this.emulator, "clientId", "alice");
		client.abort();
		try (Client eve = Client.connect(this.emulator, "clientId", "eve", "resume", client.key())) {
			assertThat(eve.id()).isNotEqualTo(client.id());
			assertThat(eve.connected().error()).extracting("code").isEqualTo(80018);
		}
	}

	@Test
	void aKeyThatIsNoneMakesANewConnectionAndSaysWhy() {
		try (Client client = Client.connect(this.emulator, "resume", "nonsense")) {
			assertThat(client.connected().error()).extracting("code").isEqualTo(80018);
		}
	}

	private void assertNotResumable(Client client) {
		try (Client again = Client.connect(this.emulator, "resume", client.key())) {
			assertThat(again.id()).isNotEqualTo(client.id());
			assertThat(again.connected().error()).extracting("code").isEqualTo(80018);
		}
	}

	@Test
	void anotherTokenIsAskedForBeforeOneExpires() {
		String token = Tokens.request(this.emulator, Map.of("ttl", 60_000L));
		try (Client client = Client.connect(this.emulator, "accessToken", token)) {
			this.clock.advance(Duration.ofSeconds(31));
			client.next(Action.AUTH);
			String next = Tokens.request(this.emulator, Map.of("ttl", 60_000L));
			client.send(ProtocolMessage.builder(Action.AUTH).auth(new AuthDetails(next)).build());
			assertThat(client.next(Action.CONNECTED).connectionId()).isEqualTo(client.id());
			this.clock.advance(Duration.ofSeconds(30));
			assertThat(client.soFar(Action.DISCONNECTED)).isEmpty();
		}
	}

	@Test
	void aTokenThatExpiresEndsTheLineButNotTheConnection() {
		String token = Tokens.request(this.emulator, Map.of("ttl", 5000L));
		try (Client client = Client.connect(this.emulator, "accessToken", token)) {
			this.clock.advance(Duration.ofSeconds(5));
			assertThat(client.next(Action.DISCONNECTED).error()).satisfies((error) -> {
				assertThat(error.code()).isEqualTo(40142);
				assertThat(error.statusCode()).isEqualTo(401);
			});
			client.awaitClose();
			String next = Tokens.request(this.emulator, Map.of());
			try (Client resumed = Client.connect(this.emulator, "accessToken", next, "resume", client.key())) {
				assertThat(resumed.id()).isEqualTo(client.id());
			}
		}
	}

	@Test
	void anotherTokenHasToBeOfTheSameClient() {
		String token = Tokens.request(this.emulator, Map.of("clientId", "alice"));
		try (Client client = Client.connect(this.emulator, "accessToken", token)) {
			String other = Tokens.request(this.emulator, Map.of("clientId", "eve"));
			client.send(ProtocolMessage.builder(Action.AUTH).auth(new AuthDetails(other)).build());
			assertThat(client.next(Action.ERROR).error()).extracting("code").isEqualTo(40102);
			client.awaitClose();
		}
	}

	@Test
	void whatAnotherTokenNoLongerPermitsEndsAttachments() {
		String token = Tokens.request(this.emulator, Map.of());
		try (Client client = Client.connect(this.emulator, "accessToken", token)) {
			client.attach("stays");
			client.attach("goes");
			String less = Tokens.request(this.emulator, Map.of("capability", "{\"stays\":[\"*\"]}"));
			client.send(ProtocolMessage.builder(Action.AUTH).auth(new AuthDetails(less)).build());
			client.next(Action.CONNECTED);
			ProtocolMessage error = client.next(Action.ERROR);
			assertThat(error.channel()).isEqualTo("goes");
			assertThat(error.error()).extracting("code").isEqualTo(40160);
			assertThat(client.soFar(Action.ERROR)).isEmpty();
		}
	}

	@Test
	void thereAreAsManyConnectionsAsAllowed() {
		EmulatorLimits limits = EmulatorLimits.builder().maxConnections(1).build();
		try (AblyEmulator small = AblyEmulator.builder().limits(limits).start(); Client first = Client.connect(small)) {
			assertThat(first.id()).isNotEmpty();
			try (Client second = Client.open(small.uri(), WireFormat.JSON, Map.of("key", small.key()))) {
				assertThat(second.next(Action.ERROR).error()).extracting("code").isEqualTo(40150);
			}
		}
	}

	private static @Nullable String clientIdOf(Client client) {
		ConnectionDetails details = client.connected().connectionDetails();
		return (details != null) ? details.clientId() : null;
	}

}
