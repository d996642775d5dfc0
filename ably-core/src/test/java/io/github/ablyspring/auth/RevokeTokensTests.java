package io.github.ablyspring.auth;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Revoking tokens.
 */
class RevokeTokensTests {

	private static final TokenRevocationTarget ALICE = TokenRevocationTarget.clientId("alice");

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http.always(200, List.of(revoked("clientId:alice")));

	@Test
	@Uts("rest/unit/RSA17g/sends-post-correct-path-0")
	void theRequestGoesToTheKey() {
		revoke(ALICE);
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("POST");
		assertThat(this.http.request(0).path()).isEqualTo("/keys/appId.keyName/revokeTokens");
	}

	@Test
	@Uts("rest/unit/RSA17b/single-specifier-targets-0")
	void oneTargetIsAList() {
		revoke(ALICE);
		assertThat(body()).containsEntry("targets", List.of("clientId:alice"));
	}

	@Test
	@Uts("rest/unit/RSA17b/multiple-specifier-types-1")
	void targetsAreOfSeveralTypes() {
		revoke(ALICE, TokenRevocationTarget.revocationKey("group-1"), TokenRevocationTarget.channel("secret"));
		assertThat(body()).containsEntry("targets",
				List.of("clientId:alice", "revocationKey:group-1", "channel:secret"));
	}

	@Test
	@Uts("rest/unit/RSA17c/all-success-result-0")
	void everythingCanSucceed() {
		this.http.always(200, List.of(revoked("clientId:alice"), revoked("clientId:bob")));
		BatchResult<TokenRevocationResult> result = revoke(ALICE, TokenRevocationTarget.clientId("bob"));
		assertThat(result.successCount()).isEqualTo(2);
		assertThat(result.failureCount()).isZero();
		assertThat(result.results()).hasSize(2);
	}

	@Test
	@Uts("rest/unit/RSA17c/mixed-success-failure-1")
	void someCanFail() {
		this.http.always(200, Map.of("successCount", 1, "failureCount", 1, "results",
				List.of(revoked("clientId:alice"), refused("invalidType:abc"))));
		BatchResult<TokenRevocationResult> result = revoke(ALICE, new TokenRevocationTarget("invalidType", "abc"));
		assertThat(result.successCount()).isEqualTo(1);
		assertThat(result.failureCount()).isEqualTo(1);
		assertThat(result.results()).hasSize(2);
		assertThat(result.results().get(0)).isInstanceOf(TokenRevocationResult.Success.class);
		assertThat(result.results().get(1)).isInstanceOf(TokenRevocationResult.Failure.class);
	}

	@Test
	@Uts("rest/unit/RSA17c/all-failure-result-2")
	void everythingCanFail() {
		this.http.always(200, Map.of("successCount", 0, "failureCount", 2, "results",
				List.of(refused("invalidType:foo"), refused("invalidType:bar"))));
		BatchResult<TokenRevocationResult> result = revoke(new TokenRevocationTarget("invalidType", "foo"),
				new TokenRevocationTarget("invalidType", "bar"));
		assertThat(result.successCount()).isZero();
		assertThat(result.failureCount()).isEqualTo(2);
		assertThat(result.results()).hasSize(2);
	}

	@Test
	@Uts("rest/unit/TRS2/success-result-attributes-0")
	void aSuccessSaysSinceWhen() {
		TokenRevocationResult result = revoke(ALICE).results().get(0);
		assertThat(result).isEqualTo(new TokenRevocationResult.Success("clientId:alice",
				Instant.ofEpochMilli(1700000001000L), Instant.ofEpochMilli(1700000000000L)));
	}

	@Test
	@Uts("rest/unit/TRF2/failure-result-attributes-0")
	void aFailureSaysWhy() {
		this.http.always(200,
				Map.of("successCount", 0, "failureCount", 1, "results", List.of(refused("invalidType:abc"))));
		TokenRevocationResult result = revoke(new TokenRevocationTarget("invalidType", "abc")).results().get(0);
		assertThat(result).isInstanceOfSatisfying(TokenRevocationResult.Failure.class, (failure) -> {
			assertThat(failure.target()).isEqualTo("invalidType:abc");
			assertThat(failure.error().code()).isEqualTo(40000);
			assertThat(failure.error().statusCode()).isEqualTo(400);
			assertThat(failure.error().message()).contains("Invalid target type");
		});
	}

	@Test
	@Uts("rest/unit/RSA17d/token-auth-revoke-rejected-0")
	void aTokenRevokesNothing() {
		refusesToRevoke(this.fixture.client(ClientOptions.builder().token("a.token.string")));
	}

	@Test
	@Uts("rest/unit/RSA17d/use-token-auth-revoke-rejected-1")
	void aKeyThatIssuesTokensRevokesNothing() {
		refusesToRevoke(this.fixture.client(ClientOptions.builder().key("appId.keyName:keySecret").useTokenAuth(true)));
	}

	@Test
	@Uts("rest/unit/RSA17e/issued-before-included-0")
	void onlyOlderTokensCanBeMeant() {
		revoke(TokenRevocationOptions.defaults().issuedBefore(Instant.ofEpochMilli(1699999000000L)));
		assertThat(body()).containsEntry("issuedBefore", 1699999000000L);
	}

	@Test
	@Uts("rest/unit/RSA17e/issued-before-omitted-1")
	void byDefaultAllTokensAreMeant() {
		revoke(ALICE);
		assertThat(body()).doesNotContainKey("issuedBefore");
	}

	@Test
	@Uts("rest/unit/RSA17f/reauth-margin-included-0")
	void clientsCanGetTime() {
		revoke(TokenRevocationOptions.defaults().allowReauthMargin(true));
		assertThat(body()).containsEntry("allowReauthMargin", true);
	}

	@Test
	@Uts("rest/unit/RSA17f/reauth-margin-omitted-1")
	void theUsualMarginIsLeftToTheService() {
		revoke(ALICE);
		assertThat(body()).doesNotContainKey("allowReauthMargin");
	}

	@Test
	@Uts("rest/unit/RSA17f/both-options-together-2")
	void bothOptionsGoTogether() {
		revoke(TokenRevocationOptions.defaults()
			.issuedBefore(Instant.ofEpochMilli(1699999000000L))
			.allowReauthMargin(true));
		assertThat(body()).isEqualTo(Map.of("targets", List.of("clientId:alice"), "issuedBefore", 1699999000000L,
				"allowReauthMargin", true));
	}

	@Test
	@Uts("rest/unit/RSA17/server-error-propagated-0")
	void anErrorOfTheServiceReachesTheCaller() {
		this.http.always(500, Map.of("error", Map.of("code", 50000, "statusCode", 500, "message", "Internal error")));
		AblyException error = this.fixture.awaitFailure(client().auth().revokeTokens(List.of(ALICE)));
		assertThat(error.code()).isEqualTo(50000);
		assertThat(error.statusCode()).isEqualTo(500);
	}

	@Test
	@Uts("rest/unit/RSA17/request-uses-basic-auth-0")
	void theKeyItselfIsUsed() {
		revoke(ALICE);
		assertThat(this.http.request(0).header("Authorization")).startsWith("Basic ");
	}

	private void refusesToRevoke(AblyRest ably) {
		AblyException error = this.fixture.awaitFailure(ably.auth().revokeTokens(List.of(ALICE)));
		assertThat(error.code()).isEqualTo(40162);
		assertThat(error.statusCode()).isEqualTo(401);
		assertThat(this.http.requests()).isEmpty();
	}

	private BatchResult<TokenRevocationResult> revoke(TokenRevocationTarget... targets) {
		return this.fixture.await(client().auth().revokeTokens(List.of(targets)));
	}

	private void revoke(TokenRevocationOptions options) {
		this.fixture.await(client().auth().revokeTokens(List.of(ALICE), options));
	}

	private AblyRest client() {
		return this.fixture.client(ClientOptions.builder().key("appId.keyName:keySecret"));
	}

	private Map<String, Object> body() {
		return this.http.request(0).bodyMap();
	}

	private static Map<String, Object> revoked(String target) {
		return Map.of("target", target, "issuedBefore", 1700000000000L, "appliesAt", 1700000001000L);
	}

	private static Map<String, Object> refused(String target) {
		return Map.of("target", target, "error",
				Map.of("code", 40000, "statusCode", 400, "message", "Invalid target type"));
	}

}
