package io.github.ablyspring.boot.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestRequest;
import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the guards that count: whoever hears of the end of a request finds it
 * counted.
 */
class AccountingGuardsTests {

	private final List<CompletableFuture<RestResponse>> sent = new ArrayList<>();

	private final BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();

	private final CircuitBreakerGuard circuit = new CircuitBreakerGuard(CircuitBreakerRegistry::ofDefaults,
			(client) -> CircuitBreakerConfig.custom().slidingWindowSize(1).minimumNumberOfCalls(1).build(), false);

	private final RestInterceptor circuitBreaker = this.circuit.forClient("any");

	private final RestInterceptor bulkhead = new BulkheadGuard(this.bulkheads,
			(client) -> BulkheadConfig.custom().maxConcurrentCalls(1).build())
		.forClient("any");

	@Test
	void whoeverHearsOfTheLastFaultFindsTheCircuitOpen() {
		List<String> states = new ArrayList<>();
		send(this.circuitBreaker).whenComplete((response, failure) -> states.add(this.circuit.state("any")));
		this.sent.get(0).completeExceptionally(AblyException.of(50300, 503, "expected by the test"));
		assertThat(states).containsExactly("OPEN");
	}

	@Test
	void whoeverHearsOfAnAnswerFindsRoomInTheBulkhead() {
		List<CompletableFuture<RestResponse>> next = new ArrayList<>();
		send(this.bulkhead).whenComplete((response, failure) -> next.add(send(this.bulkhead)));
		this.sent.get(0).completeExceptionally(AblyException.of(50300, 503, "expected by the test"));
		assertThat(this.sent).hasSize(2);
		assertThat(next).noneMatch(CompletableFuture::isDone);
	}

	@Test
	void aRequestThatIsCancelledIsCancelledOnTheWayAndCountsForNothing() {
		send(this.circuitBreaker).cancel(false);
		assertThat(this.sent.get(0)).isCancelled();
		assertThat(this.circuit.state("any")).isEqualTo("CLOSED");
		send(this.bulkhead).cancel(false);
		send(this.bulkhead);
		assertThat(this.sent).hasSize(3);
	}

	private CompletableFuture<RestResponse> send(RestInterceptor guard) {
		return guard.around(RestRequest.get("/time").build(), () -> {
			CompletableFuture<RestResponse> answer = new CompletableFuture<>();
			this.sent.add(answer);
			return answer;
		});
	}

}
