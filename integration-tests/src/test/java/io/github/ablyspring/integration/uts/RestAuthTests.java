package io.github.ablyspring.integration.uts;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.rest.HttpPaginatedResponse;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.support.Await.failureOf;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Authentication over REST.
 */
@Timeout(300)
class RestAuthTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	@Test
	@Uts("rest/integration/RSA4/basic-auth-key-0")
	void keyAuthenticates() {
		assertThat(channelStatus((options) -> options.key(this.sandbox.key())).statusCode()).isBetween(200, 299);
	}

	@Test
	@Uts("rest/integration/RSA8/token-auth-jwt-0")
	void jwtAuthenticates() {
		assertThat(channelStatus((options) -> options.token(Jwt.of(this.sandbox.key()).sign())).statusCode())
			.isBetween(200, 299);
	}

	@Test
	@Uts("rest/integration/RSA8/token-auth-native-1")
	void issuedTokenAuthenticates() {
		TokenDetails token = await(this.sandbox.rest().auth().requestToken());
		assertThat(token.token()).isNotEmpty();
		assertThat(token.expires()).isAfter(Instant.now());
		assertThat(channelStatus((options) -> options.token(token.token())).statusCode()).isBetween(200, 299);
	}

	@Test
	@Uts("rest/integration/RSA8/auth-callback-token-request-2")
	void callbackMayGiveATokenRequest() {
		AblyRest signer = this.sandbox.rest();
		assertThat(
				channelStatus((options) -> options.authCallback((params) -> signer.auth().createTokenRequest(params)))
					.statusCode())
			.isBetween(200, 299);
	}

	@Test
	@Uts("rest/integration/RSA8/auth-callback-jwt-3")
	void callbackMayGiveAJwt() {
		assertThat(channelStatus((options) -> options.authCallback((params) -> {
			Jwt jwt = Jwt.of(this.sandbox.key());
			if (params.clientId() != null) {
				jwt.clientId(params.clientId());
			}
			if (params.ttl() != null) {
				jwt.expires(Instant.now().plus(params.ttl()));
			}
			return CompletableFuture.completedFuture(jwt.token());
		})).statusCode()).isBetween(200, 299);
	}

	@Test
	@Uts("rest/integration/RSA4/invalid-credentials-rejected-1")
	void unknownKeyIsRefused() {
		HttpPaginatedResponse response = channelStatus(
				(options) -> options.key(this.sandbox.appId() + ".invalidKey:invalidSecret"));
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.errorCode()).isEqualTo(40400);
	}

	@Test
	@Uts("rest/integration/RSC10/token-renewal-expired-jwt-0")
	void expiredTokenIsRenewed() {
		AtomicInteger calls = new AtomicInteger();
		HttpPaginatedResponse response = channelStatus((options) -> options.authCallback((params) -> {
			Jwt jwt = Jwt.of(this.sandbox.key());
			if (calls.incrementAndGet() == 1) {
				jwt.issued(Instant.now().minusSeconds(60)).expires(Instant.now().minusSeconds(5));
			}
			return CompletableFuture.completedFuture(jwt.token());
		}));
		assertThat(response.statusCode()).isBetween(200, 299);
		assertThat(calls).hasValue(2);
	}

	@Test
	@Uts("rest/integration/RSA8/capability-restriction-4")
	void capabilityRestricts() {
		String allowed = unique("allowed");
		String denied = unique("denied");
		AblyRest client = this.sandbox.rest((options) -> options
			.token(Jwt.of(this.sandbox.key()).capability("{\"" + allowed + "\":[\"publish\",\"subscribe\"]}").sign()));
		await(client.channels().get(allowed).publish("test", "hello"));
		ErrorInfo error = failureOf(client.channels().get(denied).publish("test", "hello"));
		assertThat(error.code()).isEqualTo(40160);
		assertThat(error.statusCode()).isEqualTo(401);
	}

	private HttpPaginatedResponse channelStatus(UnaryOperator<ClientOptionsBuilder> options) {
		return await(this.sandbox.rest(options).request("GET", "/channels/" + unique("status")));
	}

}
