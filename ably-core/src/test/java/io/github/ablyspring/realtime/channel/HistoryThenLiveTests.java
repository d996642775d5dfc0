package io.github.ablyspring.realtime.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.testing.PendingRequest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryThenLiveTests {

	private final ChannelFixture fixture = ChannelFixture.create(
			options -> options.mailbox(MailboxOptions.DEFAULT.withCapacity(8).withPolicy(OverflowPolicy.DROP_OLDEST)));

	private final RealtimeChannel channel = this.fixture.channel();

	private final List<String> seen = new ArrayList<>();

	private final Deque<PendingRequest> requests = new ArrayDeque<>();

	// What the server keeps, oldest first.
	private final List<Integer> stored = new ArrayList<>();

	private boolean answerAtOnce = true;

	HistoryThenLiveTests() {
		this.fixture.http().onRequest(request -> {
			this.requests.add(request);
			if (this.answerAtOnce) {
				answer(request);
			}
		});
		attachAt(0);
		this.fixture.connect();
	}

	@Test
	void beginsWithThePastAndGoesOnLive() {
		store(1, 5);
		attachAt(5);
		subscribe(100);
		publish(6, 8);
		assertThat(this.seen).containsExactlyElementsOf(names(1, 8));
		assertThat(this.requests).hasSize(1);
		assertThat(this.requests.peek().query()).containsEntry("direction", "backwards")
			.containsEntry("fromSerial", serial(5));
	}

	@Test
	void beginsWithTheLatestOnly() {
		store(1, 50);
		attachAt(50);
		subscribe(3);
		publish(51, 51);
		assertThat(this.seen).containsExactlyElementsOf(names(48, 51));
	}

	@Test
	void mayBeginWithoutThePast() {
		store(1, 5);
		attachAt(5);
		subscribe(0);
		publish(6, 6);
		assertThat(this.seen).containsExactly("6");
		assertThat(this.requests).isEmpty();
	}

	@Test
	void readsAsManyPagesAsItTakes() {
		store(1, 2500);
		attachAt(2500);
		subscribe(2200);
		assertThat(this.seen).containsExactlyElementsOf(names(301, 2500));
		assertThat(this.requests).hasSize(3);
	}

	@Test
	void keepsLiveMessagesBackUntilThePastIsThrough() {
		this.answerAtOnce = false;
		store(1, 3);
		attachAt(3);
		subscribe(100);
		publish(4, 5);
		assertThat(this.seen).isEmpty();
		answer(this.requests.peek());
		this.fixture.settle();
		assertThat(this.seen).containsExactlyElementsOf(names(1, 5));
	}

	@Test
	void joinsAChannelThatIsAttachedAlready() {
		store(1, 3);
		attachAt(3);
		this.channel.attach();
		this.channel.subscribe(message -> {
		});
		this.fixture.settle();
		publish(4, 6);
		subscribe(100);
		publish(7, 7);
		assertThat(this.seen).containsExactlyElementsOf(names(1, 7));
	}

	@Test
	void leavesOutWhatARewindBringsOnceMore() {
		store(1, 5);
		attachAt(5);
		subscribe(100);
		deliver(4, 5);
		publish(6, 6);
		assertThat(this.seen).containsExactlyElementsOf(names(1, 6));
	}

	@Test
	void fillsTheGapWhenContinuityIsLost() {
		store(1, 2);
		attachAt(2);
		subscribe(100);
		publish(3, 3);
		store(4, 9);
		this.fixture.send(ChannelFixture.attached(this.channel.name())
			.channelSerial(serial(9))
			.error(ErrorInfo.of(90003, 500, "Continuity lost"))
			.build());
		publish(10, 11);
		assertThat(this.seen).containsExactlyElementsOf(names(1, 11));
	}

	@Test
	void fillsTheGapThatAReconnectLeaves() {
		attachAt(0);
		subscribe(100);
		publish(1, 2);
		store(3, 6);
		attachAt(6);
		this.fixture.reconnect();
		this.fixture.settle();
		publish(7, 7);
		assertThat(this.seen).containsExactlyElementsOf(names(1, 7));
	}

	@Test
	void fillsTheGapThatASlowSubscriberHasLeft() {
		attachAt(0);
		Slow slow = new Slow();
		this.channel.historyThenLive(100).map(Message::name).subscribe(slow);
		this.fixture.settle();
		slow.request(1);
		publish(1, 60);
		slow.request(Long.MAX_VALUE);
		this.fixture.settle();
		publish(61, 62);
		assertThat(this.channel.mailbox().dropped()).isPositive();
		assertThat(slow.received).containsExactlyElementsOf(names(1, 62));
	}

	@Test
	void endsWithTheErrorOfTheHistory() {
		this.answerAtOnce = false;
		List<Throwable> failures = new ArrayList<>();
		this.channel.historyThenLive(10).subscribe(message -> {
		}, failures::add);
		this.fixture.settle();
		this.requests.peek()
			.respond(401, Map.of("error", Map.of("code", 40160, "statusCode", 401, "message", "Denied")));
		this.fixture.settle();
		assertThat(failures).singleElement().satisfies(failure -> assertThat(failure).hasMessageContaining("Denied"));
		publish(1, 1);
		assertThat(this.channel.mailbox().pending()).isZero();
	}

	private void subscribe(int limit) {
		this.channel.historyThenLive(limit).subscribe(message -> this.seen.add(message.name()));
		this.fixture.settle();
	}

	private void attachAt(int position) {
		this.fixture.answer(Action.ATTACH,
				frame -> ChannelFixture.attached(frame.channel()).channelSerial(serial(position)).build());
	}

	private void store(int from, int to) {
		IntStream.rangeClosed(from, to).forEach(this.stored::add);
	}

	private void publish(int from, int to) {
		store(from, to);
		deliver(from, to);
	}

	private void deliver(int from, int to) {
		for (int i = from; i <= to; i++) {
			this.fixture.server()
				.sendToClient(ProtocolMessage.builder(Action.MESSAGE)
					.channel(this.channel.name())
					.channelSerial(serial(i))
					.messages(List.of(WireMessage.builder().name("" + i).serial(serial(i) + ":000").build()))
					.build());
		}
		this.fixture.settle();
	}

	// As the service does: newest first, up to the serial, a page at a time.
	private void answer(PendingRequest request) {
		Map<String, String> query = request.query();
		String until = query.get("fromSerial");
		int skip = Integer.parseInt(query.getOrDefault("skip", "0"));
		int limit = Integer.parseInt(query.get("limit"));
		List<Integer> matching = new ArrayList<>();
		for (int i = this.stored.size() - 1; i >= 0; i--) {
			if (until == null || serial(this.stored.get(i)).compareTo(until) <= 0) {
				matching.add(this.stored.get(i));
			}
		}
		List<Map<String, String>> page = matching.stream()
			.skip(skip)
			.limit(limit)
			.map(i -> Map.of("name", "" + i, "serial", serial(i) + ":000"))
			.toList();
		Map<String, String> headers = new LinkedHashMap<>();
		if (matching.size() > skip + limit) {
			headers.put("Link", "<./messages?limit=" + limit + "&direction=backwards"
					+ ((until != null) ? "&fromSerial=" + until : "") + "&skip=" + (skip + limit) + ">; rel=\"next\"");
		}
		request.respond(200, page, headers);
	}

	private static String serial(int position) {
		return String.format("%014d-000@series", position);
	}

	private static List<String> names(int from, int to) {
		return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
	}

	private static final class Slow extends BaseSubscriber<String> {

		private final List<String> received = new ArrayList<>();

		@Override
		protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
		}

		@Override
		protected void hookOnNext(String name) {
			this.received.add(name);
		}

	}

}
