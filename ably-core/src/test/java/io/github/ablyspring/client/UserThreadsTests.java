package io.github.ablyspring.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The threads that user code runs on unless it brings its own.
 */
@Timeout(120)
class UserThreadsTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	@Test
	void runsTasksOnThreadsThatKeepNoProcessAlive() {
		Thread thread = CompletableFuture.supplyAsync(Thread::currentThread, new UserThreads("user-of-test-", 1, LONG))
			.join();
		assertThat(thread.getName()).isEqualTo("user-of-test-0");
		assertThat(thread.isDaemon()).isTrue();
	}

	@Test
	void hasAsManyThreadsAsAreAskedFor() throws Exception {
		UserThreads threads = new UserThreads("user-of-test-", 3, LONG);
		CyclicBarrier together = new CyclicBarrier(4);
		CountDownLatch met = new CountDownLatch(3);
		for (int i = 0; i < 3; i++) {
			threads.execute(() -> {
				meet(together);
				met.countDown();
			});
		}
		meet(together);
		assertThat(met.await(60, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void keepsTheOrderOfWhatHasToWait() {
		UserThreads threads = new UserThreads("user-of-test-", 1, LONG);
		CountDownLatch go = new CountDownLatch(1);
		List<Integer> seen = new ArrayList<>();
		Set<Thread> used = ConcurrentHashMap.newKeySet();
		threads.execute(() -> await(go));
		for (int i = 0; i < 1000; i++) {
			int number = i;
			threads.execute(() -> {
				seen.add(number);
				used.add(Thread.currentThread());
			});
		}
		CompletableFuture<Void> last = CompletableFuture.runAsync(() -> {
		}, threads);
		go.countDown();
		last.join();
		assertThat(seen).hasSize(1000).isSorted();
		assertThat(used).hasSize(1);
	}

	@Test
	void aTaskThatThrowsIsReportedAndHarmsNoOther() {
		UserThreads threads = new UserThreads("user-of-test-", 1, LONG);
		CompletableFuture<Throwable> reported = new CompletableFuture<>();
		RuntimeException failure = new IllegalStateException("expected by the test");
		threads.execute(() -> {
			Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> reported.complete(ex));
			throw failure;
		});
		Thread next = CompletableFuture.supplyAsync(Thread::currentThread, threads).join();
		assertThat(reported.join()).isSameAs(failure);
		assertThat(next.getName()).isEqualTo("user-of-test-0");
	}

	@Test
	void aReportThatFailsCostsNoThread() {
		UserThreads threads = new UserThreads("user-of-test-", 1, LONG);
		threads.execute(() -> {
			Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> {
				throw new IllegalStateException("expected by the test");
			});
			throw new IllegalStateException("expected by the test");
		});
		assertThat(CompletableFuture.supplyAsync(() -> "goes on", threads).join()).isEqualTo("goes on");
	}

	@Test
	void anInterruptEndsWithTheTaskItWasMeantFor() {
		UserThreads threads = new UserThreads("user-of-test-", 1, LONG);
		threads.execute(() -> Thread.currentThread().interrupt());
		assertThat(CompletableFuture.supplyAsync(() -> Thread.currentThread().isInterrupted(), threads).join())
			.isFalse();
	}

	@Test
	void threadsSeeTheClassesOfTheApplicationAndNothingOfWhoBroughtTheFirstTask() throws Exception {
		InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
		UserThreads threads = new UserThreads("user-of-test-", 1, LONG);
		CompletableFuture<ClassLoader> classes = new CompletableFuture<>();
		CompletableFuture<Boolean> inherited = new CompletableFuture<>();
		Thread stranger = new Thread(() -> {
			user.set("somebody");
			threads.execute(() -> {
				inherited.complete(user.get() != null);
				classes.complete(Thread.currentThread().getContextClassLoader());
			});
		});
		stranger.setContextClassLoader(null);
		stranger.start();
		stranger.join();
		assertThat(inherited.join()).isFalse();
		assertThat(classes.join()).isSameAs(Thread.currentThread().getContextClassLoader());
	}

	@Test
	void aThreadWithoutWorkGoesAndAnotherComes() throws Exception {
		UserThreads threads = new UserThreads("user-of-test-", 1, Duration.ofNanos(1));
		CompletableFuture.supplyAsync(Thread::currentThread, threads).join().join();
		assertThat(CompletableFuture.supplyAsync(Thread::currentThread, threads).join().getName())
			.isEqualTo("user-of-test-1");
	}

	@Test
	void losesNothingWhenThreadsComeAndGo() throws Exception {
		UserThreads threads = new UserThreads("user-of-test-", 2, Duration.ofNanos(1));
		int count = 5_000;
		CountDownLatch done = new CountDownLatch(3 * count);
		for (int i = 0; i < 3; i++) {
			new Thread(() -> {
				for (int task = 0; task < count; task++) {
					threads.execute(done::countDown);
				}
			}).start();
		}
		assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
	}

	private static void meet(CyclicBarrier together) {
		try {
			together.await(60, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
