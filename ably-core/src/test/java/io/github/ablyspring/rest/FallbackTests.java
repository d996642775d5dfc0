package io.github.ablyspring.rest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.transport.TransportException.Kind;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which hosts are asked when one does not answer.
 */
class FallbackTests {

	private static final String PRIMARY = "main.realtime.ably.net";

	private static final List<String> FALLBACKS = List.of("main.a.fallback.ably-realtime.com",
			"main.b.fallback.ably-realtime.com", "main.c.fallback.ably-realtime.com",
			"main.d.fallback.ably-realtime.com", "main.e.fallback.ably-realtime.com");

	private static final List<Long> TIME = List.of(1234567890000L);

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@Test
	@Uts("rest/unit/RSC15m/no-fallback-empty-hosts-0")
	void withoutFallbackHostsTheFirstFailureIsFinal() {
		this.http.queue(500, error(50000));
		AblyException error = timeFails(this.fixture.client(RestFixture.options().fallbackHosts(List.of())));
		assertThat(this.http.requests()).hasSize(1);
		assertThat(error.statusCode()).isEqualTo(500);
	}

	@Test
	@Uts("rest/unit/RSC15a/fallback-random-order-0")
	void fallbackHostsAreTriedInRandomOrder() {
		this.http.always(500, error(50000));
		Set<List<String>> orders = new HashSet<>();
		for (int i = 0; i < 50; i++) {
			this.http.reset();
			timeFails(this.fixture.client());
			List<String> hosts = hosts();
			assertThat(hosts).hasSize(4).doesNotHaveDuplicates();
			assertThat(hosts.get(0)).isEqualTo(PRIMARY);
			assertThat(FALLBACKS).containsAll(hosts.subList(1, 4));
			orders.add(hosts);
		}
		assertThat(orders).hasSizeGreaterThan(10);
	}

	@Test
	void everyFallbackHostIsTriedWhenTheLimitPermits() {
		this.http.always(500, error(50000));
		timeFails(this.fixture.client(RestFixture.options().httpMaxRetryCount(10)));
		assertThat(hosts().get(0)).isEqualTo(PRIMARY);
		assertThat(hosts().subList(1, 6)).containsExactlyInAnyOrderElementsOf(FALLBACKS);
	}

	@Test
	void noFurtherHostIsTriedOnceTheTimeForThatIsOver() {
		this.http.onRequest(PendingRequest::timeOut);
		timeFails(this.fixture.client(RestFixture.options()
			.httpRequestTimeout(Duration.ofSeconds(8))
			.httpMaxRetryDuration(Duration.ofSeconds(15))));
		assertThat(this.http.requests()).hasSize(2);
	}

	@Test
	void thePrimaryIsAskedTwiceWhereItIsNamedAsItsOwnFallback() {
		this.http.queue(500, error(50000)).queue(200, TIME);
		AblyRest ably = this.fixture
			.client(RestFixture.options().endpoint("ably.example.com").fallbackHosts(List.of("ably.example.com")));
		assertThat(this.fixture.await(ably.time())).isEqualTo(Instant.ofEpochMilli(TIME.get(0)));
		assertThat(hosts()).containsExactly("ably.example.com", "ably.example.com");
	}

	@Test
	void aPreferredFallbackThatFailsIsNotAskedAgainByTheSameRequest() {
		this.http.queue(500, error(50000)).queue(200, TIME);
		AblyRest ably = this.fixture.client();
		this.fixture.await(ably.time());
		String preferred = hosts().get(1);
		this.http.reset();
		this.http.always(500, error(50000));
		timeFails(ably);
		assertThat(hosts()).startsWith(preferred, PRIMARY).doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 501, 502, 503, 504, 400, 401, 404, 0 })
	@Uts("rest/unit/RSC15l/qualifying-errors-trigger-fallback-0")
	void serverErrorsAndTimeoutsLeadToAnotherHost(int status) {
		if (status == 0) {
			this.http.queueTimeout();
		}
		else {
			this.http.queue(status, error(status * 100));
		}
		this.http.queue(200, TIME);
		CompletableFuture<Instant> time = this.fixture
			.client(RestFixture.options().httpRequestTimeout(Duration.ofSeconds(1)))
			.time();
		if (status >= 400 && status < 500) {
			assertThat(this.fixture.awaitFailure(time).statusCode()).isEqualTo(status);
			assertThat(this.http.requests()).hasSize(1);
		}
		else {
			this.fixture.await(time);
			assertThat(hosts()).hasSize(2).doesNotHaveDuplicates();
		}
	}

	@Test
	@Uts("rest/unit/RSC15l4/cloudfront-error-triggers-fallback-0")
	void anErrorOfTheContentNetworkLeadsToAnotherHost() {
		this.http.queue(403, Map.of("error", "Forbidden"), Map.of("Server", "CloudFront"));
		this.http.queue(200, TIME);
		this.fixture.await(this.fixture.client().time());
		assertThat(hosts()).hasSize(2);
		assertThat(hosts().get(0)).isEqualTo(PRIMARY);
		assertThat(hosts().get(1)).isNotEqualTo(PRIMARY);
	}

	@Test
	@Uts("rest/unit/RSC15l/connection-refused-fallback-0")
	void aRefusedConnectionLeadsToAnotherHost() {
		this.http.onConnection((connection) -> {
			if (this.http.connections().size() == 1) {
				connection.refuse();
			}
			else {
				connection.succeed();
			}
		});
		answersFromTheSecondHost(this.fixture.client());
	}

	@Test
	@Uts("rest/unit/RSC15l/dns-error-fallback-1")
	void anUnknownHostLeadsToAnotherOne() {
		this.http.onConnection((connection) -> {
			if (this.http.connections().size() == 1) {
				connection.failDns();
			}
			else {
				connection.succeed();
			}
		});
		answersFromTheSecondHost(this.fixture.client());
	}

	@Test
	@Uts("rest/unit/RSC15l/connection-timeout-fallback-2")
	void aConnectionThatIsNotThereInTimeLeadsToAnotherHost() {
		this.http.onConnection((connection) -> {
			if (this.http.connections().size() == 1) {
				connection.timeOut();
			}
			else {
				connection.succeed();
			}
		});
		answersFromTheSecondHost(this.fixture.client(RestFixture.options().httpRequestTimeout(Duration.ofSeconds(1))));
	}

	@Test
	@Uts("rest/unit/RSC15l/request-timeout-fallback-3")
	void anAnswerThatIsNotThereInTimeLeadsToAnotherHost() {
		this.http.onRequest((request) -> {
			if (this.http.requests().size() == 1) {
				request.timeOut();
			}
			else {
				request.respond(200, TIME);
			}
		});
		AblyRest ably = this.fixture.client(RestFixture.options().httpRequestTimeout(Duration.ofSeconds(1)));
		assertThat(this.fixture.await(ably.time())).isNotNull();
		assertThat(hosts()).hasSize(2).doesNotHaveDuplicates();
		assertThat(this.http.connections().get(0).host()).isNotEqualTo(this.http.connections().get(1).host());
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 501, 502, 503, 504 })
	@Uts("rest/unit/RSC15l/http-5xx-triggers-fallback-4")
	void aServerErrorLeadsToAnotherHost(int status) {
		this.http.queue(status, error(status * 100)).queue(200, TIME);
		assertThat(this.fixture.await(this.fixture.client().time())).isNotNull();
		assertThat(this.http.requests()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 404 })
	@Uts("rest/unit/RSC15l/http-4xx-no-fallback-5")
	void anErrorOfTheRequestIsFinal(int status) {
		this.http.always(status, error(status * 100));
		assertThat(timeFails(this.fixture.client()).statusCode()).isEqualTo(status);
		assertThat(this.http.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(value = Kind.class, names = { "TLS", "OTHER" })
	void whatIsNoBetterElsewhereIsFinal(Kind kind) {
		this.http.onRequest((request) -> request.fail(kind));
		assertThat(timeFails(this.fixture.client()).code()).isEqualTo(80000);
		assertThat(this.http.requests()).hasSize(1);
	}

	@Test
	@Uts("rest/unit/RSC15j/host-header-matches-request-0")
	void theHostHeaderIsThatOfTheHostAsked() {
		this.http.queue(500, error(50000)).queue(200, TIME);
		this.fixture.await(this.fixture.client().time());
		PendingRequest first = this.http.request(0);
		PendingRequest second = this.http.request(1);
		assertThat(first.header("Host")).isEqualTo(first.host());
		assertThat(second.header("Host")).isEqualTo(second.host());
		assertThat(first.header("Host")).isNotEqualTo(second.header("Host"));
	}

	@Test
	@Uts("rest/unit/RSC15f/successful-fallback-cached-0")
	void aFallbackHostThatAnsweredIsAskedFirstNextTime() {
		this.http.queue(500, error(50000)).queue(200, TIME).queue(200, TIME);
		AblyRest ably = this.fixture.client(RestFixture.options().fallbackRetryTimeout(Duration.ofSeconds(60)));
		this.fixture.await(ably.time());
		this.fixture.await(ably.time());
		assertThat(hosts()).hasSize(3);
		assertThat(hosts().get(0)).isEqualTo(PRIMARY);
		assertThat(FALLBACKS).contains(hosts().get(1));
		assertThat(hosts().get(2)).isEqualTo(hosts().get(1));
	}

	@Test
	@Uts("rest/unit/RSC15f/cached-fallback-expires-1")
	void afterAWhileThePrimaryIsAskedAgain() {
		this.http.queue(500, error(50000)).queue(200, TIME).queue(200, TIME);
		AblyRest ably = this.fixture.client(RestFixture.options().fallbackRetryTimeout(Duration.ofMillis(100)));
		this.fixture.await(ably.time());
		this.fixture.loop.advance(150);
		this.fixture.await(ably.time());
		assertThat(hosts()).hasSize(3);
		assertThat(hosts().get(2)).isEqualTo(PRIMARY);
	}

	@Test
	@Uts("rest/unit/RSC15f/expired-not-resurrected-2")
	void aLateAnswerDoesNotBringBackAPreferenceThatHasExpired() {
		PendingRequest[] held = new PendingRequest[1];
		this.http.queue(500, error(50000))
			.queue(200, TIME)
			.queue((request) -> held[0] = request)
			.queue(200, TIME)
			.queue(200, TIME);
		AblyRest ably = this.fixture.client(RestFixture.options().fallbackRetryTimeout(Duration.ofMillis(100)));
		this.fixture.await(ably.time());
		CompletableFuture<Instant> late = ably.time();
		this.fixture.loop.advance(150);
		this.fixture.await(ably.time());
		held[0].respond(200, TIME);
		this.fixture.await(late);
		this.fixture.await(ably.time());
		List<String> hosts = hosts();
		assertThat(hosts).hasSize(5);
		assertThat(hosts.get(0)).isEqualTo(PRIMARY);
		assertThat(hosts.get(1)).isNotEqualTo(PRIMARY);
		assertThat(hosts.get(2)).isEqualTo(hosts.get(1));
		assertThat(hosts.get(3)).isEqualTo(PRIMARY);
		assertThat(hosts.get(4)).isEqualTo(PRIMARY);
	}

	@Test
	void aPreferredHostThatFailsIsForgottenAndThePrimaryComesNext() {
		this.http.queue(500, error(50000)).queue(200, TIME).queue(503, error(50300)).queue(200, TIME).queue(200, TIME);
		AblyRest ably = this.fixture.client();
		this.fixture.await(ably.time());
		this.fixture.await(ably.time());
		this.fixture.await(ably.time());
		List<String> hosts = hosts();
		assertThat(hosts.get(2)).isEqualTo(hosts.get(1));
		assertThat(hosts.subList(3, 5)).containsExactly(PRIMARY, PRIMARY);
	}

	private void answersFromTheSecondHost(AblyRest ably) {
		this.http.onRequest((request) -> request.respond(200, TIME));
		assertThat(this.fixture.await(ably.time())).isNotNull();
		assertThat(this.http.connections()).hasSize(2);
		assertThat(this.http.connections().get(1).host()).isNotEqualTo(PRIMARY);
	}

	private AblyException timeFails(AblyRest ably) {
		return this.fixture.awaitFailure(ably.time());
	}

	private List<String> hosts() {
		return this.http.requests().stream().map(PendingRequest::host).toList();
	}

	private static Map<String, Object> error(int code) {
		return Map.of("error", Map.of("code", code));
	}

}
