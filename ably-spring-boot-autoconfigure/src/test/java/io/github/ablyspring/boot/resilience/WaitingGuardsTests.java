package io.github.ablyspring.boot.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestRequest;
import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for the guards that wait: what they do when nobody waits for the request any
 * more, and when nothing can wait any more. Time stands still but for what a test says.
 */
class WaitingGuardsTests {

	private static final Duration LONG = Duration.ofHours(1);

	private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

	private final List<CompletableFuture<RestResponse>> sent = new ArrayList<>();

	private final RestInterceptor retry = new RetryGuard(RetryRegistry.ofDefaults(),
			(client) -> RetryConfig.custom().maxAttempts(3).waitDuration(LONG).build(), () -> this.scheduler)
		.forClient("any");

	private final RestInterceptor rateLimiter = new RateLimiterGuard(RateLimiterRegistry.ofDefaults(),
			(client) -> RateLimiterConfig.custom()
				.limitForPeriod(1)
				.limitRefreshPeriod(LONG)
				.timeoutDuration(LONG.multipliedBy(2))
				.build(),
			() -> this.scheduler)
		.forClient("any");

	private final RestInterceptor timeLimiter = new TimeLimiterGuard(TimeLimiterRegistry.ofDefaults(),
			(client) -> TimeLimiterConfig.custom().timeoutDuration(LONG).build(), () -> this.scheduler)
		.forClient("any");

	@BeforeEach
	void keepNothingThatIsCancelled() {
		this.scheduler.setRemoveOnCancelPolicy(true);
	}

	@AfterEach
	void stop() {
		this.scheduler.shutdownNow();
	}

	@Test
	void aRequestThatIsCancelledBetweenAttemptsIsNotTriedAgain() {
		CompletableFuture<RestResponse> call = send(this.retry);
		this.sent.get(0).completeExceptionally(fault());
		Runnable another = planned();
		call.cancel(false);
		assertThat(this.scheduler.getQueue()).isEmpty();
		another.run();
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void aRequestThatIsCancelledDuringAnAttemptIsCancelledOnTheWay() {
		CompletableFuture<RestResponse> call = send(this.retry);
		this.sent.get(0).completeExceptionally(fault());
		runPlanned();
		call.cancel(false);
		assertThat(this.sent.get(1)).isCancelled();
		assertThat(this.scheduler.getQueue()).isEmpty();
	}

	@Test
	void aRequestEndsAsItsAttemptDidWhenTheApplicationStopsBeforeAnother() {
		CompletableFuture<RestResponse> call = send(this.retry);
		this.scheduler.shutdownNow();
		AblyException fault = fault();
		this.sent.get(0).completeExceptionally(fault);
		assertThat(failure(call)).isSameAs(fault);
	}

	@Test
	void aRequestThatIsCancelledWhileItWaitsForItsPermitIsNotSent() {
		send(this.rateLimiter);
		CompletableFuture<RestResponse> waiting = send(this.rateLimiter);
		Runnable permitted = planned();
		assertThat(this.sent).hasSize(1);
		waiting.cancel(false);
		assertThat(this.scheduler.getQueue()).isEmpty();
		permitted.run();
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void aRequestThatIsCancelledAfterItsPermitIsCancelledOnTheWay() {
		send(this.rateLimiter);
		CompletableFuture<RestResponse> waiting = send(this.rateLimiter);
		runPlanned();
		waiting.cancel(false);
		assertThat(this.sent.get(1)).isCancelled();
	}

	@Test
	void aRequestFailsThatWouldHaveToWaitForItsPermitWhileTheApplicationStops() {
		send(this.rateLimiter);
		this.scheduler.shutdownNow();
		assertThat(failure(send(this.rateLimiter)).code()).isEqualTo(ErrorCodes.CONNECTION_CLOSED);
		assertThat(this.sent).hasSize(1);
	}

	@Test
	void aRequestThatTakesTooLongIsCancelled() {
		CompletableFuture<RestResponse> call = send(this.timeLimiter);
		runPlanned();
		assertThat(failure(call).code()).isEqualTo(AblyRestErrorCodes.TIME_LIMIT_EXCEEDED);
		assertThat(this.sent.get(0)).isCancelled();
	}

	@Test
	void aRequestThatIsCancelledNeedsNoLimitAnyMore() {
		CompletableFuture<RestResponse> call = send(this.timeLimiter);
		call.cancel(false);
		assertThat(this.sent.get(0)).isCancelled();
		assertThat(this.scheduler.getQueue()).isEmpty();
	}

	@Test
	void aRequestIsNotSentWhenNothingCanKeepItsTime() {
		this.scheduler.shutdownNow();
		assertThat(failure(send(this.timeLimiter)).code()).isEqualTo(ErrorCodes.CONNECTION_CLOSED);
		assertThat(this.sent).isEmpty();
	}

	private CompletableFuture<RestResponse> send(RestInterceptor guard) {
		return guard.around(RestRequest.get("/time").build(), () -> {
			CompletableFuture<RestResponse> answer = new CompletableFuture<>();
			this.sent.add(answer);
			return answer;
		});
	}

	private Runnable planned() {
		assertThat(this.scheduler.getQueue()).hasSize(1);
		return this.scheduler.getQueue().element();
	}

	private void runPlanned() {
		Runnable task = planned();
		this.scheduler.getQueue().remove(task);
		task.run();
	}

	private static AblyException fault() {
		return AblyException.of(50300, 503, "expected by the test");
	}

	private static AblyException failure(CompletableFuture<?> future) {
		assertThat(future).isDone();
		CompletionException failure = catchThrowableOfType(CompletionException.class, future::join);
		assertThat(failure).cause().isInstanceOf(AblyException.class);
		return (AblyException) failure.getCause();
	}

}
