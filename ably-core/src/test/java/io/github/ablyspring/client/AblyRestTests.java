package io.github.ablyspring.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.auth.AuthToken;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What all requests of a REST client have in common.
 */
class AblyRestTests {

	private static final List<Long> TIME = List.of(1234567890000L);

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@Test
	@Uts("rest/unit/RSC5/auth-attribute-accessible-0")
	void theAuthenticationIsThere() {
		assertThat(this.fixture.client().auth()).isNotNull().isInstanceOf(Auth.class);
	}

	@Test
	@Uts("rest/unit/RSC7e/ably-version-header-0")
	void theVersionOfTheProtocolIsTold() {
		time();
		assertThat(this.http.request(0).header("X-Ably-Version")).matches("[0-9.]+").isEqualTo("6");
	}

	@Test
	@Uts("rest/unit/RSC7d/ably-agent-header-format-0")
	void theLibraryIsTold() {
		time();
		assertThat(this.http.request(0).header("Ably-Agent")).containsPattern("ably-[a-z]+/[0-9]+\\.[0-9]+\\.[0-9]+")
			.matches("[^ /]+/[^ /]+( [^ /]+(/[^ /]+)?)*");
	}

	@Test
	void otherAgentsAreAddedToTheLibrary() {
		time(RestFixture.options().agents(Map.of("spring-boot", "4.1.0")));
		assertThat(this.http.request(0).header("Ably-Agent")).endsWith(" spring-boot/4.1.0");
	}

	@Test
	void anSdkThatWrapsTheLibraryIsToldWithItsRequests() {
		this.http.always(200, TIME);
		AblyRest ably = this.fixture.client();
		AblyRest wrapped = ably.createWrapperSdkProxy(new WrapperSdkProxyOptions(Map.of("ably-chat", "1.0.0")));
		this.fixture.await(wrapped.time());
		this.fixture.await(ably.time());
		assertThat(this.http.request(0).header("Ably-Agent")).endsWith(" ably-chat/1.0.0");
		assertThat(this.http.request(1).header("Ably-Agent")).doesNotContain("ably-chat");
	}

	@Test
	void anSdkThatWrapsTheLibrarySharesItsChannels() {
		this.http.always(200, List.of());
		AblyRest ably = this.fixture.client();
		AblyRest wrapped = ably.createWrapperSdkProxy(new WrapperSdkProxyOptions(Map.of("ably-chat", "1.0.0")));
		ChannelOptions options = ChannelOptions.builder().params(Map.of("rewind", "1")).build();
		assertThat(wrapped.channels().get("shared", options)).isSameAs(wrapped.channels().get("shared"));
		assertThat(ably.channels().exists("shared")).isTrue();
		assertThat(ably.channels().get("shared").options()).isEqualTo(options);
		this.fixture.await(wrapped.channels().get("shared").history());
		assertThat(this.http.lastRequest().header("Ably-Agent")).endsWith(" ably-chat/1.0.0");
		this.fixture.await(ably.channels().get("shared").history());
		assertThat(this.http.lastRequest().header("Ably-Agent")).doesNotContain("ably-chat");
		ably.channels().release("shared");
		assertThat(wrapped.channels().exists("shared")).isFalse();
	}

	@Test
	@Uts("rest/unit/RSC7c/request-id-included-0")
	void requestsCarryAnIdOnDemand() {
		time(RestFixture.options().addRequestIds(true));
		assertThat(this.http.request(0).query().get("request_id")).hasSizeGreaterThanOrEqualTo(12)
			.matches("[A-Za-z0-9_-]+");
	}

	@Test
	@Uts("rest/unit/RSC7c/request-id-preserved-fallback-1")
	void theIdStaysTheSameOnAnotherHost() {
		this.http.queue(500, Map.of("error", Map.of("code", 50000))).queue(200, TIME);
		time(RestFixture.options().addRequestIds(true).fallbackHosts(List.of("a.example.com", "b.example.com")));
		assertThat(this.http.requests()).hasSize(2);
		assertThat(this.http.request(0).query().get("request_id")).isNotNull()
			.isEqualTo(this.http.request(1).query().get("request_id"));
	}

	@Test
	void theIdIsInTheError() {
		this.http.always(404, Map.of("error", Map.of("code", 40400, "message", "Not found")));
		AblyRest ably = this.fixture.client(RestFixture.options().addRequestIds(true));
		AblyException error = this.fixture.awaitFailure(ably.stats());
		assertThat(error.errorInfo().requestId()).isEqualTo(this.http.request(0).query().get("request_id"));
	}

	@ParameterizedTest
	@CsvSource({ "true,application/x-msgpack", "false,application/json" })
	@Uts("rest/unit/RSC8a/protocol-selection-0")
	void theFormatFollowsFromTheOptions(boolean binary, String mediaType) {
		PendingRequest request = publish(binary);
		assertThat(request.header("Content-Type")).isEqualTo(mediaType);
		assertThat(request.header("Accept")).isEqualTo(mediaType);
	}

	@Test
	@Uts("rest/unit/RSC8c/accept-content-type-headers-0")
	void theFormatIsTheSameBothWays() {
		PendingRequest request = publish(false);
		assertThat(request.headers()).containsEntry("Accept", "application/json")
			.containsEntry("Content-Type", "application/json");
	}

	@Test
	@Uts("rest/unit/RSC8d/mismatched-response-content-type-0")
	void anAnswerInTheOtherFormatIsReadAllTheSame() {
		this.http.queue(200, WireCodec.writeTree(WireFormat.MSGPACK, TIME),
				Map.of("Content-Type", "application/x-msgpack"));
		Instant time = this.fixture.await(this.fixture.client(RestFixture.options().useBinaryProtocol(false)).time());
		assertThat(time).isEqualTo(Instant.ofEpochMilli(1234567890000L));
	}

	@ParameterizedTest
	@CsvSource({ "500,<html>Server Error</html>,500,50000", "200,<html>OK</html>,400,40013" })
	@Uts("rest/unit/RSC8e/unsupported-content-type-0")
	void anAnswerThatCannotBeReadIsAnError(int status, String body, int expectedStatus, int expectedCode) {
		this.http.onRequest((request) -> request.respond(status, body, Map.of("Content-Type", "text/html")));
		AblyException error = this.fixture.awaitFailure(this.fixture.client().time());
		assertThat(error.statusCode()).isEqualTo(expectedStatus);
		assertThat(error.code()).isEqualTo(expectedCode);
		assertThat(error).hasMessageContaining("unsupported content type")
			.hasMessageContaining(java.util.Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)))
			.hasMessageContaining(String.valueOf(status));
	}

	@Test
	@Uts("rest/unit/RSC8/error-decoded-from-msgpack-0")
	void anErrorIsReadByItsContentType() {
		this.http.always(400, Map.of("error", Map.of("code", 40099, "statusCode", 400, "message", "Test error")));
		AblyException error = this.fixture
			.awaitFailure(this.fixture.client(RestFixture.options().useBinaryProtocol(true)).time());
		assertThat(error.code()).isEqualTo(40099);
		assertThat(error.statusCode()).isEqualTo(400);
		assertThat(error.errorInfo().message()).isEqualTo("Test error");
	}

	@Test
	@Uts("rest/unit/RSC13/request-timeout-enforced-0")
	void anAnswerMustComeInTime() {
		AblyRest ably = this.fixture.client(RestFixture.options().httpRequestTimeout(Duration.ofSeconds(1)));
		CompletableFuture<Instant> time = ably.time();
		this.http.awaitRequest().respondAfter(Duration.ofSeconds(5), 200, TIME, Map.of());
		AblyException error = this.fixture.awaitFailure(time);
		assertThat(error.code()).isEqualTo(50003);
		assertThat(error).hasMessageContaining("timeout").hasMessageContaining("'httpRequestTimeout'");
		assertThat(this.http.request(0).raw().requestTimeout()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	@Uts("rest/unit/RSC17/client-id-from-options-0")
	void theClientIdIsThatOfTheOptions() {
		AblyRest ably = this.fixture.client(RestFixture.options().clientId("explicit-client-id"));
		assertThat(ably.clientId()).isEqualTo("explicit-client-id").isEqualTo(ably.auth().clientId());
	}

	@Test
	@Uts("rest/unit/RSC17/client-id-matches-auth-1")
	void theAuthenticationKnowsTheClientId() {
		AblyRest ably = this.fixture.client(RestFixture.options().clientId("explicit-client-id"));
		assertThat(ably.auth().clientId()).isEqualTo("explicit-client-id").isEqualTo(ably.clientId());
	}

	@Test
	void theClientIdIsTold() {
		time(RestFixture.options().clientId("Zoë"));
		assertThat(this.http.request(0).header("X-Ably-ClientId")).isEqualTo("Wm/Dqw==");
	}

	// A key cannot be used at all without TLS, hence the token.
	@ParameterizedTest
	@CsvSource({ "true,https", "false,http" })
	@Uts("rest/unit/RSC18/tls-controls-protocol-scheme-0")
	void theSchemeFollowsFromTheOptions(boolean tls, String scheme) {
		time(RestFixture.options().tls(tls).useTokenAuth(!tls));
		assertThat(this.http.request(0).url()).hasScheme(scheme);
	}

	@Test
	@Uts("rest/unit/RSC18/basic-auth-over-http-rejected-1")
	void aKeyIsNotUsedWithoutTls() {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> this.fixture.client(RestFixture.options().tls(false)))
			.withMessageContainingAll("insecure", "'tls'")
			.satisfies((error) -> assertThat(error.code()).isEqualTo(40103));
		assertThat(this.http.requests()).isEmpty();
		time(ClientOptions.builder().token("some-token-string").tls(false));
		assertThat(this.http.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "127.0.0.1", "::1" })
	void aKeyMayBeUsedWithoutTlsTowardsThisMachine(String host) {
		time(RestFixture.options().endpoint(host).tls(false).basicAuthOverPlainHttpOnLoopback(true));
		assertThat(this.http.requests()).hasSize(1);
	}

	@Test
	void aKeyIsNotUsedWithoutTlsTowardsOthersWhateverTheOptions() {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> this.fixture.client(RestFixture.options()
			.endpoint("127.0.0.1.example.com")
			.tls(false)
			.basicAuthOverPlainHttpOnLoopback(true)));
	}

	@Test
	void aClosedClientMakesNoRequests() {
		AblyRest ably = this.fixture.client();
		ably.close();
		ably.close();
		assertThat(this.fixture.awaitFailure(ably.time())).hasMessageContaining("closed");
		assertThat(this.http.requests()).isEmpty();
		assertThat(this.http.isClosed()).isFalse();
	}

	@Test
	void aClosedClientWaitsForNoToken() {
		CompletableFuture<AuthToken> token = new CompletableFuture<>();
		AblyRest ably = this.fixture.client(ClientOptions.builder().authCallback((params) -> token));
		CompletableFuture<PublishResult> publish = ably.channels().get("orders").publish("event", "data");
		assertThat(publish).isNotDone();
		ably.close();
		assertThat(this.fixture.awaitFailure(publish)).hasMessageContaining("closed");
		token.complete(AuthToken.of("late"));
		this.fixture.loop.runUntilIdle();
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	void noTimerIsLeftWhenTheAnswerIsThere() {
		time();
		assertThat(this.fixture.loop.pendingTimers()).isZero();
	}

	private void time() {
		time(RestFixture.options());
	}

	private void time(ClientOptionsBuilder options) {
		this.http.onRequest((request) -> request.respond(200, TIME));
		assertThat(this.fixture.await(this.fixture.client(options).time())).isNotNull();
	}

	private PendingRequest publish(boolean binary) {
		this.http.always(201, Map.of("serials", List.of("s1")));
		AblyRest ably = this.fixture.client(RestFixture.options().useBinaryProtocol(binary));
		this.fixture.await(ably.channels().get("test").publish("e", "d"));
		return this.http.request(0);
	}

}
