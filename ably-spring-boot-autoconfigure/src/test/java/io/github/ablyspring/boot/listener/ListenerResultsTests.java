package io.github.ablyspring.boot.listener;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;

import io.github.ablyspring.message.Message;
import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of what the methods of listeners return.
 */
class ListenerResultsTests {

	private final ApplicationContextRunner contextRunner = Emulated.contextRunner()
		.withPropertyValues("answers=answers", "ably.listener.retry.enabled=true", "ably.listener.retry.max-retries=1",
				"ably.listener.retry.delay=1ms");

	@Test
	void messagesOfSpringAndOfAblyArePublishedAsTheyAre() {
		this.contextRunner.withBean(Messages.class).run((context) -> {
			BlockingQueue<String> answers = context.getBean(Messages.class).answers;
			Emulated.publish(context, "spring", "question", "a");
			assertThat(Emulated.next(answers)).isEqualTo("answer: A eu");
			Emulated.publish(context, "ably", "question", "b");
			assertThat(Emulated.next(answers)).isEqualTo("own: B none");
		});
	}

	@Test
	void emptyOnesAreNot() {
		this.contextRunner.withBean(Empty.class).run((context) -> {
			Emulated.publish(context, "empty", "question", "nothing");
			Emulated.publish(context, "empty", "question", "something");
			assertThat(Emulated.next(context.getBean(Empty.class).answers)).isEqualTo("something");
		});
	}

	@Test
	void futuresAreWaitedForAndTheirFailuresHandled() {
		this.contextRunner.withBean(Futures.class).run((context) -> {
			Futures futures = context.getBean(Futures.class);
			Emulated.publish(context, "futures", "q", "first");
			Emulated.publish(context, "futures", "q", "second");
			assertThat(Emulated.next(futures.started)).isEqualTo("first");
			assertThat(futures.started).isEmpty();
			futures.first.completeExceptionally(new IllegalStateException("not yet"));
			// tried once more, before the next one
			assertThat(Emulated.next(futures.started)).isEqualTo("first");
			assertThat(Emulated.next(futures.started)).isEqualTo("second");
		});
	}

	@Test
	void eachItemOfAFluxIsPublishedInOrderBeforeTheNextMessageComes() {
		this.contextRunner.withBean(Several.class).run((context) -> {
			BlockingQueue<String> seen = context.getBean(Several.class).seen;
			Emulated.publish(context, "several", "q", "a");
			Emulated.publish(context, "several", "q", "b");
			assertThat(List.of(Emulated.next(seen), Emulated.next(seen), Emulated.next(seen), Emulated.next(seen)))
				.containsExactly("a1", "a2", "b1", "b2");
		});
	}

	@Test
	void aFluxThatIsSentNowhereRunsToItsEnd() {
		this.contextRunner.withBean(Several.class).run((context) -> {
			BlockingQueue<String> seen = context.getBean(Several.class).seen;
			Emulated.publish(context, "kept", "q", "a");
			assertThat(List.of(Emulated.next(seen), Emulated.next(seen))).containsExactly("a1", "a2");
			Emulated.publish(context, "kept", "q", "bad");
			// the retry begins anew
			assertThat(List.of(Emulated.next(seen), Emulated.next(seen))).containsExactly("bad1", "bad1");
			Emulated.publish(context, "kept", "q", "b");
			assertThat(List.of(Emulated.next(seen), Emulated.next(seen))).containsExactly("b1", "b2");
		});
	}

	@Test
	void suspendingFunctionsAreResumed() {
		this.contextRunner.withBean(Suspending.class).run((context) -> {
			BlockingQueue<String> answers = context.getBean(Suspending.class).answers;
			Emulated.publish(context, "at-once", "q", "a");
			assertThat(Emulated.next(answers)).isEqualTo("A");
			Emulated.publish(context, "later", "q", "b");
			assertThat(Emulated.next(answers)).isEqualTo("B");
			Emulated.publish(context, "later", "q", "bad");
			assertThat(Emulated.next(answers)).isEqualTo("tried bad");
			assertThat(Emulated.next(answers)).isEqualTo("tried bad");
			Emulated.publish(context, "unit", "q", "c");
			Emulated.publish(context, "later", "q", "d");
			assertThat(Emulated.next(answers)).isEqualTo("D");
		});
	}

	@SendTo("${answers}")
	static class Messages {

		final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

		@AblyListener("spring")
		org.springframework.messaging.Message<String> spring(String question) {
			return MessageBuilder.withPayload(question.toUpperCase(Locale.ROOT))
				.setHeader(AblyHeaders.NAME, "answer")
				.setHeader("region", "eu")
				.build();
		}

		@AblyListener("ably")
		Message ably(String question) {
			return Message.of("own", question.toUpperCase(Locale.ROOT));
		}

		@AblyListener("answers")
		void answer(String answer, @Header(AblyHeaders.NAME) String name,
				@Header(name = "region", defaultValue = "none") String region) {
			this.answers.add(name + ": " + answer + " " + region);
		}

	}

	static class Empty {

		final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

		@AblyListener("empty")
		@SendTo("answers")
		Mono<String> empty(String question) {
			return Mono.just(question).filter("something"::equals);
		}

		@AblyListener("answers")
		void answer(String answer) {
			this.answers.add(answer);
		}

	}

	static class Several {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener("several")
		@SendTo("answers")
		Flux<String> several(String text) {
			return Flux.just(text + 1, text + 2).delayElements(Duration.ofMillis(1));
		}

		@AblyListener("answers")
		void answer(String answer) {
			this.seen.add(answer);
		}

		@AblyListener("kept")
		Flux<String> kept(String text) {
			return Flux.just(text + 1, text + 2).doOnNext((each) -> {
				if (each.equals("bad2")) {
					throw new IllegalStateException(each);
				}
				this.seen.add(each);
			});
		}

	}

	static class Futures {

		final BlockingQueue<String> started = new LinkedBlockingQueue<>();

		final CompletableFuture<Void> first = new CompletableFuture<>();

		private boolean again;

		@AblyListener("futures")
		CompletableFuture<Void> handle(String text) {
			this.started.add(text);
			if (this.again || !text.equals("first")) {
				return CompletableFuture.completedFuture(null);
			}
			this.again = true;
			return this.first;
		}

	}

	/**
	 * As Kotlin compiles suspending functions.
	 */
	static class Suspending {

		private final Executor executor = ForkJoinPool.commonPool();

		final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

		@AblyListener("at-once")
		@SendTo("answers")
		Object atOnce(String question, Continuation<? super String> continuation) {
			return question.toUpperCase(Locale.ROOT);
		}

		@AblyListener("later")
		@SendTo("answers")
		Object later(String question, Continuation<? super String> continuation) {
			this.executor.execute(() -> {
				if (question.equals("bad")) {
					this.answers.add("tried bad");
					continuation.resumeWith(ResultKt.createFailure(new IllegalStateException("bad")));
				}
				else {
					continuation.resumeWith(question.toUpperCase(Locale.ROOT));
				}
			});
			return IntrinsicsKt.getCOROUTINE_SUSPENDED();
		}

		@AblyListener("unit")
		@SendTo("answers")
		Object unit(String question, Continuation<? super Unit> continuation) {
			return Unit.INSTANCE;
		}

		@AblyListener("answers")
		void answer(String answer) {
			this.answers.add(answer);
		}

	}

}
