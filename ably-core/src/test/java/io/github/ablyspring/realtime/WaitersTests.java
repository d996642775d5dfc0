package io.github.ablyspring.realtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
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

	@Test
	void areForgottenWhenTheyHaveGivenUp() {
		List<WeakReference<CompletableFuture<String>>> gone = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			CompletableFuture<String> future = waiting();
			future.cancel(false);
			gone.add(new WeakReference<>(future));
		}
		CompletableFuture<String> stays = waiting();
		for (int i = 0; i < 1000 && count(gone) > 40; i++) {
			System.gc();
			Thread.onSpinWait();
		}
		assertThat(count(gone)).isLessThan(40);
		this.waiters.complete("done");
		assertThat(stays).isCompletedWithValue("done");
	}

	private static long count(List<WeakReference<CompletableFuture<String>>> references) {
		return references.stream().filter((reference) -> reference.get() != null).count();
	}

	private CompletableFuture<String> waiting() {
		CompletableFuture<String> future = new CompletableFuture<>();
		this.waiters.add(future);
		return future;
	}

}
