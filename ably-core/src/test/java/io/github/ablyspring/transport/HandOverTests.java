package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.testing.VirtualLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * How what the loop has for user code gets to the threads that run it.
 */
@Timeout(60)
class HandOverTests {

	private final VirtualLoop loop = new VirtualLoop();

	// What was given to the executor, and has not been run.
	private final Deque<Runnable> started = new ArrayDeque<>();

	private final HandOver handOver = new HandOver(this.started::add, this.loop);

	private final List<String> seen = new ArrayList<>();

	@Test
	void wakesOneThreadForAllOfATurn() {
		turn("a", "b", "c");
		assertThat(this.started).hasSize(1);
		this.started.remove().run();
		assertThat(this.seen).containsExactly("a", "b", "c");
	}

	@Test
	void handsOverWhenTheTurnEnds() {
		this.loop.execute(() -> {
			add("a");
			assertThat(this.started).isEmpty();
		});
		this.loop.runUntilIdle();
		assertThat(this.started).hasSize(1);
	}

	@Test
	void wakesNobodyWhileAThreadIsAtIt() {
		turn("a");
		this.loop.execute(() -> this.handOver.add(() -> {
			turn("c");
			assertThat(this.started).isEmpty();
		}));
		this.loop.execute(() -> add("b"));
		this.loop.runUntilIdle();
		this.started.remove().run();
		assertThat(this.seen).containsExactly("a", "b", "c");
		assertThat(this.started).isEmpty();
		turn("d");
		assertThat(this.started).hasSize(1);
	}

	@Test
	void oneMoreThreadHelpsWhenSomethingWaitsForLong() {
		this.loop.execute(() -> {
			this.handOver.add(() -> {
				this.loop.advance(Duration.ofMillis(20));
				assertThat(this.started).hasSize(1);
				this.started.remove().run();
				this.seen.add("blocked");
			});
			add("a");
			add("b");
		});
		this.loop.runUntilIdle();
		this.started.remove().run();
		assertThat(this.seen).containsExactly("a", "b", "blocked");
	}

	@Test
	void whatComesWhileAThreadIsHeldUpWaitsNoLongerThanWhatCameWithIt() {
		turn(() -> {
			turn("later");
			assertThat(this.started).isEmpty();
			this.loop.advance(Duration.ofMillis(20));
			this.started.remove().run();
			this.seen.add("blocked");
		});
		this.started.remove().run();
		assertThat(this.seen).containsExactly("later", "blocked");
	}

	@Test
	void whatComesWhenAThreadHasBeenHeldUpForLongDoesNotWait() {
		turn(() -> {
			this.loop.advance(Duration.ofMillis(1));
			turn("later");
			this.started.remove().run();
			this.seen.add("blocked");
		});
		this.started.remove().run();
		assertThat(this.seen).containsExactly("later", "blocked");
	}

	@Test
	void aThreadThatGetsOnHasAllTheTimeItNeeds() {
		for (int i = 0; i < 3; i++) {
			this.loop.execute(() -> this.handOver.add(() -> {
				this.loop.advance(Duration.ofNanos(600_000));
				turn("later");
				assertThat(this.started).isEmpty();
			}));
		}
		this.loop.runUntilIdle();
		this.started.remove().run();
		assertThat(this.seen).hasSize(3);
	}

	@Test
	void asksForNoMoreThreadsThanThereAre() {
		turn(() -> {
			turn("a", "b");
			this.loop.advance(Duration.ofSeconds(1));
			assertThat(this.started).hasSize(1);
		});
		this.started.remove().run();
		assertThat(this.seen).containsExactly("a", "b");
		this.started.remove().run();
		assertThat(this.started).isEmpty();
	}

	@Test
	void leavesNoTimerBehind() {
		turn("a", "b");
		this.started.remove().run();
		this.loop.advance(Duration.ofMillis(10));
		assertThat(this.loop.pendingTimers()).isZero();
		assertThat(this.started).isEmpty();
	}

	@Test
	void oneThingThatAThreadIsOnItsWayForIsNotWatched() {
		turn("a", "b");
		this.started.remove().run();
		turn("c");
		this.loop.advance(Duration.ofMillis(5));
		assertThat(this.loop.pendingTimers()).isZero();
		assertThat(this.started).hasSize(1);
		this.started.remove().run();
		assertThat(this.seen).containsExactly("a", "b", "c");
	}

	@Test
	void whatComesBehindWhatAThreadIsOnItsWayForIsWatched() {
		turn(() -> {
			this.loop.advance(Duration.ofMillis(10));
			this.started.remove().run();
			this.seen.add("blocked");
		});
		turn("later");
		assertThat(this.started).hasSize(1);
		this.started.remove().run();
		assertThat(this.seen).containsExactly("later", "blocked");
	}

	@Test
	void noTimerIsNeededForWhatIsHandledInTime() {
		HandOver handOver = new HandOver(this.loop.users(), this.loop);
		this.loop.execute(() -> {
			handOver.add(() -> this.seen.add("a"));
			handOver.add(() -> this.seen.add("b"));
		});
		this.loop.runUntilIdle();
		assertThat(this.seen).containsExactly("a", "b");
		assertThat(this.loop.pendingTimers()).isZero();
	}

	@Test
	void othersGetATurnInALongBurst() {
		String[] many = new String[1000];
		for (int i = 0; i < many.length; i++) {
			many[i] = "" + i;
		}
		turn(many);
		this.started.add(() -> this.seen.add("other"));
		while (!this.started.isEmpty()) {
			this.started.remove().run();
		}
		assertThat(this.seen).hasSize(1001);
		assertThat(this.seen.indexOf("other")).isLessThan(500);
	}

	@Test
	void aTaskThatThrowsTellsTheExecutorAndHarmsNoOther() {
		this.loop.execute(() -> {
			this.handOver.add(() -> {
				throw new IllegalStateException("expected by the test");
			});
			add("a");
		});
		this.loop.runUntilIdle();
		assertThatIllegalStateException().isThrownBy(() -> this.started.remove().run());
		this.started.remove().run();
		assertThat(this.seen).containsExactly("a");
		assertThat(this.started).isEmpty();
	}

	@Test
	void anExecutorThatRunsTasksAtOnceRunsThemAll() {
		HandOver direct = new HandOver(Runnable::run, this.loop);
		AtomicInteger count = new AtomicInteger();
		this.loop.execute(() -> {
			for (int i = 0; i < 10_000; i++) {
				direct.add(count::incrementAndGet);
			}
		});
		this.loop.runUntilIdle();
		assertThat(count).hasValue(10_000);
	}

	@Test
	void goesOnAfterTheExecutorHasFailed() {
		AtomicInteger failures = new AtomicInteger(1);
		HandOver handOver = new HandOver((task) -> {
			if (failures.getAndDecrement() > 0) {
				throw new OutOfMemoryError("expected by the test");
			}
			this.started.add(task);
		}, this.loop);
		this.loop.execute(() -> handOver.add(() -> this.seen.add("a")));
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(this.loop::runUntilIdle);
		this.loop.execute(() -> handOver.add(() -> this.seen.add("b")));
		this.loop.runUntilIdle();
		this.started.remove().run();
		assertThat(this.seen).containsExactly("a", "b");
	}

	@Test
	void goesOnAfterTheExecutorHasDiscardedAThread() {
		turn("a");
		this.started.clear();
		turn("b");
		assertThat(this.started).isEmpty();
		this.loop.advance(Duration.ofSeconds(2));
		turn("c");
		this.started.remove().run();
		assertThat(this.seen).containsExactly("a", "b", "c");
	}

	@Test
	void asksLessAndLessOftenForThreadsThatDoNotCome() {
		for (int i = 0; i < 25; i++) {
			turn("a" + i);
			this.loop.advance(Duration.ofSeconds(1));
		}
		assertThat(this.started).hasSize(4);
		this.started.remove().run();
		assertThat(this.seen).hasSize(25);
	}

	@Test
	void losesNothingBetweenThreads() throws Exception {
		int count = 200_000;
		CountDownLatch done = new CountDownLatch(count);
		EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		ExecutorService pool = Executors.newFixedThreadPool(3);
		try {
			NettySerialLoop loop = new NettySerialLoop(loops.next());
			HandOver handOver = new HandOver(pool, loop);
			for (int i = 0; i < count; i++) {
				loop.execute(() -> handOver.add(done::countDown));
			}
			assertThat(done.await(50, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
			pool.shutdownNow();
		}
	}

	@Test
	void aTaskMayWaitForOneThatCameWithIt() throws Exception {
		EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		ExecutorService pool = Executors.newFixedThreadPool(4);
		try {
			NettySerialLoop loop = new NettySerialLoop(loops.next());
			HandOver handOver = new HandOver(pool, loop);
			CompletableFuture<String> last = new CompletableFuture<>();
			CountDownLatch waiting = new CountDownLatch(3);
			loop.execute(() -> {
				for (int i = 0; i < 3; i++) {
					handOver.add(() -> {
						last.join();
						waiting.countDown();
					});
				}
				handOver.add(() -> last.complete("came"));
			});
			assertThat(waiting.await(50, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
			pool.shutdownNow();
		}
	}

	private void add(String name) {
		this.handOver.add(() -> this.seen.add(name));
	}

	private void turn(String... names) {
		this.loop.execute(() -> {
			for (String name : names) {
				add(name);
			}
		});
		this.loop.runUntilIdle();
	}

	private void turn(Runnable task) {
		this.loop.execute(() -> this.handOver.add(task));
		this.loop.runUntilIdle();
	}

}
