package io.github.ablyspring.boot.listener;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.client.AblyRealtime;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.handler.annotation.support.MethodArgumentNotValidException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens when a listener fails. Whatever it is, the next message comes.
 */
class ListenerErrorsTests {

	private final ApplicationContextRunner contextRunner = Emulated.contextRunner()
		.withPropertyValues("ably.listener.retry.delay=1ms");

	@Test
	void theErrorHandlerOfTheListenerIsCalled() {
		this.contextRunner.withBean(Failing.class)
			.withBean("mine", AblyListenerErrorHandler.class,
					() -> (message, failure, retry) -> message.getHeaders()
						.get("ably_realtimeChannel", io.github.ablyspring.realtime.channel.RealtimeChannel.class)
						.publish("handled", failure.getMessage()))
			.run((context) -> {
				Emulated.publish(context, "handled", "m", "bad");
				Emulated.publish(context, "handled", "m", "good");
				BlockingQueue<String> seen = context.getBean(Failing.class).seen;
				// what the handler publishes comes when it comes
				assertThat(List.of(Emulated.next(seen), Emulated.next(seen))).containsExactlyInAnyOrder("handled: bad",
						"good");
			});
	}

	@Test
	void anErrorHandlerThatFailsDoesNoHarm() {
		this.contextRunner.withBean(Failing.class)
			.withBean("mine", AblyListenerErrorHandler.class, () -> (message, failure, retry) -> {
				throw new StackOverflowError();
			})
			.run((context) -> {
				Emulated.publish(context, "handled", "m", "bad");
				Emulated.publish(context, "handled", "m", "good");
				assertThat(Emulated.next(context.getBean(Failing.class).seen)).isEqualTo("good");
			});
	}

	@Test
	void deadLettersArePublishedByTheClientThatListens() {
		this.contextRunner.withBean(Billing.class)
			.withPropertyValues("ably.clients.billing.client-id=billing", "ably.listener.dead-letter-channel=dead")
			.run((context) -> {
				Emulated.publish(context, "bills", "m", "bad");
				assertThat(Emulated.next(context.getBean(Billing.class).dead)).isEqualTo("bad from bills by billing");
			});
	}

	@Test
	void aRecovererTakesWhatCouldNotBeHandled() {
		BlockingQueue<String> recovered = new LinkedBlockingQueue<>();
		this.contextRunner.withBean(Plain.class)
			.withPropertyValues("ably.listener.retry.enabled=true", "ably.listener.retry.max-retries=3")
			.withBean(AblyMessageRecoverer.class,
					() -> (message, failure) -> recovered
						.add(message.getHeaders().get(AblyHeaders.NAME) + " " + failure.getMessage()))
			.run((context) -> {
				Emulated.publish(context, "plain", "m", "bad");
				assertThat(Emulated.next(recovered)).isEqualTo("m bad");
				assertThat(context.getBean(Plain.class).calls).hasValue(4);
			});
	}

	@Test
	void whatIsNotValidIsToldWithoutShowingIt() {
		BlockingQueue<Exception> recovered = new LinkedBlockingQueue<>();
		this.contextRunner.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
			.withBean(Strict.class)
			.withBean(AblyMessageRecoverer.class, () -> (message, failure) -> recovered.add(failure))
			.run((context) -> {
				Emulated.publish(context, "strict", "m", new Login("ann", "verysecret"));
				assertThat(Emulated.next(recovered)).isInstanceOfSatisfying(MethodArgumentNotValidException.class,
						(failure) -> {
							assertThat(failure.getBindingResult().getErrorCount()).isOne();
							assertThat(failure).hasMessageContaining("Strict.login")
								.hasMessageContaining("'password' size must be between 20");
							assertThat(failure.getMessage() + failure).doesNotContain("verysecret", "ann");
						});
			});
	}

	@Test
	void whatHelpsInTheEndIsNotRecovered() {
		BlockingQueue<String> recovered = new LinkedBlockingQueue<>();
		this.contextRunner.withBean(Plain.class)
			.withPropertyValues("ably.listener.retry.enabled=true")
			.withBean(AblyMessageRecoverer.class, () -> (message, failure) -> recovered.add("?"))
			.run((context) -> {
				Emulated.publish(context, "plain", "m", "twice");
				assertThat(Emulated.next(context.getBean(Plain.class).seen)).isEqualTo("twice");
				assertThat(context.getBean(Plain.class).calls).hasValue(3);
				assertThat(recovered).isEmpty();
			});
	}

	@Test
	void errorsOfAnyKindAreHandled() {
		this.contextRunner.withBean(Plain.class).run((context) -> {
			Emulated.publish(context, "plain", "m", "error");
			Emulated.publish(context, "plain", "m", "good");
			assertThat(Emulated.next(context.getBean(Plain.class).seen)).isEqualTo("good");
		});
	}

	@Test
	void aReplyThatCannotBePublishedIsNoReasonToCallTheListenerAgain() {
		BlockingQueue<String> recovered = new LinkedBlockingQueue<>();
		this.contextRunner.withBean(Replying.class)
			.withPropertyValues("ably.listener.retry.enabled=true")
			.withBean(AblyMessageRecoverer.class,
					() -> (message, failure) -> recovered.add(failure.getClass().getSimpleName()))
			.run((context) -> {
				Emulated.publish(context, "ask", "m", "x".repeat(40_000));
				assertThat(Emulated.next(recovered)).isEqualTo("ReplyException");
				assertThat(context.getBean(Replying.class).calls).hasValue(1);
			});
	}

	@Test
	void aContainerFactoryOfTheApplicationsOwnMakesTheContainer() {
		AtomicInteger around = new AtomicInteger();
		ListenerAdvice advice = (endpoint, message, next) -> {
			around.incrementAndGet();
			next.handle(message);
		};
		this.contextRunner.withBean(Fancy.class)
			.withBean(Plain.class)
			.withBean("ablyListenerContainerFactory", AblyListenerContainerFactory.class,
					() -> new DefaultAblyListenerContainerFactory(new RetryingErrorHandler(null, null),
							java.util.List.of()))
			.withBean("fancy", AblyListenerContainerFactory.class,
					() -> new DefaultAblyListenerContainerFactory(new RetryingErrorHandler(null, null),
							java.util.List.of(advice)),
					(definition) -> ((org.springframework.beans.factory.support.AbstractBeanDefinition) definition)
						.setDefaultCandidate(false))
			.run((context) -> {
				Emulated.publish(context, "plain", "m", "good");
				assertThat(Emulated.next(context.getBean(Plain.class).seen)).isEqualTo("good");
				assertThat(around).hasValue(0);
				Emulated.publish(context, "fancy", "m", "good");
				assertThat(Emulated.next(context.getBean(Fancy.class).seen)).isEqualTo("good");
				assertThat(around).hasValue(1);
			});
	}

	@Test
	void containersAreListedStoppedStartedAndForgotten() {
		this.contextRunner.withBean(Plain.class).withBean(Stopped.class).run((context) -> {
			AblyListenerRegistry registry = Emulated.attached(context);
			assertThat(registry.containers()).extracting((container) -> container.endpoint().id())
				.containsExactlyInAnyOrder("plain", "stopped");
			AblyListenerContainer stopped = registry.container("stopped");
			assertThat(stopped.isRunning()).isFalse();
			stopped.start();
			stopped.start();
			assertThat(stopped.isRunning()).isTrue();
			assertThat(stopped.realtime()).isSameAs(context.getBean(AblyRealtime.class));
			Emulated.publish(context, "stopped", "m", "x");
			assertThat(Emulated.next(context.getBean(Stopped.class).seen)).isEqualTo("x");
			assertThat(context.getBean(Stopped.class).seen).isEmpty();
			registry.unregister("stopped").join();
			assertThat(stopped.isRunning()).isFalse();
			assertThat(registry.container("stopped")).isNull();
			registry.unregister("unknown").join();
			AblyListenerContainer added = registry.register(AblyListenerEndpoint.builder("stopped", (message) -> {
			}).channels("other").build());
			assertThat(added.isRunning()).isTrue();
		});
	}

	static class Billing {

		final BlockingQueue<String> dead = new LinkedBlockingQueue<>();

		@AblyListener(channels = "bills", client = "billing")
		void bill(String text) {
			throw new IllegalStateException(text);
		}

		@AblyListener("dead")
		void dead(String text, @Header(DeadLetterRecoverer.ORIGINAL_CHANNEL) String from,
				@Header(AblyHeaders.CLIENT_ID) String who) {
			this.dead.add(text + " from " + from + " by " + who);
		}

	}

	static class Failing {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener(channels = "handled", errorHandler = "mine")
		void handle(String text, @Header(AblyHeaders.NAME) String name) {
			if (text.equals("bad") && name.equals("m")) {
				throw new IllegalStateException("bad");
			}
			this.seen.add(name.equals("m") ? text : name + ": " + text);
		}

	}

	static class Plain {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		final AtomicInteger calls = new AtomicInteger();

		@AblyListener(id = "plain", channels = "plain")
		void handle(String text) {
			int call = this.calls.incrementAndGet();
			switch (text) {
				case "bad" -> throw new IllegalStateException(text);
				case "error" -> throw new AssertionError(text);
				case "twice" -> {
					if (call < 3) {
						throw new IllegalStateException(text);
					}
					this.seen.add(text);
				}
				default -> this.seen.add(text);
			}
		}

	}

	static class Replying {

		final AtomicInteger calls = new AtomicInteger();

		@AblyListener("ask")
		@SendTo("answers")
		String handle(String text) {
			this.calls.incrementAndGet();
			// more than a message may be
			return text + text;
		}

	}

	static class Fancy {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener(channels = "fancy", containerFactory = "fancy")
		void handle(String text) {
			this.seen.add(text);
		}

	}

	static class Stopped {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener(id = "stopped", channels = "stopped", autoStartup = "${stopped.start:false}")
		void handle(String text) {
			this.seen.add(text);
		}

	}

	static class Strict {

		@AblyListener("strict")
		void login(@Valid Login login) {
		}

	}

	record Login(String user, @Size(min = 20) String password) {

	}

}
