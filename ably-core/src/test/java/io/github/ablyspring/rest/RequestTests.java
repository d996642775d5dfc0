package io.github.ablyspring.rest;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.protocol.AblyException;
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

/**
 * Requests of any kind.
 */
class RequestTests {

	private static final String MSGPACK = "application/x-msgpack";

	private static final String JSON = "application/json";

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "PATCH", "DELETE" })
	@Uts("rest/unit/RSC19f/supports-http-methods-0")
	void everyVerbCanBeUsed(String method) {
		this.http.always(200, List.of());
		request(this.fixture.client(), method, "/test", 3);
		assertThat(onlyRequest().method()).isEqualTo(method);
		assertThat(onlyRequest().path()).isEqualTo("/test");
	}

	@Test
	@Uts("rest/unit/RSC19f/query-params-passed-1")
	void parametersGoIntoTheQuery() {
		this.http.always(200, List.of());
		this.fixture.await(this.fixture.client()
			.request("GET", "/channels/test/messages", 3, Map.of("limit", "10", "direction", "backwards"), null,
					Map.of()));
		assertThat(onlyRequest().query()).containsEntry("limit", "10").containsEntry("direction", "backwards");
	}

	@Test
	@Uts("rest/unit/RSC19f/custom-headers-passed-2")
	void headersAreAdded() {
		this.http.always(200, List.of());
		this.fixture.await(this.fixture.client()
			.request("GET", "/test", 3, Map.of(), null,
					Map.of("X-Custom-Header", "custom-value", "X-Another", "another-value")));
		assertThat(onlyRequest().headers()).containsEntry("X-Custom-Header", "custom-value")
			.containsEntry("X-Another", "another-value");
	}

	@Test
	@Uts("rest/unit/RSC19f/request-body-sent-3")
	void theBodyIsSent() {
		this.http.always(201, Map.of("id", "123"));
		post(json(), "/channels/test/messages", Map.of("name", "event", "data", "payload"));
		assertThat(jsonBody()).isEqualTo(Map.of("name", "event", "data", "payload"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3 })
	@Uts("rest/unit/RSC19f1/version-param-sets-header-0")
	void theVersionIsThatOfTheRequest(int version) {
		this.http.queue(200, List.of());
		request(this.fixture.client(), "GET", "/test", version);
		assertThat(onlyRequest().header("X-Ably-Version")).isEqualTo(String.valueOf(version));
	}

	@Test
	@Uts("rest/unit/RSC19b/uses-configured-auth-0")
	void theCredentialsAreThoseOfTheClient() {
		this.http.always(200, List.of());
		request(this.fixture.client(), "GET", "/test", 3);
		String basic = onlyRequest().header("Authorization");
		assertThat(basic).startsWith("Basic ");
		assertThat(Base64.getDecoder().decode(basic.substring(6))).asString().isEqualTo("appId.keyId:keySecret");

		this.http.reset();
		request(this.fixture.client(ClientOptions.builder().token("my-token-string")), "GET", "/test", 3);
		assertThat(onlyRequest().header("Authorization")).isEqualTo("Bearer my-token-string");
	}

	@Test
	@Uts("rest/unit/RSC19c/protocol-headers-json-0")
	void aClientOfJsonSaysSo() {
		this.http.queue(200, List.of());
		post(json(), "/test", Map.of("data", "test"));
		assertThat(onlyRequest().headers()).containsEntry("Accept", JSON).containsEntry("Content-Type", JSON);
	}

	@Test
	@Uts("rest/unit/RSC19c/protocol-headers-msgpack-1")
	void aClientOfMsgpackSaysSo() {
		this.http.queue(200, List.of());
		post(this.fixture.client(RestFixture.options().useBinaryProtocol(true)), "/test", Map.of("data", "test"));
		assertThat(onlyRequest().headers()).containsEntry("Accept", MSGPACK).containsEntry("Content-Type", MSGPACK);
	}

	@Test
	@Uts("rest/unit/RSC19c/body-encoded-per-protocol-2")
	void theBodyIsInTheFormatOfTheClient() {
		this.http.always(200, List.of());
		post(json(), "/test", Map.of("name", "event", "data", Map.of("nested", "value")));
		assertThat(jsonBody()).isEqualTo(Map.of("name", "event", "data", Map.of("nested", "value")));

		this.http.reset();
		post(this.fixture.client(), "/test", Map.of("name", "event", "data", "value"));
		assertThat(WireCodec.readTree(WireFormat.MSGPACK, onlyRequest().bodyBytes()))
			.isEqualTo(Map.of("name", "event", "data", "value"));
	}

	@Test
	@Uts("rest/unit/RSC19c/response-decoded-by-content-type-3")
	void theAnswerIsReadByItsContentType() {
		this.http.queue(200,
				WireCodec.writeTree(WireFormat.JSON,
						List.of(Map.of("id", "1", "name", "item1"), Map.of("id", "2", "name", "item2"))),
				Map.of("Content-Type", JSON));
		List<Object> items = request(this.fixture.client(), "GET", "/test", 3).items();
		assertThat(items).hasSize(2);
		assertThat(field(items, 0, "id")).isEqualTo("1");
		assertThat(field(items, 1, "name")).isEqualTo("item2");

		this.http.queue(200, WireCodec.writeTree(WireFormat.MSGPACK, List.of(Map.of("id", "1"))),
				Map.of("Content-Type", MSGPACK));
		items = request(this.fixture.client(), "GET", "/test", 3).items();
		assertThat(items).hasSize(1);
		assertThat(field(items, 0, "id")).isEqualTo("1");
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 400, 404, 500 })
	@Uts("rest/unit/RSC19d/response-status-code-0")
	void theStatusIsTold(int status) {
		answerAlways(status);
		assertThat(request(this.fixture.client(), "GET", "/test", 3).statusCode()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "200,true", "201,true", "204,true", "299,true", "300,false", "400,false", "500,false" })
	@Uts("rest/unit/RSC19d/response-success-indicator-1")
	void successIsAMatterOfTheStatus(int status, boolean success) {
		answerAlways(status);
		assertThat(request(this.fixture.client(), "GET", "/test", 3).success()).isEqualTo(success);
	}

	@Test
	@Uts("rest/unit/RSC19d/response-error-code-header-2")
	void theErrorCodeComesFromItsHeader() {
		this.http.queue(401, Map.of("error", Map.of("code", 40101, "message", "Unauthorized")),
				Map.of("X-Ably-Errorcode", "40101"));
		assertThat(request(this.fixture.client(), "GET", "/test", 3).errorCode()).isEqualTo(40101);
	}

	@Test
	@Uts("rest/unit/RSC19d/response-error-message-header-3")
	void theErrorMessageComesFromItsHeader() {
		this.http.queue(401, Map.of("error", Map.of("code", 40101, "message", "Unauthorized")),
				Map.of("X-Ably-Errorcode", "40101", "X-Ably-Errormessage", "Token expired"));
		assertThat(request(this.fixture.client(), "GET", "/test", 3).errorMessage()).isEqualTo("Token expired");
	}

	@Test
	@Uts("rest/unit/RSC19d/response-headers-accessible-4")
	void theHeadersAreTold() {
		this.http.queue(200, List.of(),
				Map.of("Content-Type", JSON, "X-Request-Id", "req-123", "X-Custom-Header", "custom-value"));
		HttpPaginatedResponse response = request(this.fixture.client(), "GET", "/test", 3);
		assertThat(response.headers().first("Content-Type")).isEqualTo(JSON);
		assertThat(response.headers().first("X-Request-Id")).isEqualTo("req-123");
		assertThat(response.headers().first("x-custom-header")).isEqualTo("custom-value");
	}

	@Test
	@Uts("rest/unit/RSC19d/response-items-decoded-5")
	void theElementsOfAnArrayAreTheItems() {
		this.http.queue(200, List.of(Map.of("id", "msg1", "name", "event1", "data", "data1"),
				Map.of("id", "msg2", "name", "event2", "data", "data2")));
		List<Object> items = request(this.fixture.client(), "GET", "/channels/test/messages", 3).items();
		assertThat(items).hasSize(2);
		assertThat(field(items, 0, "id")).isEqualTo("msg1");
		assertThat(field(items, 1, "id")).isEqualTo("msg2");
	}

	@Test
	@Uts("rest/unit/RSC19d/pagination-with-link-headers-6")
	void theNextPageIsWhereTheLinkPoints() {
		this.http.queue(200, List.of(Map.of("id", "1"), Map.of("id", "2")),
				Map.of("Link", "</channels/test/messages?page=2>; rel=\"next\""));
		this.http.queue(200, List.of(Map.of("id", "3")));
		HttpPaginatedResponse first = request(this.fixture.client(), "GET", "/channels/test/messages", 3);
		assertThat(first.items()).hasSize(2);
		assertThat(first.hasNext()).isTrue();
		HttpPaginatedResponse second = this.fixture.await(first.next());
		assertThat(second.items()).hasSize(1);
		assertThat(field(second.items(), 0, "id")).isEqualTo("3");
		assertThat(second.hasNext()).isFalse();
		assertThat(this.http.request(1).header("X-Ably-Version")).isEqualTo("3");
	}

	@Test
	@Uts("rest/unit/RSC19d/non-array-response-handling-7")
	void anObjectIsTheOnlyItem() {
		this.http.queue(200, Map.of("time", 1234567890000L));
		List<Object> items = request(this.fixture.client(), "GET", "/time", 3).items();
		assertThat(items).hasSize(1);
		assertThat(field(items, 0, "time")).isEqualTo(1234567890000L);
	}

	@Test
	@Uts("rest/unit/RSC19e/network-error-propagated-0")
	void aNetworkThatFailsIsAFailure() {
		this.http.onConnection((connection) -> connection.refuse());
		AblyException error = this.fixture
			.awaitFailure(this.fixture.client(RestFixture.options().fallbackHosts(List.of())).request("GET", "/test"));
		assertThat(error.code()).isEqualTo(80000);
		assertThat(error).hasMessageContaining("connection").hasMessageContaining("'endpoint'");
	}

	@Test
	@Uts("rest/unit/RSC19e/timeout-error-handling-1")
	void aTimeoutIsAFailure() {
		this.http.queueDelayed(Duration.ofSeconds(5), 200, List.of());
		AblyRest ably = this.fixture
			.client(RestFixture.options().httpRequestTimeout(Duration.ofSeconds(1)).fallbackHosts(List.of()));
		AblyException error = this.fixture.awaitFailure(ably.request("GET", "/test"));
		assertThat(error.code()).isEqualTo(50003);
		assertThat(error).hasMessageContaining("timeout");
		assertThat(this.fixture.loop.elapsedMillis()).isEqualTo(1000);
	}

	@Test
	@Uts("rest/unit/RSC19e/http-error-no-fallback-2")
	void anErrorOfTheServiceIsAnAnswer() {
		this.http.queue(400, Map.of("error", Map.of("code", 40000, "message", "Bad request")),
				Map.of("X-Ably-Errorcode", "40000"));
		HttpPaginatedResponse response = request(
				this.fixture
					.client(RestFixture.options().fallbackHosts(List.of("a.ably-realtime.com", "b.ably-realtime.com"))),
				"GET", "/test", 3);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.success()).isFalse();
		assertThat(response.errorCode()).isEqualTo(40000);
		assertThat(this.http.requests()).hasSize(1);
	}

	@Test
	@Uts("rest/unit/RSC19e/fallback-on-server-error-3")
	void aServerErrorLeadsToAnotherHost() {
		this.http.queue(500, "Internal Server Error", Map.of("Content-Type", "text/plain"));
		this.http.queue(200, List.of(Map.of("id", "1")));
		HttpPaginatedResponse response = request(
				this.fixture.client(RestFixture.options().fallbackHosts(List.of("fallback.ably-realtime.com"))), "GET",
				"/test", 3);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.success()).isTrue();
		assertThat(this.http.requests()).hasSize(2);
		assertThat(this.http.request(1).host()).isEqualTo("fallback.ably-realtime.com");
	}

	@Test
	@Uts("rest/unit/RSC19b/cannot-override-auth-1")
	void theCredentialsCannotBeReplaced() {
		this.http.always(200, List.of());
		this.fixture.await(this.fixture.client()
			.request("GET", "/test", 3, Map.of(), null, Map.of("authorization", "Bearer malicious-token")));
		assertThat(onlyRequest().header("Authorization")).startsWith("Basic ").isNotEqualTo("Bearer malicious-token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/channels/test", "channels/test" })
	@Uts("rest/unit/RSC19f/path-leading-slash-handling-4")
	void aPathMayDoWithoutItsSlash(String path) {
		this.http.queue(200, List.of());
		request(this.fixture.client(), "GET", path, 3);
		assertThat(onlyRequest().path()).isEqualTo("/channels/test");
	}

	@Test
	@Uts("rest/unit/RSC19d/empty-response-handling-8")
	void anEmptyAnswerHasNoItems() {
		this.http.queue(204, null);
		HttpPaginatedResponse response = request(this.fixture.client(), "DELETE", "/channels/test/messages/123", 3);
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.success()).isTrue();
		assertThat(response.items()).isEmpty();
	}

	@Test
	void aBodyThatIsTooLargeIsNotSent() {
		AblyRest ably = this.fixture.client(RestFixture.options().maxFrameSize(100));
		AblyException error = this.fixture
			.awaitFailure(ably.request("POST", "/messages", Map.of(), Map.of("data", "x".repeat(100)), Map.of()));
		assertThat(error.code()).isEqualTo(40009);
		assertThat(error).hasMessageContaining("'maxFrameSize'");
		assertThat(this.http.requests()).isEmpty();
	}

	private void answerAlways(int status) {
		if (status >= 400) {
			this.http.always(status, Map.of("error", Map.of("code", status * 100, "message", "Error")));
		}
		else {
			this.http.always(status, List.of());
		}
	}

	private AblyRest json() {
		return this.fixture.client(RestFixture.options().useBinaryProtocol(false));
	}

	private HttpPaginatedResponse request(AblyRest ably, String method, String path, int version) {
		return this.fixture.await(ably.request(method, path, version, Map.of(), null, Map.of()));
	}

	private void post(AblyRest ably, String path, Object body) {
		this.fixture.await(ably.request("POST", path, 3, Map.of(), body, Map.of()));
	}

	private PendingRequest onlyRequest() {
		assertThat(this.http.requests()).hasSize(1);
		return this.http.request(0);
	}

	private Object jsonBody() {
		return WireCodec.readTree(WireFormat.JSON, onlyRequest().bodyBytes());
	}

	private static Object field(List<Object> items, int index, String name) {
		return ((Map<?, ?>) items.get(index)).get(name);
	}

}
