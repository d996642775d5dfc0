package io.github.ablyspring.realtime;

import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class WaitersTests {

	private static final ErrorInfo ERROR = ErrorInfo.of(50000, 500, "In vain");

	private final Waiters<String> waiters = new Waiters<>();

	@Test
	void areToldAllAndOnlyOnce() {
		CompletableFuture<String> one = waiting();
		CompletableFuture<String> two = waiting();
		this.waiters.complete("done");
		this.waiters.fail(() -> ERROR);
		assertThat(one).isCompletedWithValue("done");
		assertThat(two).isCompletedWithValue("done");
	}

	@Test
	void hearWhyTheyHaveWaitedInVain() {
		CompletableFuture<String> one = waiting();
		this.waiters.fail(() -> ERROR);
		assertThatException().isThrownBy(one::join)
			.withCauseInstanceOf(AblyException.class)
			.withMessageContaining("In vain");
	}

	@Test
	void needNoReasonWhenThereAreNone() {
		this.waiters.fail(() -> {
			throw new AssertionError("Nobody waits");
		});
		waiting();
		this.waiters.complete("done");
		this.waiters.fail(() -> {
			throw new AssertionError("Nobody waits any more");
		});
	}

	@Test
	void waitForTheNextTimeWhenTheyComeWhileOthersAreTold() {
		CompletableFuture<String> late = new CompletableFuture<>();
		waiting().thenRun(() -> this.waiters.add(late));
		this.waiters.complete("first");
		assertThat(late).isNotDone();
		this.waiters.complete("second");
		assertThat(late).isCompletedWithValue("second");
	}

	private CompletableFuture<String> waiting() {
		CompletableFuture<String> future = new CompletableFuture<>();
		this.waiters.add(future);
		return future;
	}

}
