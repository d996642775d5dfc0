package io.github.ablyspring.realtime.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class SlowListenerTests {

	private static final int CAPACITY = 10;

	private final Stoppable executor = new Stoppable();

	private final List<Object> received = new ArrayList<>();

	private final List<MessagesDropped> dropped = new ArrayList<>();

	private ChannelFixture fixture;

	private RealtimeChannel channel;

	@Test
	void isGivenAllItMissedAsLongAsTheMailboxHasRoom() {
		subscribe(OverflowPolicy.PAUSE_READING);
		this.executor.stop();
		send(0, CAPACITY);
		assertThat(this.channel.mailbox().pending()).isEqualTo(CAPACITY);
		assertThat(reading()).isTrue();
		this.executor.goOn();
		assertThat(this.received).containsExactlyElementsOf(numbers(0, CAPACITY));
		assertThat(this.channel.mailbox()).isEqualTo(new MailboxStatus(0, CAPACITY, 0, false));
	}

	@Test
	void tellsWhenItHasCaughtUpThoughEventsWereDropped() {
		subscribe(OverflowPolicy.PAUSE_READING);
		this.channel.on(change -> {
		});
		this.executor.stop();
		CompletableFuture<Void> caughtUp = this.channel.caughtUp();
		for (int i = 0; i < 10 * CAPACITY; i++) {
			this.fixture.send(Frames.attached(ChannelFixture.NAME));
		}
		this.executor.goOn();
		this.fixture.settle();
		assertThat(this.channel.mailbox().dropped()).isPositive();
		assertThat(caughtUp).isCompleted();
	}

	@Test
	void tellsWhenItHasCaughtUpWithWhatWaits() {
		subscribe(OverflowPolicy.PAUSE_READING);
		this.executor.stop();
		send(0, 3);
		CompletableFuture<Void> caughtUp = this.channel.caughtUp();
		this.fixture.settle();
		assertThat(caughtUp).isNotDone();
		this.executor.goOn();
		this.fixture.settle();
		assertThat(caughtUp).isCompleted();
		assertThat(this.received).containsExactlyElementsOf(numbers(0, 3));
	}

	@Test
	void hasCaughtUpWhenTheChannelIsGone() {
		subscribe(OverflowPolicy.PAUSE_READING);
		this.fixture.await(this.fixture.channels().release(ChannelFixture.NAME));
		CompletableFuture<Void> caughtUp = this.channel.caughtUp();
		this.fixture.settle();
		assertThat(caughtUp).isCompleted();
	}

	@Test
	void stopsTheSocketUntilItHasCaughtUp() {
		subscribe(OverflowPolicy.PAUSE_READING);
		this.executor.stop();
		send(0, CAPACITY + 1);
		assertThat(reading()).isFalse();
		assertThat(this.channel.mailbox().pausing()).isTrue();
		this.executor.goOn();
		this.fixture.settle();
		assertThat(reading()).isTrue();
		assertThat(this.received).containsExactlyElementsOf(numbers(0, CAPACITY + 1));
		assertThat(this.dropped).isEmpty();
	}

	@Test
	void doesNotStopTheSocketForever() {
		subscribe(OverflowPolicy.PAUSE_READING);
		this.executor.stop();
		send(0, CAPACITY + 5);
		this.fixture.advance(4999);
		assertThat(reading()).isFalse();
		this.fixture.advance(1);
		assertThat(reading()).isTrue();
		send(CAPACITY + 5, CAPACITY + 8);
		assertThat(reading()).isTrue();
		assertThat(this.channel.mailbox().pending()).isEqualTo(CAPACITY);
		this.executor.goOn();
		assertThat(this.received).containsExactlyElementsOf(numbers(8, CAPACITY + 8));
		assertThat(this.dropped).containsExactly(new MessagesDropped(ChannelFixture.NAME, 8, 8));
		assertThat(this.channel.mailbox().dropped()).isEqualTo(8);
	}

	@Test
	void mayStopTheSocketAgainWhenItHasCaughtUpOnce() {
		doesNotStopTheSocketForever();
		this.fixture.settle();
		this.executor.stop();
		send(0, CAPACITY + 1);
		assertThat(reading()).isFalse();
	}

	@Test
	void boundsWhatComesInAlthoughTheSocketIsStopped() {
		subscribe(OverflowPolicy.PAUSE_READING);
		this.executor.stop();
		send(0, 100);
		assertThat(this.channel.mailbox().pending()).isEqualTo(4 * CAPACITY);
		this.executor.goOn();
		assertThat(this.received).containsExactlyElementsOf(numbers(60, 100));
		assertThat(this.dropped).extracting(MessagesDropped::count).containsExactly(60L);
	}

	@Test
	void losesTheOldestWhenThatIsThePolicy() {
		subscribe(OverflowPolicy.DROP_OLDEST);
		this.executor.stop();
		send(0, CAPACITY + 3);
		assertThat(reading()).isTrue();
		this.executor.goOn();
		assertThat(this.received).containsExactlyElementsOf(numbers(3, CAPACITY + 3));
		assertThat(this.dropped).containsExactly(new MessagesDropped(ChannelFixture.NAME, 3, 3));
	}

	@Test
	void staysConnectedHoweverLongItTakes() {
		subscribe(OverflowPolicy.PAUSE_READING);
		this.executor.stop();
		send(0, CAPACITY + 1);
		for (int i = 0; i < 100; i++) {
			this.fixture.advance(10_000);
			if (reading()) {
				this.fixture.server().active().sendPing();
				this.fixture.settle();
			}
		}
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.fixture.server().connections()).hasSize(1);
	}

	@Test
	void holdsUpNoOtherChannelForLonger() {
		subscribe(OverflowPolicy.PAUSE_READING);
		this.executor.stop();
		send(0, CAPACITY + 1);
		assertThat(reading()).isFalse();
		this.fixture.channels().release(ChannelFixture.NAME);
		this.fixture.settle();
		assertThat(reading()).isTrue();
	}

	@Test
	void aStreamGetsWhatItAsksFor() {
		Collecting subscriber = subscribeStream(OverflowPolicy.PAUSE_READING, 3);
		send(0, 5);
		assertThat(subscriber.received).containsExactlyElementsOf(numbers(0, 3));
		subscriber.request(2);
		this.fixture.settle();
		assertThat(subscriber.received).containsExactlyElementsOf(numbers(0, 5));
	}

	@Test
	void aStreamThatAsksForNothingStopsTheSocketAtLast() {
		Collecting subscriber = subscribeStream(OverflowPolicy.PAUSE_READING, 0);
		send(0, CAPACITY);
		assertThat(reading()).isTrue();
		send(CAPACITY, 2 * CAPACITY + 1);
		assertThat(reading()).isFalse();
		subscriber.request(Long.MAX_VALUE);
		this.fixture.settle();
		assertThat(reading()).isTrue();
		assertThat(subscriber.received).containsExactlyElementsOf(numbers(0, 2 * CAPACITY + 1));
	}

	@Test
	void aStreamThatAsksForNothingForTooLongLosesTheOldestAndHoldsUpNobody() {
		Collecting subscriber = subscribeStream(OverflowPolicy.PAUSE_READING, 0);
		this.channel.subscribe(message -> this.received.add(number(message)));
		send(0, 2 * CAPACITY + 1);
		assertThat(this.received).hasSize(CAPACITY);
		this.fixture.advance(5000);
		assertThat(reading()).isTrue();
		assertThat(this.received).containsExactlyElementsOf(numbers(0, 2 * CAPACITY + 1));
		send(2 * CAPACITY + 1, 3 * CAPACITY);
		assertThat(this.received).hasSize(3 * CAPACITY);
		subscriber.request(Long.MAX_VALUE);
		this.fixture.settle();
		assertThat(subscriber.received).containsExactlyElementsOf(numbers(2 * CAPACITY, 3 * CAPACITY));
		assertThat(this.dropped.get(this.dropped.size() - 1).total()).isEqualTo(2L * CAPACITY);
	}

	@Test
	void aStreamThatEndsHoldsUpNobody() {
		Collecting subscriber = subscribeStream(OverflowPolicy.PAUSE_READING, 0);
		send(0, 2 * CAPACITY + 1);
		assertThat(reading()).isFalse();
		subscriber.cancel();
		this.fixture.settle();
		assertThat(reading()).isTrue();
		assertThat(this.channel.mailbox().pending()).isZero();
	}

	@Test
	void aStreamLosesTheOldestWhenThatIsThePolicy() {
		Collecting subscriber = subscribeStream(OverflowPolicy.DROP_OLDEST, 0);
		send(0, CAPACITY + 4);
		assertThat(reading()).isTrue();
		subscriber.request(Long.MAX_VALUE);
		this.fixture.settle();
		assertThat(subscriber.received).containsExactlyElementsOf(numbers(4, CAPACITY + 4));
		assertThat(this.dropped.stream().mapToLong(MessagesDropped::count).sum()).isEqualTo(4);
		assertThat(this.channel.mailbox().dropped()).isEqualTo(4);
	}

	@Test
	void aStreamThatIsCancelledIsForgotten() {
		create(OverflowPolicy.PAUSE_READING);
		Flux<Message> messages = this.channel.messages();
		Disposable first = messages.subscribe(message -> this.received.add(number(message)));
		this.fixture.settle();
		send(0, 1);
		first.dispose();
		send(1, 2);
		assertThat(this.received).containsExactly(0);
		assertThat(this.channel.mailbox().pending()).isZero();
	}

	private void create(OverflowPolicy policy) {
		this.fixture = ChannelFixture.create(options -> mailbox(options, policy), this.executor);
		this.channel = this.fixture.attached();
		this.channel.onDropped(this.dropped::add);
	}

	private static void mailbox(ClientOptionsBuilder options, OverflowPolicy policy) {
		options.mailbox(MailboxOptions.DEFAULT.withCapacity(CAPACITY)
			.withPolicy(policy)
			.withMaxPause(ChannelFixture.millis(5000)));
	}

	private void subscribe(OverflowPolicy policy) {
		create(policy);
		this.channel.subscribe(message -> this.received.add(number(message)));
		this.fixture.settle();
	}

	private Collecting subscribeStream(OverflowPolicy policy, int request) {
		create(policy);
		Collecting subscriber = new Collecting(request);
		this.channel.messages().subscribe(subscriber);
		this.fixture.settle();
		return subscriber;
	}

	private void send(int from, int to) {
		for (int i = from; i < to; i++) {
			this.fixture.server()
				.sendToClient(ChannelFixture.message(ChannelFixture.NAME, Integer.toString(i), null).build());
		}
		this.fixture.settle();
	}

	private boolean reading() {
		return this.fixture.server().active().isReading();
	}

	private static int number(Message message) {
		return Integer.parseInt(message.name());
	}

	private static List<Object> numbers(int from, int to) {
		return IntStream.range(from, to).<Object>mapToObj(i -> i).toList();
	}

	private static final class Collecting extends BaseSubscriber<Message> {

		private final List<Object> received = new ArrayList<>();

		private final int first;

		Collecting(int first) {
			this.first = first;
		}

		@Override
		protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
			if (this.first > 0) {
				request(this.first);
			}
		}

		@Override
		protected void hookOnNext(Message message) {
			this.received.add(number(message));
		}

	}

	/**
	 * Runs tasks in the calling thread, unless stopped: then they wait, as behind a
	 * listener that is slow.
	 */
	private static final class Stoppable implements Executor {

		private final Deque<Runnable> waiting = new ArrayDeque<>();

		private boolean stopped;

		@Override
		public void execute(Runnable task) {
			this.waiting.add(task);
			if (!this.stopped && this.waiting.size() == 1) {
				run();
			}
		}

		void stop() {
			this.stopped = true;
		}

		void goOn() {
			this.stopped = false;
			run();
		}

		private void run() {
			while (!this.waiting.isEmpty()) {
				this.waiting.peek().run();
				this.waiting.remove();
			}
		}

	}

}
