package io.github.ablyspring.boot.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.Header;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In which order and on which threads listeners are called, and what becomes of messages
 * when they stop.
 */
class ListenerConcurrencyTests {

	private final ApplicationContextRunner contextRunner = Emulated.contextRunner();

	@Test
	void unorderedOnesRunAtTheSameTime() {
		this.contextRunner.withBean(Unordered.class).run((context) -> {
			for (int i = 0; i < 3; i++) {
				Emulated.publish(context, "unordered", "same", "m" + i);
			}
			// none would get past the barrier alone
			assertThat(context.getBean(Unordered.class).together.await(Emulated.PATIENCE, TimeUnit.SECONDS)).isTrue();
		});
	}

	@Test
	void keyedOnesKeepTheirOrderAndDoNotWaitForOthers() {
		this.contextRunner.withBean(Keyed.class).run((context) -> {
			Keyed keyed = context.getBean(Keyed.class);
			Emulated.publish(context, "keyed", "stuck", "0");
			for (int i = 0; i < 5; i++) {
				Emulated.publish(context, "keyed", "stuck", "s" + i);
				Emulated.publish(context, "keyed", keyed.other, "o" + i);
			}
			List<String> others = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				others.add(Emulated.next(keyed.seen));
			}
			assertThat(others).containsExactly("o0", "o1", "o2", "o3", "o4");
			keyed.goOn.countDown();
			List<String> stuck = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				stuck.add(Emulated.next(keyed.seen));
			}
			assertThat(stuck).containsExactly("s0", "s1", "s2", "s3", "s4");
		});
	}

	@Test
	void whatHasComeInIsHandledBeforeTheEnd() {
		this.contextRunner.withBean(Slow.class).run((context) -> {
			Slow slow = context.getBean(Slow.class);
			AblyListenerContainer container = Emulated.attached(context).container("slow");
			for (int i = 0; i < 3; i++) {
				Emulated.publish(context, "slow", "m", "m" + i);
			}
			slow.begun.await(Emulated.PATIENCE, TimeUnit.SECONDS);
			// a ping is answered behind the messages: both come over one connection
			container.realtime().connection().ping().get(Emulated.PATIENCE, TimeUnit.SECONDS);
			CompletableFuture<Void> stopped = container.stop();
			assertThat(container.isRunning()).isFalse();
			assertThat(stopped).isNotDone();
			slow.goOn.countDown();
			assertThat(stopped).succeedsWithin(Emulated.PATIENCE, TimeUnit.SECONDS);
			assertThat(slow.seen).containsExactly("m0", "m1", "m2");
			assertThat(container.inFlight()).isZero();
		});
	}

	@Test
	void theContextWaitsForWhatIsBeingHandled() {
		Slow[] slow = new Slow[1];
		CountDownLatch closing = new CountDownLatch(1);
		CompletableFuture<Void> closed = CompletableFuture
			.runAsync(() -> this.contextRunner.withBean(Slow.class).run((context) -> {
				slow[0] = context.getBean(Slow.class);
				Emulated.publish(context, "slow", "m", "m0");
				slow[0].begun.await(Emulated.PATIENCE, TimeUnit.SECONDS);
				closing.countDown();
			}));
		assertThat(closing).satisfies((latch) -> assertThat(latch.await(Emulated.PATIENCE, TimeUnit.SECONDS)).isTrue());
		assertThat(closed).isNotDone();
		slow[0].goOn.countDown();
		assertThat(closed).succeedsWithin(Emulated.PATIENCE, TimeUnit.SECONDS);
		assertThat(slow[0].seen).containsExactly("m0");
		// its publish went through: the connection outlived it
		assertThat(slow[0].state).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void threadsAreVirtualWhenTheSwitchIsOn() {
		this.contextRunner.withBean(Threads.class)
			.withPropertyValues("spring.threads.virtual.enabled=true")
			.run((context) -> {
				Threads threads = context.getBean(Threads.class);
				Emulated.publish(context, "one", "m", "x");
				assertThat(isVirtual(threads.seen.poll(Emulated.PATIENCE, TimeUnit.SECONDS))).isTrue();
				Emulated.publish(context, "several", "m", "x");
				assertThat(isVirtual(threads.seen.poll(Emulated.PATIENCE, TimeUnit.SECONDS))).isTrue();
			});
	}

	@Test
	void threadsAreThoseOfThePlatformOtherwise() {
		this.contextRunner.withBean(Threads.class).run((context) -> {
			Threads threads = context.getBean(Threads.class);
			Emulated.publish(context, "one", "m", "x");
			assertThat(threads.seen.poll(Emulated.PATIENCE, TimeUnit.SECONDS).getName()).startsWith("ably-user");
			Emulated.publish(context, "several", "m", "x");
			assertThat(threads.seen.poll(Emulated.PATIENCE, TimeUnit.SECONDS).getName())
				.startsWith("ably-listenerConcurrencyTests.Threads.several");
		});
	}

	// Java 17 does not know of them
	private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
		return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
	}

	static class Unordered {

		final CountDownLatch together = new CountDownLatch(3);

		private final CyclicBarrier barrier = new CyclicBarrier(3);

		@AblyListener(channels = "unordered", concurrency = "${concurrency:3}", order = ListenerOrder.NONE)
		void handle(String text) throws Exception {
			this.barrier.await(Emulated.PATIENCE, TimeUnit.SECONDS);
			this.together.countDown();
		}

	}

	static class Keyed {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		final CountDownLatch goOn = new CountDownLatch(1);

		/** A name that goes by another lane than the one that is stuck. */
		final String other = otherLane();

		private static String otherLane() {
			int stuck = lane("stuck");
			for (int i = 0;; i++) {
				if (lane("o" + i) != stuck) {
					return "o" + i;
				}
			}
		}

		private static int lane(String name) {
			return Math.floorMod(Integer.valueOf(java.util.Objects.hash("warehouse", name)).hashCode(), 4);
		}

		@AblyListener(channels = "keyed", concurrency = "4")
		void handle(String text, @Header(AblyHeaders.NAME) String name) throws InterruptedException {
			if (text.equals("0")) {
				this.goOn.await(Emulated.PATIENCE, TimeUnit.SECONDS);
				return;
			}
			this.seen.add(text);
		}

	}

	static class Slow {

		private final AblyTemplate ably;

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		final CountDownLatch begun = new CountDownLatch(1);

		final CountDownLatch goOn = new CountDownLatch(1);

		volatile ConnectionState state;

		private final AblyRealtime realtime;

		Slow(AblyTemplate ably, AblyRealtime realtime) {
			this.ably = ably;
			this.realtime = realtime;
		}

		@AblyListener(id = "slow", channels = "slow")
		void handle(String text) throws InterruptedException {
			this.begun.countDown();
			this.goOn.await(Emulated.PATIENCE, TimeUnit.SECONDS);
			this.ably.publish("done", "m", text);
			this.state = this.realtime.connection().state();
			this.seen.add(text);
		}

	}

	static class Threads {

		final BlockingQueue<Thread> seen = new LinkedBlockingQueue<>();

		@AblyListener("one")
		void one(String text) {
			this.seen.add(Thread.currentThread());
		}

		@AblyListener(channels = "several", concurrency = "2")
		void several(String text) {
			this.seen.add(Thread.currentThread());
		}

	}

}
