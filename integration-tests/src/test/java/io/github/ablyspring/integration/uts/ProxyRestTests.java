package io.github.ablyspring.integration.uts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultHandle;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.integration.support.Await;
import io.github.ablyspring.integration.support.ManualTime;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.rest.RestChannel;
import io.github.ablyspring.testing.DeafPort;
import io.github.ablyspring.uts.Uts;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.support.Await.failureOf;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that go wrong on their way.
 */
@Timeout(300)
class ProxyRestTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	private final AtomicInteger tokens = new AtomicInteger();

	@Test
	@Uts("rest/proxy/RSC15l2/timeout-triggers-fallback-0")
	void timeoutIsTriedElsewhere() {
		FaultHandle delay = this.sandbox.faults()
			.add(FaultRule.when(Trigger.request("/time")).then(Fault.delay(Duration.ofHours(1))).once());
		Duration timeout = Duration.ofSeconds(2);
		ManualTime time = this.sandbox.manualTime();
		AblyRest client = this.sandbox.rest(time, (options) -> withFallback(options).httpRequestTimeout(timeout));
		CompletableFuture<Instant> told = client.time();
		Awaitility.await().atMost(Await.LIMIT).until(() -> delay.fired() == 1);
		time.advance(timeout);
		assertThat(await(told)).isNotNull();
		assertThat(requests("/time")).hasSizeGreaterThanOrEqualTo(2);
	}

	@Test
	@Uts("rest/proxy/RSC15l4/cloudfront-header-fallback-0")
	void refusalOfTheDeliveryNetworkIsTriedElsewhere() {
		firstTime(Fault.respond(403, error(40300, 403, "Forbidden")).headers(Map.of("Server", "CloudFront")));
		assertThat(await(this.sandbox.rest(this::withFallback).time())).isNotNull();
		assertThat(requests("/time")).hasSizeGreaterThanOrEqualTo(2);
		assertThat(statuses("/time").get(0)).isEqualTo(403);
	}

	@Test
	@Uts("rest/proxy/RSC15l/unreachable-endpoint-error-0")
	void unreachableServerIsAnError() {
		try (DeafPort port = new DeafPort()) {
			ErrorInfo error = failureOf(
					this.sandbox.rest((options) -> options.authCallback(tokens()).port(port.number())).time());
			assertThat(error.code()).isPositive();
			assertThat(error.statusCode()).isPositive();
		}
	}

	@Test
	@Uts("rest/proxy/RSC15l/connection-drop-fallback-1")
	void droppedRequestIsTriedElsewhere() {
		firstTime(Fault.disconnect());
		assertThat(await(this.sandbox.rest(this::withFallback).time())).isNotNull();
		assertThat(requests("/time")).hasSizeGreaterThanOrEqualTo(2);
	}

	@Test
	@Uts("rest/proxy/RSC15l/http-5xx-json-error-parsed-0")
	void errorOfTheServerIsRead() {
		firstTime(Fault.respond(503, error(50300, 503, "Service temporarily unavailable")));
		ErrorInfo error = failureOf(this.sandbox.rest((options) -> options.authCallback(tokens())).time());
		assertThat(error.code()).isEqualTo(50300);
		assertThat(error.statusCode()).isEqualTo(503);
		assertThat(error.message()).contains("Service temporarily unavailable");
	}

	@Test
	@Uts("rest/proxy/RSC15l/http-5xx-no-json-synthesized-1")
	void errorWithoutABodyIsMadeOfItsStatus() {
		firstTime(Fault.respond(503, Map.of()));
		ErrorInfo error = failureOf(this.sandbox.rest((options) -> options.authCallback(tokens())).time());
		assertThat(error.statusCode()).isEqualTo(503);
	}

	@Test
	@Uts("rest/proxy/RSC15l/http-4xx-not-retried-0")
	void refusalIsFinal() {
		firstTime(Fault.respond(403, error(40300, 403, "Forbidden")));
		ErrorInfo error = failureOf(this.sandbox.rest(this::withFallback).time());
		assertThat(error.code()).isEqualTo(40300);
		assertThat(error.statusCode()).isEqualTo(403);
		assertThat(requests("/time")).hasSize(1);
	}

	@Test
	@Uts("rest/proxy/RSL1k4/idempotent-retry-dedup-0")
	void publishThatSeemedToFailIsStoredOnce() {
		this.sandbox.faults()
			.add(FaultRule.when(Trigger.request("/channels/").method("POST"))
				.then(Fault.replaceResponse(503, error(50300, 503, "Service temporarily unavailable")))
				.once());
		RestChannel channel = this.sandbox.rest((options) -> withFallback(options).idempotentRestPublishing(true))
			.channels()
			.get(unique("idempotent"));
		await(channel.publish("test", "data"));
		assertThat(requests("/channels/").stream().filter("POST"::equals)).hasSizeGreaterThanOrEqualTo(2);
		assertThat(await(channel.history()).items())
			.filteredOn((message) -> "test".equals(message.name()) && "data".equals(message.data()))
			.hasSize(1);
	}

	@Test
	@Uts("realtime/proxy/RSC10/token-renewal-on-401-0")
	void expiredTokenIsRenewed() {
		firstOfChannels(Fault.respond(401, error(40142, 401, "Token expired")));
		RestChannel channel = this.sandbox.rest((options) -> options.authCallback(tokens()))
			.channels()
			.get(unique("renewal"));
		await(channel.publish("test-event", "hello"));
		assertThat(this.tokens).hasValueGreaterThanOrEqualTo(2);
		assertThat(requests("/channels/")).hasSizeGreaterThanOrEqualTo(2);
		List<Integer> statuses = statuses("/channels/");
		assertThat(statuses.get(0)).isEqualTo(401);
		assertThat(statuses.get(1)).isIn(200, 201);
	}

	@Test
	@Uts("realtime/proxy/RSC15m/http-503-no-fallback-0")
	void withoutFallbacksTheErrorIsFinal() {
		firstOfChannels(Fault.respond(503, error(50300, 503, "Service temporarily unavailable")));
		RestChannel channel = this.sandbox.rest((options) -> options.authCallback(tokens()))
			.channels()
			.get(unique("unavailable"));
		ErrorInfo error = failureOf(channel.publish("test-event", "hello"));
		assertThat(error.code()).isEqualTo(50300);
		assertThat(error.statusCode()).isEqualTo(503);
		assertThat(requests("/channels/")).hasSize(1);
	}

	@Test
	@Uts("realtime/proxy/RTL6/publish-history-through-proxy-0")
	void nothingGoesWrong() {
		String name = unique("golden");
		AblyRealtime realtime = this.sandbox.connected((options) -> options.authCallback(jwts()));
		RealtimeChannel channel = realtime.channels().get(name);
		await(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		await(channel.publish("test-msg", "hello world"));
		List<Message> history = await(
				this.sandbox.rest((options) -> options.authCallback(jwts())).channels().get(name).history())
			.items();
		assertThat(history).anySatisfy((message) -> {
			assertThat(message.name()).isEqualTo("test-msg");
			assertThat(message.data()).isEqualTo("hello world");
		});
		assertThat(this.sandbox.faults().traffic().connects()).isNotEmpty();
		assertThat(this.sandbox.faults().traffic().requests()).isNotEmpty();
	}

	private void firstTime(Fault fault) {
		this.sandbox.faults().add(FaultRule.when(Trigger.request("/time")).then(fault).once());
	}

	private void firstOfChannels(Fault fault) {
		this.sandbox.faults().add(FaultRule.when(Trigger.request("/channels/")).then(fault).once());
	}

	private static Map<String, Object> error(int code, int status, String message) {
		return Map.of("error", Map.of("code", code, "statusCode", status, "message", message));
	}

	private List<String> requests(String path) {
		return this.sandbox.faults().traffic().requests(path).stream().map((request) -> request.method()).toList();
	}

	private List<Integer> statuses(String path) {
		return this.sandbox.faults()
			.traffic()
			.responses()
			.stream()
			.filter((response) -> response.path().contains(path))
			.map((response) -> response.status())
			.toList();
	}

	// primary and fallback are two names of one server, of which only the first request
	// suffers
	private ClientOptionsBuilder withFallback(ClientOptionsBuilder options) {
		return options.authCallback(tokens()).fallbackHosts(List.of("localhost"));
	}

	private AuthCallback tokens() {
		return (params) -> {
			this.tokens.incrementAndGet();
			return this.sandbox.rest().auth().requestToken();
		};
	}

	private AuthCallback jwts() {
		return (params) -> CompletableFuture.completedFuture(Jwt.of(this.sandbox.key()).token());
	}

}
