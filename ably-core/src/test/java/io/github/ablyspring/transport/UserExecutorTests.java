package io.github.ablyspring.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.ablyspring.testing.VirtualLoop;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * User code runs, whatever the executor does.
 */
@Timeout(60)
class UserExecutorTests {

	private final VirtualLoop loop = new VirtualLoop();

	@ParameterizedTest
	@MethodSource("failures")
	void whatTheExecutorDoesNotTakeRunsElsewhere(Supplier<? extends Throwable> failure) throws Exception {
		UserExecutor executor = new UserExecutor(failing(failure), this.loop);
		CountDownLatch done = new CountDownLatch(3);
		this.loop.execute(() -> executor.execute(done::countDown));
		this.loop.runUntilIdle();
		this.loop.execute(() -> executor.execute(done::countDown));
		this.loop.runUntilIdle();
		executor.execute(done::countDown);
		assertThat(done.await(50, TimeUnit.SECONDS)).isTrue();
	}

	static Stream<Named<Supplier<? extends Throwable>>> failures() {
		return Stream.of(Named.of("refuses", () -> new RejectedExecutionException("expected by the test")),
				Named.of("is not ready", () -> new IllegalStateException("expected by the test")),
				Named.of("has no threads", () -> new OutOfMemoryError("expected by the test")));
	}

	@Test
	void whatFailsOnAnExecutorThatRunsItAtOnceIsNotRunOnceMore() {
		UserExecutor executor = new UserExecutor(Runnable::run, this.loop);
		AtomicInteger runs = new AtomicInteger();
		assertThatIllegalStateException().isThrownBy(() -> executor.execute(() -> {
			runs.incrementAndGet();
			throw new IllegalStateException("expected by the test");
		}));
		assertThat(runs).hasValue(1);
	}

	@Test
	void whatIsDecidedCannotBeCancelledOnItsWayToTheUser() {
		assertThatWhatIsDecidedStays((future) -> {
			assertThat(future.cancel(false)).isFalse();
			assertThat(future).isNotCancelled();
		});
	}

	@Test
	void whatIsDecidedCannotBeCompletedOtherwiseOnItsWayToTheUser() {
		assertThatWhatIsDecidedStays((future) -> {
			assertThat(future.complete("other")).isFalse();
			assertThat(future.completeExceptionally(new IllegalStateException("expected by the test"))).isFalse();
		});
	}

	private void assertThatWhatIsDecidedStays(Consumer<CompletableFuture<String>> user) {
		List<Runnable> tasks = new ArrayList<>();
		UserExecutor executor = new UserExecutor(tasks::add, this.loop);
		CompletableFuture<String> engine = new CompletableFuture<>();
		CompletableFuture<String> future = executor.handOver(engine);
		List<String> told = new ArrayList<>();
		future.whenComplete((result, failure) -> told.add(result + " " + failure));
		engine.complete("result");
		user.accept(future);
		assertThat(future.join()).isEqualTo("result");
		tasks.forEach(Runnable::run);
		assertThat(told).containsExactly("result null");
	}

	@Test
	void whatTheUserHasEndedStays() {
		UserExecutor executor = new UserExecutor(Runnable::run, this.loop);
		CompletableFuture<String> engine = new CompletableFuture<>();
		CompletableFuture<String> cancelled = executor.handOver(engine);
		CompletableFuture<String> completed = executor.handOver(engine);
		assertThat(cancelled.cancel(false)).isTrue();
		assertThat(cancelled.cancel(false)).isTrue();
		assertThat(completed.complete("mine")).isTrue();
		engine.complete("result");
		assertThat(cancelled).isCancelled();
		assertThat(completed).isCompletedWithValue("mine");
	}

	@Test
	void whoeverKeepsWhatWaitsCanSeeThatItsUserHasGivenUp() {
		UserExecutor executor = new UserExecutor(Runnable::run, this.loop);
		List<Consumer<CompletableFuture<String>>> ways = List.of((future) -> future.cancel(false),
				(future) -> future.complete("mine"),
				(future) -> future.completeExceptionally(new TimeoutException("expected by the test")));
		for (Consumer<CompletableFuture<String>> way : ways) {
			CompletableFuture<String> waiting = new CompletableFuture<>();
			way.accept(executor.waitFor(waiting));
			assertThat(waiting).isCancelled();
		}
		CompletableFuture<String> waiting = new CompletableFuture<>();
		CompletableFuture<String> future = executor.waitFor(waiting);
		waiting.complete("result");
		assertThat(future).isCompletedWithValue("result");
	}

	private static Executor failing(Supplier<? extends Throwable> failure) {
		return (task) -> {
			Throwable thrown = failure.get();
			if (thrown instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) thrown;
		};
	}

}
