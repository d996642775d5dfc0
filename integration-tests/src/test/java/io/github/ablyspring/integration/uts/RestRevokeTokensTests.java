package io.github.ablyspring.integration.uts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.auth.TokenParams;
import io.github.ablyspring.auth.TokenRevocationOptions;
import io.github.ablyspring.auth.TokenRevocationResult;
import io.github.ablyspring.auth.TokenRevocationTarget;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.connection.ConnectionEvent;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.support.Await.failureOf;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Revoking tokens.
 */
@Timeout(300)
class RestRevokeTokensTests {

	private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(System.currentTimeMillis()));

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create(this.clock);

	private final String clientId = unique("revoked");

	@Test
	@Uts("rest/integration/RSA17g/revoke-token-prevents-use-0")
	void revokedTokenIsOfNoUse() {
		AblyRest keyClient = keyClient();
		Inbox<ConnectionStateChange> disconnected = disconnectsOfTokenClient(keyClient);
		BatchResult<TokenRevocationResult> result = await(
				keyClient.auth().revokeTokens(List.of(TokenRevocationTarget.clientId(this.clientId))));
		assertThat(result.successCount()).isEqualTo(1);
		assertThat(result.failureCount()).isZero();
		assertThat(result.results()).hasSize(1);
		assertSuccess(result.results().get(0));
		assertRevoked(disconnected.next());
	}

	@Test
	@Uts("rest/integration/RSA17d/token-auth-revoke-rejected-0")
	void tokenDoesNotRevoke() {
		AblyRest tokenClient = this.sandbox.rest((options) -> options.token(Jwt.of(this.sandbox.key(4)).sign()));
		ErrorInfo error = failureOf(tokenClient.auth().revokeTokens(List.of(TokenRevocationTarget.clientId("anyone"))));
		assertThat(error.code()).isEqualTo(40162);
		assertThat(error.statusCode()).isEqualTo(401);
		assertThat(this.sandbox.faults().traffic().requests("revokeTokens")).isEmpty();
	}

	@Test
	@Uts("rest/integration/RSA17e/issued-before-reauth-margin-0")
	void marginAndTimeAreHeeded() {
		AblyRest keyClient = keyClient();
		Instant serverTime = await(keyClient.time());
		this.clock.advance(Duration.ofMillis(1));
		Instant issuedBefore = serverTime.minus(Duration.ofMinutes(20));
		BatchResult<TokenRevocationResult> result = await(keyClient.auth()
			.revokeTokens(List.of(TokenRevocationTarget.clientId(this.clientId)),
					TokenRevocationOptions.defaults().issuedBefore(issuedBefore).allowReauthMargin(true)));
		assertThat(result.successCount()).isEqualTo(1);
		assertThat(result.results()).hasSize(1);
		assertThat(result.results().get(0)).isInstanceOfSatisfying(TokenRevocationResult.Success.class, (success) -> {
			assertThat(success.issuedBefore()).isEqualTo(issuedBefore);
			assertThat(success.appliesAt()).isAfter(serverTime.plusSeconds(30));
		});
	}

	@Test
	@Uts("rest/integration/RSA17c/mixed-success-failure-0")
	void eachTargetHasItsOutcome() {
		AblyRest keyClient = keyClient();
		Inbox<ConnectionStateChange> disconnected = disconnectsOfTokenClient(keyClient);
		BatchResult<TokenRevocationResult> result = await(keyClient.auth()
			.revokeTokens(List.of(TokenRevocationTarget.clientId(this.clientId),
					new TokenRevocationTarget("invalidType", "abc"))));
		assertThat(result.successCount()).isEqualTo(1);
		assertThat(result.failureCount()).isEqualTo(1);
		assertThat(result.results()).hasSize(2);
		assertSuccess(result.results().get(0));
		assertThat(result.results().get(1)).isInstanceOfSatisfying(TokenRevocationResult.Failure.class, (failure) -> {
			assertThat(failure.target()).isEqualTo("invalidType:abc");
			assertThat(failure.error().statusCode()).isEqualTo(400);
		});
		assertRevoked(disconnected.next());
	}

	private AblyRest keyClient() {
		return this.sandbox.rest((options) -> options.key(this.sandbox.key(4)));
	}

	private Inbox<ConnectionStateChange> disconnectsOfTokenClient(AblyRest keyClient) {
		TokenDetails token = await(
				keyClient.auth().requestToken(TokenParams.builder().clientId(this.clientId).build()));
		AblyRealtime realtime = this.sandbox.connected((options) -> options.tokenDetails(token));
		Inbox<ConnectionStateChange> changes = new Inbox<>();
		// without the means to renew the token, the client gives up for good
		realtime.connection().on(ConnectionEvent.DISCONNECTED, changes);
		realtime.connection().on(ConnectionEvent.FAILED, changes);
		return changes;
	}

	private void assertSuccess(TokenRevocationResult result) {
		assertThat(result).isInstanceOfSatisfying(TokenRevocationResult.Success.class, (success) -> {
			assertThat(success.target()).isEqualTo("clientId:" + this.clientId);
			assertThat(success.issuedBefore()).isNotNull();
			assertThat(success.appliesAt()).isNotNull();
		});
	}

	private static void assertRevoked(ConnectionStateChange change) {
		assertThat(change.reason()).isNotNull();
		assertThat(change.reason().code()).isEqualTo(40141);
	}

}
