package io.github.ablyspring.rest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageEncoder;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.rest.PublishOutcome.Failed;
import io.github.ablyspring.rest.PublishOutcome.Published;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

class BulkPublishTests {

	private final RecordingSender sender = new RecordingSender();

	@Test
	void packsAsManyMessagesIntoARequestAsFit() {
		Outcomes outcomes = publish(messages(25, 10), Long.MAX_VALUE);
		this.sender.answerAll();
		assertThat(this.sender.sizes).containsExactly(10, 10, 5);
		assertThat(outcomes.received).hasSize(25).allMatch(PublishOutcome::isPublished);
		assertThat(outcomes.received).extracting(PublishOutcome::index)
			.isEqualTo(IntStream.range(0, 25).mapToObj(Long::valueOf).toList());
		assertThat(outcomes.completed).isTrue();
	}

	@Test
	void sendsOneRequestAtATimeInOrder() {
		Outcomes outcomes = publish(messages(25, 10), Long.MAX_VALUE);
		assertThat(this.sender.sizes).containsExactly(10);
		assertThat(outcomes.received).isEmpty();
		this.sender.answer();
		assertThat(this.sender.sizes).containsExactly(10, 10);
		assertThat(outcomes.received).extracting((outcome) -> String.valueOf(outcome.message().data()).substring(0, 3))
			.containsExactly("000", "001", "002", "003", "004", "005", "006", "007", "008", "009");
	}

	@Test
	void aFailingRequestFailsItsOwnMessagesOnly() {
		Outcomes outcomes = publish(messages(30, 10), Long.MAX_VALUE);
		this.sender.answer();
		this.sender.fail(AblyException.of(50003, 504, "timed out"));
		this.sender.answer();
		assertThat(outcomes.received.subList(0, 10)).allMatch(Published.class::isInstance);
		assertThat(outcomes.received.subList(10, 20)).allSatisfy((outcome) -> {
			assertThat(outcome).isInstanceOf(Failed.class);
			assertThat(((Failed) outcome).error().code()).isEqualTo(50003);
		});
		assertThat(outcomes.received.subList(20, 30)).allMatch(Published.class::isInstance);
		assertThat(outcomes.completed).isTrue();
	}

	@Test
	void aMessageThatIsTooLargeFailsAlone() {
		Flux<Message> source = Flux.just(Message.of(null, "a"), Message.of(null, "x".repeat(101)),
				Message.of(null, "b"));
		Outcomes outcomes = publish(source, Long.MAX_VALUE);
		this.sender.answerAll();
		assertThat(outcomes.received).hasSize(3);
		assertThat(outcomes.received.get(0)).isInstanceOf(Published.class);
		assertThat(outcomes.received.get(1)).isInstanceOfSatisfying(Failed.class, (failed) -> {
			assertThat(failed.index()).isEqualTo(1);
			assertThat(failed.error().code()).isEqualTo(40009);
		});
		assertThat(outcomes.received.get(2)).isInstanceOf(Published.class);
		assertThat(this.sender.sizes).containsExactly(1, 1);
		assertThat(this.sender.refused).containsExactly(40009);
	}

	@Test
	void aMessageThatCannotBeEncodedFailsAlone() {
		Outcomes outcomes = publish(Flux.just(Message.of(null, 42), Message.of(null, "b")), Long.MAX_VALUE);
		this.sender.answerAll();
		assertThat(outcomes.received.get(0)).isInstanceOfSatisfying(Failed.class,
				(failed) -> assertThat(failed.error().code()).isEqualTo(40013));
		assertThat(outcomes.received.get(1)).isInstanceOf(Published.class);
		assertThat(outcomes.completed).isTrue();
	}

	@Test
	void sendsNoMoreThanOutcomesAreAskedFor() {
		Outcomes outcomes = publish(messages(25, 10), 0);
		assertThat(this.sender.sizes).isEmpty();
		outcomes.request(3);
		assertThat(this.sender.sizes).containsExactly(3);
		this.sender.answer();
		assertThat(outcomes.received).hasSize(3);
		assertThat(this.sender.pending).isEmpty();
		outcomes.request(12);
		this.sender.answerAll();
		assertThat(this.sender.sizes).containsExactly(3, 10, 2);
		assertThat(outcomes.received).hasSize(15);
		assertThat(outcomes.completed).isFalse();
	}

	@Test
	void takesFromTheSourceOnlyWhatItCanSend() {
		List<Long> requests = new ArrayList<>();
		Outcomes outcomes = publish(messages(100_000, 10).doOnRequest(requests::add), Long.MAX_VALUE);
		assertThat(requests.stream().mapToLong(Long::longValue).sum()).isLessThan(200);
		this.sender.answer();
		assertThat(requests.stream().mapToLong(Long::longValue).sum()).isLessThan(200);
		assertThat(outcomes.received).hasSize(10);
	}

	@Test
	void gathersWhatArrivesWhileARequestIsUnderWay() {
		Sinks.Many<Message> source = Sinks.many().unicast().onBackpressureBuffer();
		Outcomes outcomes = publish(source.asFlux(), Long.MAX_VALUE);
		source.tryEmitNext(Message.of(null, "1"));
		assertThat(this.sender.sizes).containsExactly(1);
		source.tryEmitNext(Message.of(null, "2"));
		source.tryEmitNext(Message.of(null, "3"));
		assertThat(this.sender.sizes).containsExactly(1);
		this.sender.answer();
		assertThat(this.sender.sizes).containsExactly(1, 2);
		source.tryEmitComplete();
		assertThat(outcomes.completed).isFalse();
		this.sender.answer();
		assertThat(outcomes.received).hasSize(3);
		assertThat(outcomes.completed).isTrue();
	}

	@Test
	void anErrorOfTheSourceComesAfterTheOutcomes() {
		IllegalStateException broken = new IllegalStateException("broken");
		Outcomes outcomes = publish(messages(3, 10).concatWith(Flux.error(broken)), Long.MAX_VALUE);
		assertThat(outcomes.failure).isNull();
		this.sender.answer();
		assertThat(outcomes.received).hasSize(3);
		assertThat(outcomes.failure).isSameAs(broken);
	}

	@Test
	void cancellingSendsNothingMore() {
		Outcomes outcomes = publish(messages(25, 10), Long.MAX_VALUE);
		outcomes.cancel();
		this.sender.answer();
		assertThat(this.sender.sizes).containsExactly(10);
		assertThat(outcomes.received).isEmpty();
	}

	@Test
	void messagesHaveTheIdsTheyAreSentWith() {
		Outcomes outcomes = publish(messages(2, 10), Long.MAX_VALUE);
		this.sender.answer();
		String first = String.valueOf(outcomes.received.get(0).message().id());
		assertThat(first).matches("[A-Za-z0-9_-]{12,}:0");
		assertThat(outcomes.received.get(1).message().id()).isEqualTo(first.replace(":0", ":1"));
	}

	@Test
	void messagesOfAFailedRequestGoTogetherAgain() {
		Outcomes failed = publish(messages(12, 10), Long.MAX_VALUE);
		this.sender.fail(AblyException.of(50003, 504, "timed out"));
		this.sender.fail(AblyException.of(50003, 504, "timed out"));
		this.sender.sizes.clear();
		List<Message> again = failed.received.stream().map(PublishOutcome::message).toList();
		Outcomes outcomes = publish(Flux.fromIterable(again), Long.MAX_VALUE);
		this.sender.answerAll();
		assertThat(this.sender.sizes).containsExactly(10, 2);
		assertThat(outcomes.received).extracting((outcome) -> outcome.message().id())
			.isEqualTo(again.stream().map(Message::id).toList());
	}

	@Test
	void aMessageWithAnIdOfItsOwnGoesAlone() {
		Outcomes outcomes = publish(Flux.just(Message.of(null, "1"), Message.builder().id("mine").data("2").build(),
				Message.of(null, "3"), Message.of(null, "4")), Long.MAX_VALUE);
		this.sender.answerAll();
		assertThat(this.sender.sizes).containsExactly(1, 1, 2);
		assertThat(outcomes.received.get(1).message().id()).isEqualTo("mine");
	}

	@Test
	void aThousandSmallMessagesAreEnoughForARequest() {
		RecordingSender roomy = new RecordingSender();
		roomy.maxSize = 1_000_000;
		Outcomes outcomes = new Outcomes(Long.MAX_VALUE);
		new BulkPublish(messages(2500, 1), roomy).subscribe(outcomes);
		roomy.answerAll();
		assertThat(roomy.sizes).containsExactly(1000, 1000, 500);
		assertThat(outcomes.received).hasSize(2500);
	}

	/**
	 * Messages arrive, requests end and outcomes are asked for on three threads at once.
	 */
	@Test
	@Timeout(60)
	void keepsOrderWhateverThreadsAreInvolved() throws Exception {
		ExecutorService network = Executors.newSingleThreadExecutor();
		try {
			RecordingSender answering = new RecordingSender() {

				@Override
				public CompletableFuture<PublishResult> send(List<EncodedMessage> messages) {
					List<@Nullable String> serials = messages.stream()
						.<@Nullable String>map((message) -> String.valueOf(message.wire().data()))
						.toList();
					return CompletableFuture.supplyAsync(() -> new PublishResult(serials), network);
				}

			};
			int count = 20_000;
			Flux<Message> source = Flux.range(0, count)
				.publishOn(Schedulers.boundedElastic())
				.map((i) -> Message.of(null, "m" + i));
			List<PublishOutcome> outcomes = new BulkPublish(source, answering).publishOn(Schedulers.parallel(), 16)
				.collectList()
				.toFuture()
				.get();
			assertThat(outcomes).hasSize(count);
			for (int i = 0; i < count; i++) {
				assertThat(outcomes.get(i)).isInstanceOf(Published.class);
				assertThat(outcomes.get(i).index()).isEqualTo(i);
				assertThat(((Published) outcomes.get(i)).serial()).isEqualTo("m" + i);
			}
		}
		finally {
			network.shutdownNow();
		}
	}

	private Outcomes publish(Publisher<Message> source, long demand) {
		Outcomes outcomes = new Outcomes(demand);
		new BulkPublish(source, this.sender).subscribe(outcomes);
		return outcomes;
	}

	private static Flux<Message> messages(int count, int size) {
		return Flux.range(0, count).map((i) -> Message.of(null, pad("%03d".formatted(i), size)));
	}

	private static String pad(String text, int size) {
		return (text + ".".repeat(size)).substring(0, size);
	}

	/** Sends nothing, but keeps what it was given until the test answers. */
	private static class RecordingSender implements BulkPublish.Sender {

		final List<Integer> sizes = new ArrayList<>();

		final List<Integer> refused = new ArrayList<>();

		final Deque<CompletableFuture<PublishResult>> pending = new ArrayDeque<>();

		private final MessageEncoder encoder = new MessageEncoder(WireFormat.JSON, null, PayloadMapper.defaultMapper());

		private final IdempotentIds ids = new IdempotentIds();

		private int maxSize = 100;

		@Override
		public int maxSize() {
			return this.maxSize;
		}

		@Override
		public EncodedMessage encode(Message message) {
			return EncodedMessage.of(message, this.encoder.encode(message));
		}

		@Override
		public List<EncodedMessage> identify(PublishBatch batch) {
			return batch.withIds(this.ids);
		}

		@Override
		public CompletableFuture<PublishResult> send(List<EncodedMessage> messages) {
			this.sizes.add(messages.size());
			CompletableFuture<PublishResult> future = new CompletableFuture<>();
			this.pending.add(future);
			return future;
		}

		@Override
		public void refused(ErrorInfo error) {
			this.refused.add(error.code());
		}

		void answer() {
			int size = this.sizes.get(this.sizes.size() - 1);
			this.pending.remove()
				.complete(new PublishResult(
						IntStream.range(0, size).<@Nullable String>mapToObj((i) -> "serial" + i).toList()));
		}

		void fail(AblyException failure) {
			this.pending.remove().completeExceptionally(failure);
		}

		void answerAll() {
			while (!this.pending.isEmpty()) {
				answer();
			}
		}

	}

	private static final class Outcomes extends BaseSubscriber<PublishOutcome> {

		final List<PublishOutcome> received = new ArrayList<>();

		private final long demand;

		@Nullable Throwable failure;

		boolean completed;

		Outcomes(long demand) {
			this.demand = demand;
		}

		@Override
		protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
			if (this.demand > 0) {
				request(this.demand);
			}
		}

		@Override
		protected void hookOnNext(PublishOutcome outcome) {
			this.received.add(outcome);
		}

		@Override
		protected void hookOnError(Throwable error) {
			this.failure = error;
		}

		@Override
		protected void hookOnComplete() {
			this.completed = true;
		}

	}

}
