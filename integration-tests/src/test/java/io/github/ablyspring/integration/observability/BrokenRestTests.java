package io.github.ablyspring.integration.observability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.github.ablyspring.boot.resilience.AblyResilienceCustomizer;
import io.github.ablyspring.boot.resilience.AblyRestErrorCodes;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultHandle;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * An application whose REST service breaks and is mended: what its circuit breaker does,
 * and what one sees of it over HTTP.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "management.endpoints.web.exposure.include=health,metrics,ably",
				"management.endpoint.health.show-details=always", "management.endpoint.health.probes.enabled=true",
				"management.endpoint.metrics.access=unrestricted",
				"ably.resilience.circuit-breaker.sliding-window-size=4",
				"ably.resilience.circuit-breaker.minimum-number-of-calls=4",
				"ably.resilience.circuit-breaker.permitted-number-of-calls-in-half-open-state=1",
				"ably.resilience.circuit-breaker.wait-duration-in-open-state=1h",
				"ably.resilience.circuit-breaker.automatic-transition-from-open-to-half-open=false",
				"ably.timeouts.http-open=1m", "ably.timeouts.http-request=1m", "ably.timeouts.http-max-retry=1m",
				"ably.timeouts.realtime-request=1m" })
@DirtiesContext
class BrokenRestTests {

	private static final Duration WAIT = Duration.ofHours(1).plusSeconds(1);

	@LocalServerPort
	private int port;

	@Autowired
	private AblyRest rest;

	@Autowired
	private AblyRealtime realtime;

	@Autowired
	private AblyEmulator emulator;

	@Autowired
	private ClientOptions options;

	@Autowired
	private BreakerClock clock;

	private WebClient actuator;

	@BeforeEach
	void connect() throws Exception {
		this.actuator = WebClient.create("http://localhost:" + this.port + "/actuator");
		get(this.realtime.connection().whenState(ConnectionState.CONNECTED));
	}

	@AfterEach
	void mend() {
		this.emulator.faults().clear();
	}

	@Test
	void theCircuitOpensHealthTellsAndAllRecovers() throws Exception {
		get(publish());
		assertThat(health()).containsEntry("status", "UP");
		assertThat(circuit()).isEqualTo("CLOSED");

		FaultHandle broken = this.emulator.faults()
			.add(FaultRule.when(Trigger.request("/channels/")).then(Fault.respond(503, Map.of())));
		// with the one above that went well these are three of four
		for (int i = 0; i < 3; i++) {
			assertThat(failure(publish()).code()).isEqualTo(50300);
		}
		int asked = broken.fired();

		AblyException open = failure(publish());
		assertThat(open.code()).isEqualTo(AblyRestErrorCodes.CIRCUIT_OPEN);
		assertThat(broken.fired()).isEqualTo(asked);
		assertThat(circuit()).isEqualTo("OPEN");
		assertThat(health()).containsEntry("status", "DOWN");
		assertThat(metric("ably.rest.circuit.state", "state:open")).isEqualTo(1);
		assertThat(status("/health/liveness")).isEqualTo(200);
		assertThat(metric("ably.rest.requests", "outcome:circuit_open")).isPositive();
		assertThat(metric("ably.rest.attempts", "outcome:server_error")).isGreaterThanOrEqualTo(3);

		get(this.realtime.channels().get("orders").publish("created", "over the connection"));

		// a probe that fails opens it again
		this.clock.advance(WAIT);
		assertThat(failure(publish()).code()).isEqualTo(50300);
		assertThat(failure(publish()).code()).isEqualTo(AblyRestErrorCodes.CIRCUIT_OPEN);

		broken.remove();
		this.clock.advance(WAIT);
		get(publish());
		assertThat(circuit()).isEqualTo("CLOSED");
		assertThat(health()).containsEntry("status", "UP");
		assertThat(status("/health")).isEqualTo(200);
	}

	@Test
	void theEndpointShowsTheApplicationWithoutItsSecrets() throws Exception {
		get(this.realtime.channels().get("orders").attach());
		String shown = text("/ably");
		assertThat(shown).contains("\"state\":\"CONNECTED\"", "\"name\":\"orders\"", "\"state\":\"ATTACHED\"")
			.doesNotContain(String.valueOf(this.options.key()).split(":")[1])
			.doesNotContain(String.valueOf(this.realtime.connection().key()));
		assertThat(text("/health")).contains("restCircuit")
			.doesNotContain(String.valueOf(this.options.key()).split(":")[1]);
		assertThat(status("/ably/default")).isEqualTo(200);
		assertThat(status("/ably/nobody")).isEqualTo(404);
	}

	private CompletableFuture<?> publish() {
		return this.rest.channels().get("orders").publish("created", "42");
	}

	private Map<String, Object> health() {
		return json("/health/ably");
	}

	private Object circuit() {
		return ((Map<?, ?>) health().get("details")).get("restCircuit");
	}

	private double metric(String name, String tag) {
		List<?> measurements = (List<?>) json("/metrics/" + name + "?tag=" + tag).get("measurements");
		return ((Number) ((Map<?, ?>) measurements.get(0)).get("value")).doubleValue();
	}

	@SuppressWarnings("unchecked")
	private Map<String, Object> json(String path) {
		return this.actuator.get().uri(path).exchangeToMono((response) -> response.bodyToMono(Map.class)).block();
	}

	private String text(String path) {
		return this.actuator.get().uri(path).exchangeToMono((response) -> response.bodyToMono(String.class)).block();
	}

	private int status(String path) {
		return this.actuator.get()
			.uri(path)
			.exchangeToMono((response) -> response.releaseBody().thenReturn(response.statusCode()))
			.map(HttpStatusCode::value)
			.block();
	}

	private static <T> T get(CompletableFuture<T> future) throws Exception {
		return future.get(60, TimeUnit.SECONDS);
	}

	private static AblyException failure(CompletableFuture<?> future) {
		ExecutionException failure = catchThrowableOfType(ExecutionException.class,
				() -> future.get(60, TimeUnit.SECONDS));
		assertThat(failure).cause().isInstanceOf(AblyException.class);
		return (AblyException) failure.getCause();
	}

	@SpringBootApplication
	static class Application {

		@Bean
		BreakerClock clock() {
			return new BreakerClock();
		}

		@Bean
		AblyResilienceCustomizer<CircuitBreakerConfig.Builder> timekeeper(BreakerClock clock) {
			return (client, circuitBreaker) -> circuitBreaker.clock(clock);
		}

	}

	/** Stands still unless it is moved: the circuit does not mend itself meanwhile. */
	static final class BreakerClock extends Clock {

		private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

		void advance(Duration time) {
			this.now.updateAndGet((instant) -> instant.plus(time));
		}

		@Override
		public Instant instant() {
			return this.now.get();
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
