package io.github.ablyspring.auth;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who a client is.
 */
class ClientIdTests {

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http.always(200,
			Map.of("channelId", "test", "status", Map.of("isActive", true)));

	@Test
	@Uts("rest/unit/RSA7a/clientid-from-options-0")
	void itIsWhoTheOptionsSay() {
		assertThat(this.fixture.client(RestFixture.options().clientId("my-client-id")).auth().clientId())
			.isEqualTo("my-client-id");
	}

	@Test
	@Uts("rest/unit/RSA7b/clientid-from-token-details-0")
	void itIsWhoTheTokenSays() {
		assertThat(withToken("token-client-id").auth().clientId()).isEqualTo("token-client-id");
	}

	@Test
	@Uts("rest/unit/RSA7b/clientid-from-callback-token-1")
	void itIsWhoTheTokenOfACallbackSays() {
		AblyRest ably = this.fixture.client(ClientOptions.builder()
			.authCallback(TokenSources
				.always(TokenSources.token(this.fixture, "callback-token").clientId("callback-client-id").build())));
		assertThat(ably.auth().clientId()).isNull();
		status(ably);
		assertThat(ably.auth().clientId()).isEqualTo("callback-client-id");
	}

	@Test
	@Uts("rest/unit/RSA7c/clientid-null-unidentified-0")
	void itIsNobodyWithAKeyAlone() {
		assertThat(this.fixture.client().auth().clientId()).isNull();
	}

	@Test
	@Uts("rest/unit/RSA7c/clientid-null-unidentified-token-1")
	void itIsNobodyWithATokenForNobody() {
		assertThat(withToken(null).auth().clientId()).isNull();
	}

	@Test
	@Uts("rest/unit/RSA12a/clientid-passed-to-callback-0")
	void aCallbackLearnsWhoItIs() {
		TokenSources callback = TokenSources.numbered(this.fixture);
		status(this.fixture.client(ClientOptions.builder().authCallback(callback).clientId("library-client-id")));
		assertThat(callback.calls).isNotEmpty();
		assertThat(callback.calls.get(0).clientId()).isEqualTo("library-client-id");
	}

	@Test
	@Uts("rest/unit/RSA12b/clientid-sent-to-authurl-0")
	void aUrlLearnsWhoItIs() {
		this.http.onRequest((request) -> request.respond(200, Map.of("token", "url-token")));
		AblyRest ably = this.fixture
			.client(ClientOptions.builder().authUrl("https://auth.example.com/token").clientId("url-client-id"));
		this.fixture.await(ably.request("GET", "/"));
		PendingRequest auth = this.http.request(0);
		assertThat(auth.host()).isEqualTo("auth.example.com");
		assertThat(auth.method()).isEqualTo("GET");
		assertThat(auth.query()).containsEntry("clientId", "url-client-id");
	}

	@Test
	@Uts("rest/unit/RSA7/clientid-updated-after-authorize-0")
	void itChangesWithTheToken() {
		AblyRest ably = this.fixture.client(ClientOptions.builder()
			.authCallback(TokenSources.of((number, params) -> TokenSources.token(this.fixture, "token-" + number)
				.clientId("client-" + number)
				.build())));
		status(ably);
		assertThat(ably.auth().clientId()).isEqualTo("client-1");
		this.fixture.await(ably.auth().authorize());
		assertThat(ably.auth().clientId()).isEqualTo("client-2");
	}

	@Test
	@Uts("rest/unit/RSA12/wildcard-clientid-0")
	void itMayBeAnybody() {
		assertThat(withToken("*").auth().clientId()).isEqualTo("*");
	}

	@ParameterizedTest
	@CsvSource({ "client-a,client-a,client-a", "client-a,client-b,", "client-a,,client-a", "client-a,*,client-a",
			",client-b,client-b" })
	@Uts("rest/unit/RSA7/clientid-mismatch-error-1")
	void optionsAndTokenMustAgree(@Nullable String options, @Nullable String token, @Nullable String expected) {
		ClientOptionsBuilder builder = ClientOptions.builder()
			.clientId(options)
			.tokenDetails(TokenSources.token(this.fixture, "token").clientId(token).build());
		if (expected == null) {
			assertThatExceptionOfType(AblyException.class).isThrownBy(() -> status(this.fixture.client(builder)))
				.withMessageContainingAll("clientId", "mismatch", "'client-a'", "'client-b'");
			return;
		}
		AblyRest ably = this.fixture.client(builder);
		status(ably);
		assertThat(ably.auth().clientId()).isEqualTo(expected);
	}

	@Test
	@Uts("rest/unit/RSA15a/token-clientid-must-match-0")
	void aTokenForSomebodyElseMakesNoClient() {
		ClientOptionsBuilder options = ClientOptions.builder().clientId("my-client");
		AblyRest matching = this.fixture.client(
				options.tokenDetails(TokenSources.token(this.fixture, "matching-token").clientId("my-client").build()));
		assertThat(matching.auth().clientId()).isEqualTo("my-client");
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> this.fixture.client(options
				.tokenDetails(TokenSources.token(this.fixture, "mismatched-token").clientId("other-client").build())))
			.satisfies((error) -> assertThat(error.code()).isEqualTo(40102));
	}

	@Test
	@Uts("rest/unit/RSA15b/wildcard-token-permits-any-0")
	void aTokenForAnybodyFitsEverybody() {
		AblyRest ably = this.fixture.client(ClientOptions.builder()
			.clientId("any-client")
			.tokenDetails(TokenSources.token(this.fixture, "wildcard-token").clientId("*").build()));
		assertThat(ably.auth().clientId()).isEqualTo("any-client");
	}

	@Test
	@Uts("rest/unit/RSA15c/incompatible-clientid-error-0")
	void aTokenForSomebodyElseIsNotUsed() {
		AblyRest ably = this.fixture.client(ClientOptions.builder()
			.clientId("my-client")
			.authCallback(TokenSources.always(TokenSources.token(this.fixture, "token").clientId("other").build())));
		AblyException error = this.fixture.awaitFailure(ably.channels().get("test").status());
		assertThat(error.code()).isEqualTo(40102);
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	void theOptionsOutrankTheDefaultParameters() {
		TokenSources callback = TokenSources.numbered(this.fixture);
		status(this.fixture.client(ClientOptions.builder()
			.authCallback(callback)
			.clientId("me")
			.defaultTokenParams(TokenParams.builder().clientId("somebody").build())));
		assertThat(callback.calls).extracting(TokenParams::clientId).isEqualTo(List.of("me"));
	}

	@ParameterizedTest
	@CsvSource({ "*", "''" })
	void nobodyCanBeCalledAnybody(String clientId) {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> ClientOptions.builder().clientId(clientId))
			.withMessageContaining("'clientId'")
			.satisfies((error) -> assertThat(error.code()).isEqualTo(40012));
	}

	private AblyRest withToken(@Nullable String clientId) {
		return this.fixture.client(ClientOptions.builder()
			.tokenDetails(TokenSources.token(this.fixture, "token").clientId(clientId).build()));
	}

	private void status(AblyRest ably) {
		this.fixture.await(ably.channels().get("test").status());
	}

}
