package io.github.ablyspring.integration.uts;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.auth.TokenParams;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.realtime.connection.ConnectionEvent;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Authentication of realtime connections.
 */
@Timeout(300)
class RealtimeAuthTests {

	private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(System.currentTimeMillis()));

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create(this.clock);

	@Test
	@Uts("realtime/integration/RTC8a/in-band-reauth-connected-0")
	void authorizeKeepsTheConnection() {
		AblyRealtime client = this.sandbox.connected((options) -> options.authCallback(jwts()));
		String id = client.connection().id();
		Inbox<ConnectionStateChange> changes = new Inbox<>();
		client.connection().on(changes);
		TokenDetails token = await(client.auth().authorize());
		assertThat(token.token()).isNotEmpty();
		assertThat(client.connection().id()).isEqualTo(id);
		assertThat(changes.next().event()).isEqualTo(ConnectionEvent.UPDATE);
		assertThat(changes.all()).allSatisfy((change) -> assertThat(change.current()).isEqualTo(change.previous()));
	}

	@Test
	@Uts("realtime/integration/RTC8c/authorize-initiates-connection-0")
	void authorizeConnects() {
		AblyRealtime client = this.sandbox.realtime((options) -> options.authCallback(jwts()));
		assertThat(client.connection().state()).isEqualTo(ConnectionState.INITIALIZED);
		assertThat(await(client.auth().authorize())).isNotNull();
		await(client.connection(), ConnectionState.CONNECTED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(client.connection().id()).isNotNull();
	}

	@Test
	@Uts("realtime/integration/RSA8/token-auth-connect-0")
	void tokenConnects() {
		AblyRealtime client = this.sandbox.connected((options) -> options.authCallback(jwts()));
		assertConnected(client);
	}

	@Test
	@Uts("realtime/integration/RSA7/matching-clientid-succeeds-0")
	void matchingClientIdConnects() {
		String clientId = unique("client");
		AblyRealtime client = this.sandbox
			.connected((options) -> options.authCallback(jwts(clientId)).clientId(clientId));
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(client.auth().clientId()).isEqualTo(clientId);
	}

	@Test
	@Uts("realtime/integration/RSA7/mismatched-clientid-fails-1")
	void anotherClientIdFails() {
		AblyRealtime client = this.sandbox
			.realtime((options) -> options.authCallback(jwts("token-client-id")).clientId("wrong-client-id"));
		client.connect();
		await(client.connection(), ConnectionState.FAILED);
		assertThat(client.connection().errorReason()).isNotNull();
		assertThat(client.connection().errorReason().code()).isEqualTo(40102);
	}

	@Test
	@Uts("realtime/integration/RSA4b/token-renewal-on-expiry-0")
	void expiredTokenIsRenewed() {
		AtomicInteger calls = new AtomicInteger();
		AblyRealtime client = this.sandbox.connected((options) -> options.authCallback((params) -> {
			Jwt jwt = Jwt.of(this.sandbox.key());
			if (calls.incrementAndGet() == 1) {
				// by the emulator's clock, which stands still while this one runs
				Instant now = Instant.ofEpochMilli(this.clock.millis());
				jwt.issued(now).expires(now.plusSeconds(5));
			}
			return CompletableFuture.completedFuture(jwt.token());
		}));
		assertThat(client.connection().id()).isNotNull();
		assertThat(calls).hasValue(1);
		Inbox<ConnectionStateChange> connected = new Inbox<>();
		client.connection().on(ConnectionEvent.CONNECTED, connected);
		this.clock.advance(Duration.ofSeconds(6));
		connected.next();
		assertThat(calls).hasValueGreaterThanOrEqualTo(2);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/integration/RSA9a/token-request-server-accepted-0")
	void tokenRequestIsAccepted() {
		AblyRest signer = this.sandbox.rest();
		AblyRealtime client = this.sandbox
			.connected((options) -> options.authCallback((params) -> signer.auth().createTokenRequest()));
		assertConnected(client);
	}

	@Test
	@Uts("realtime/integration/RSA9/token-request-with-clientid-0")
	void tokenRequestCarriesTheClientId() {
		String clientId = unique("client");
		AblyRest signer = this.sandbox.rest();
		AblyRealtime client = this.sandbox.connected((options) -> options.clientId(clientId)
			.authCallback(
					(params) -> signer.auth().createTokenRequest(TokenParams.builder().clientId(clientId).build())));
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(client.auth().clientId()).isEqualTo(clientId);
	}

	private static void assertConnected(AblyRealtime client) {
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(client.connection().id()).isNotNull();
		assertThat(client.connection().errorReason()).isNull();
	}

	private AuthCallback jwts() {
		return (params) -> CompletableFuture.completedFuture(Jwt.of(this.sandbox.key()).token());
	}

	private AuthCallback jwts(String clientId) {
		return (params) -> CompletableFuture.completedFuture(Jwt.of(this.sandbox.key()).clientId(clientId).token());
	}

}
