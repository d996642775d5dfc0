package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.testing.VirtualLoop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxTests {

	private final VirtualLoop executor = new VirtualLoop();

	private final Recorder recorder = new Recorder();

	private final Mailbox mailbox = new Mailbox(this.executor, this.recorder);

	@Test
	void handlesEntriesInTheOrderInWhichTheyCame() {
		this.mailbox.add(frame("a"));
		this.mailbox.add(this.recorder.delivery("b"));
		this.mailbox.add(frame("c"));
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).containsExactly("a", "b", "c");
		assertThat(this.mailbox.pending()).isZero();
	}

	@Test
	void aBurstCostsOneHandOver() {
		AtomicInteger handOvers = new AtomicInteger();
		List<Runnable> tasks = new ArrayList<>();
		Mailbox mailbox = new Mailbox(task -> {
			handOvers.incrementAndGet();
			tasks.add(task);
		}, this.recorder);
		for (int i = 0; i < 500; i++) {
			mailbox.add(frame("m" + i));
		}
		tasks.remove(0).run();
		assertThat(handOvers).hasValue(1);
		assertThat(this.recorder.seen).hasSize(500);
	}

	@Test
	void givesOtherTasksTheirTurnInALongBurst() {
		for (int i = 0; i < 3000; i++) {
			this.mailbox.add(frame("m" + i));
		}
		this.executor.execute(() -> this.recorder.seen.add("other"));
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).hasSize(3001);
		assertThat(this.recorder.seen.indexOf("other")).isLessThan(2000);
	}

	@Test
	void anEntryThatThrowsDoesNotHoldUpTheNext() {
		this.mailbox.add((Delivery) () -> {
			throw new IllegalStateException("expected by the test");
		});
		this.mailbox.add(frame("next"));
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).containsExactly("next");
	}

	@Test
	void dropsNothingThatHasNoWeight() {
		this.mailbox.add(new Weightless(() -> this.recorder.seen.add("a")));
		this.mailbox.add(this.recorder.delivery("b"));
		this.mailbox.add(new Weightless(() -> this.recorder.seen.add("c")));
		assertThat(this.mailbox.dropOldest(true)).isTrue();
		assertThat(this.mailbox.dropOldest(true)).isFalse();
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).containsExactly("missed 1", "a", "c");
	}

	private record Weightless(Runnable task) implements Delivery {

		@Override
		public void deliver() {
			this.task.run();
		}

		@Override
		public int weight() {
			return 0;
		}

	}

	@Test
	void waitsWhileSuspendedAndGoesOnWithTheSameEntry() {
		this.recorder.refuse = true;
		this.mailbox.add(frame("a"));
		this.mailbox.add(frame("b"));
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).isEmpty();
		assertThat(this.mailbox.pending()).isEqualTo(2);
		this.recorder.refuse = false;
		this.mailbox.resume();
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).containsExactly("a", "b");
	}

	@Test
	void aResumeThatComesBeforeTheSuspensionIsNotLost() {
		this.recorder.onRefused = () -> {
			this.recorder.refuse = false;
			this.mailbox.resume();
		};
		this.recorder.refuse = true;
		this.mailbox.add(frame("a"));
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).containsExactly("a");
	}

	@Test
	void dropsTheOldestFrameAndTellsOfTheGapInItsPlace() {
		this.mailbox.add(frame("a", "b"));
		this.mailbox.add(this.recorder.delivery("state"));
		this.mailbox.add(frame("c"));
		assertThat(this.mailbox.dropOldest(false)).isTrue();
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).containsExactly("missed 2", "state", "c");
		assertThat(this.mailbox.dropped()).isEqualTo(2);
		assertThat(this.mailbox.pending()).isZero();
	}

	@Test
	void aFrameThatWaitsAloneCanBeDropped() {
		this.mailbox.add(frame("a", "b"));
		assertThat(this.mailbox.dropOldest(false)).isTrue();
		assertThat(this.mailbox.dropOldest(true)).isFalse();
		this.mailbox.add(frame("c"));
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).containsExactly("missed 2", "c");
		assertThat(this.mailbox.pending()).isZero();
	}

	@Test
	void whatComesMeanwhileWaitsForAFrameThatWasTakenAlone() {
		this.recorder.refuse = true;
		this.mailbox.add(frame("a"));
		this.executor.runUntilIdle();
		this.mailbox.add(frame("b"));
		this.mailbox.add(frame("c"));
		assertThat(this.mailbox.pending()).isEqualTo(3);
		this.recorder.refuse = false;
		this.mailbox.resume();
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).containsExactly("a", "b", "c");
	}

	@Test
	void keepsOrderWhetherFramesComeAloneOrTogether() {
		List<String> sent = new ArrayList<>();
		for (int burst : new int[] { 1, 1, 2, 1, 16, 1, 17, 1, 100, 1, 1, 65, 64, 1 }) {
			for (int i = 0; i < burst; i++) {
				sent.add("m" + sent.size());
				this.mailbox.add(frame(sent.get(sent.size() - 1)));
			}
			this.executor.runUntilIdle();
			assertThat(this.recorder.seen).isEqualTo(sent);
			assertThat(this.mailbox.pending()).isZero();
		}
	}

	@Test
	void dropsOtherEntriesOnlyWhenTold() {
		this.mailbox.add(this.recorder.delivery("state"));
		assertThat(this.mailbox.dropOldest(false)).isFalse();
		assertThat(this.mailbox.dropOldest(true)).isTrue();
		assertThat(this.mailbox.dropOldest(true)).isFalse();
	}

	@Test
	void keepsOrderWhenFramesAreDroppedFromBehindOtherEntries() {
		this.mailbox.add(this.recorder.delivery("one"));
		this.mailbox.add(this.recorder.delivery("two"));
		this.mailbox.add(frame("x"));
		this.mailbox.add(frame("y"));
		this.mailbox.dropOldest(false);
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).containsExactly("missed 1", "one", "two", "y");
	}

	@Test
	void tellsWhenItHasCaughtUp() {
		for (int i = 0; i < 10; i++) {
			this.mailbox.add(frame("m" + i));
		}
		this.mailbox.whenDownTo(5, () -> this.recorder.seen.add("caught up"));
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).contains("caught up");
	}

	@Test
	void handlesWhatWaitsAndTakesNothingMoreWhenSealed() {
		this.mailbox.add(frame("a"));
		this.mailbox.seal();
		this.mailbox.add(frame("b"));
		this.executor.runUntilIdle();
		assertThat(this.recorder.seen).containsExactly("a");
		assertThat(this.mailbox.pending()).isZero();
	}

	@Test
	void losesNothingBetweenThreads() throws Exception {
		int count = 200_000;
		CountDownLatch done = new CountDownLatch(1);
		AtomicInteger seen = new AtomicInteger();
		Mailbox.Handler handler = new Mailbox.Handler() {

			@Override
			public boolean handle(Object entry) {
				ProtocolMessage frame = (ProtocolMessage) entry;
				if (seen.get() != Integer.parseInt(frame.messages().get(0).name())) {
					throw new AssertionError("out of order");
				}
				if (seen.incrementAndGet() == count) {
					done.countDown();
				}
				return true;
			}

			@Override
			public void missed(long number) {
				throw new AssertionError("nothing was dropped");
			}

		};
		ExecutorService pool = Executors.newFixedThreadPool(3);
		try {
			Mailbox concurrent = new Mailbox(pool, handler);
			for (int i = 0; i < count; i++) {
				concurrent.add(frame(Integer.toString(i)));
			}
			assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(concurrent.pending()).isLessThanOrEqualTo(1);
		}
		finally {
			pool.shutdownNow();
		}
	}

	static ProtocolMessage frame(String... names) {
		List<WireMessage> messages = new ArrayList<>();
		for (String name : names) {
			messages.add(WireMessage.builder().name(name).build());
		}
		return ProtocolMessage.builder(Action.MESSAGE).channel("test").messages(messages).build();
	}

	private static final class Recorder implements Mailbox.Handler {

		private final List<String> seen = new ArrayList<>();

		private boolean refuse;

		private Runnable onRefused = () -> {
		};

		Delivery delivery(String name) {
			return () -> this.seen.add(name);
		}

		@Override
		public boolean handle(Object entry) {
			if (this.refuse) {
				this.onRefused.run();
				return false;
			}
			if (entry instanceof ProtocolMessage frame) {
				frame.messages().forEach(message -> this.seen.add(message.name()));
			}
			else {
				((Delivery) entry).deliver();
			}
			return true;
		}

		@Override
		public void missed(long count) {
			this.seen.add("missed " + count);
		}

	}

}
