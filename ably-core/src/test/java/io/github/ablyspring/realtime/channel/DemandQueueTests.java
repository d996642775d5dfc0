package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.testing.VirtualLoop;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

class DemandQueueTests {

	private final VirtualLoop executor = new VirtualLoop();

	private final Subscriber subscriber = new Subscriber();

	private final Owner owner = new Owner();

	private final DemandQueue<String> queue = queue(false);

	@Test
	void emitsNoMoreThanIsAskedFor() {
		this.queue.request(2);
		offer("a", "b", "c");
		assertThat(this.subscriber.seen).containsExactly("a", "b");
		this.queue.request(1);
		this.executor.runUntilIdle();
		assertThat(this.subscriber.seen).containsExactly("a", "b", "c");
	}

	@Test
	void isFullUntilHalfOfItIsTaken() {
		offer("a", "b", "c", "d");
		assertThat(this.queue.full()).isTrue();
		this.queue.request(1);
		this.executor.runUntilIdle();
		assertThat(this.owner.rooms).isZero();
		this.queue.request(1);
		this.executor.runUntilIdle();
		assertThat(this.owner.rooms).isEqualTo(1);
		assertThat(this.queue.full()).isFalse();
	}

	@Test
	void dropsTheOldestWhenItHasToGiveWayUntilTheSubscriberCatchesUp() {
		offer("a", "b", "c", "d");
		assertThat(this.queue.giveWay()).isFalse();
		assertThat(this.queue.full()).isTrue();
		assertThat(this.queue.giveWay()).isTrue();
		assertThat(this.owner.rooms).isEqualTo(1);
		offer("e", "f");
		assertThat(this.owner.lost).isEqualTo(2);
		assertThat(this.queue.full()).isFalse();
		this.queue.request(2);
		this.executor.runUntilIdle();
		assertThat(this.subscriber.seen).containsExactly("c", "d");
		offer("g", "h");
		assertThat(this.queue.full()).isTrue();
	}

	@Test
	void neverIsFullWhenItDropsAnyway() {
		DemandQueue<String> dropping = queue(true);
		for (String item : List.of("a", "b", "c", "d", "e")) {
			dropping.offer(item);
		}
		assertThat(dropping.full()).isFalse();
		assertThat(this.owner.lost).isEqualTo(1);
	}

	@Test
	void aSubscriberMayAskForMoreWhileItIsGivenAnItem() {
		this.subscriber.onNext = () -> this.queue.request(1);
		this.queue.request(1);
		offer("a", "b", "c");
		assertThat(this.subscriber.seen).containsExactly("a", "b", "c");
	}

	@Test
	void endsAfterWhatWaits() {
		offer("a");
		this.queue.end(null);
		this.executor.runUntilIdle();
		assertThat(this.subscriber.seen).isEmpty();
		this.queue.request(1);
		this.executor.runUntilIdle();
		assertThat(this.subscriber.seen).containsExactly("a", "complete");
		assertThat(this.owner.cancelled).isEqualTo(1);
	}

	@Test
	void endsWithTheError() {
		this.queue.end(new IllegalStateException("expected by the test"));
		this.executor.runUntilIdle();
		assertThat(this.subscriber.seen).containsExactly("error expected by the test");
	}

	@Test
	void givesNothingAfterItWasCancelled() {
		offer("a", "b", "c", "d");
		assertThat(this.queue.full()).isTrue();
		this.queue.cancel();
		this.queue.request(5);
		offer("e");
		assertThat(this.subscriber.seen).isEmpty();
		assertThat(this.owner.rooms).isEqualTo(1);
		assertThat(this.owner.cancelled).isEqualTo(1);
	}

	@Test
	void aSubscriberThatThrowsIsGivenNoMore() {
		this.subscriber.onNext = () -> {
			throw new IllegalStateException("expected by the test");
		};
		this.queue.request(5);
		offer("a", "b");
		assertThat(this.subscriber.seen).containsExactly("a");
		assertThat(this.owner.cancelled).isEqualTo(1);
	}

	private DemandQueue<String> queue(boolean dropping) {
		return new DemandQueue<>(this.subscriber, this.executor, 4, dropping, this.owner);
	}

	private void offer(String... items) {
		for (String item : items) {
			this.queue.offer(item);
		}
		this.executor.runUntilIdle();
	}

	private static final class Subscriber implements CoreSubscriber<String> {

		private final List<String> seen = new ArrayList<>();

		private Runnable onNext = () -> {
		};

		@Override
		public void onSubscribe(Subscription subscription) {
		}

		@Override
		public void onNext(String item) {
			this.seen.add(item);
			this.onNext.run();
		}

		@Override
		public void onError(Throwable failure) {
			this.seen.add("error " + failure.getMessage());
		}

		@Override
		public void onComplete() {
			this.seen.add("complete");
		}

	}

	private static final class Owner implements DemandQueue.Owner {

		private int rooms;

		private int lost;

		private int cancelled;

		@Override
		public void room() {
			this.rooms++;
		}

		@Override
		public void lost(int count) {
			this.lost += count;
		}

		@Override
		public void cancelled() {
			this.cancelled++;
		}

	}

}
