package io.github.ablyspring.boot.listener;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyListenerAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyRealtimeAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyTemplateAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import static org.assertj.core.api.Assertions.assertThat;

class AblyListenerTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyEmulatorAutoConfiguration.class, AblyListenerAutoConfiguration.class,
				AblyTemplateAutoConfiguration.class))
		.withPropertyValues("ably.client-id=warehouse", "orders=orders-eu");

	@Test
	void payloadsAreConvertedAndHeadersGiven() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			publish(context, "orders-eu", "ignored", new Order(1));
			publish(context, "orders-eu", "created", new Order(42));
			assertThat(context.getBean(Orders.class).seen.poll(30, TimeUnit.SECONDS))
				.isEqualTo("Order[number=42] by warehouse on orders-eu as created");
		});
	}

	@Test
	void resultsGoWhereTheyAreSentTo() {
		this.contextRunner.withBean(Replies.class).run((context) -> {
			publish(context, "questions", "q", "a");
			publish(context, "later", "q", "b");
			publish(context, "soon", "q", "c");
			BlockingQueue<String> answers = context.getBean(Replies.class).answers;
			List<String> got = List.of(answers.poll(30, TimeUnit.SECONDS), answers.poll(30, TimeUnit.SECONDS),
					answers.poll(30, TimeUnit.SECONDS));
			assertThat(got).containsExactlyInAnyOrder("A!", "B!", "C!");
		});
	}

	@Test
	void aFailedMessageIsTriedAgainAndThenRecovered() {
		this.contextRunner.withBean(Failing.class)
			.withPropertyValues("ably.listener.retry.enabled=true", "ably.listener.retry.max-retries=2",
					"ably.listener.retry.delay=1ms", "ably.listener.dead-letter-channel=dead-{channel}")
			.run((context) -> {
				publish(context, "fragile", "x", "bad");
				publish(context, "fragile", "x", "good");
				Failing failing = context.getBean(Failing.class);
				assertThat(failing.dead.poll(30, TimeUnit.SECONDS)).isEqualTo("bad from fragile");
				assertThat(failing.good.poll(30, TimeUnit.SECONDS)).isEqualTo("good");
				assertThat(failing.calls).hasValue(4);
			});
	}

	@Test
	void whatCannotBeConvertedIsNotTriedAgainAndTheNextMessageComes() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			publish(context, "orders-eu", "created", "no order");
			publish(context, "orders-eu", "created", new Order(7));
			assertThat(context.getBean(Orders.class).seen.poll(30, TimeUnit.SECONDS)).startsWith("Order[number=7]");
		});
	}

	@Test
	void classesChooseTheMethod() {
		this.contextRunner.withBean(Several.class).run((context) -> {
			Several several = context.getBean(Several.class);
			publish(context, "mixed", "deleted", "1");
			publish(context, "mixed", "other", "text");
			publish(context, "mixed", "other", new Order(3));
			assertThat(several.seen.poll(30, TimeUnit.SECONDS)).isEqualTo("deleted 1");
			assertThat(several.seen.poll(30, TimeUnit.SECONDS)).isEqualTo("text text");
			assertThat(several.seen.poll(30, TimeUnit.SECONDS)).isEqualTo("order 3");
		});
	}

	@Test
	void membersAreHeardOf() {
		this.contextRunner.withBean(Desks.class).run((context) -> {
			attached(context);
			context.getBean(AblyRealtime.class)
				.channels()
				.get("desks")
				.presence()
				.enter(Map.of("desk", 7))
				.get(30, TimeUnit.SECONDS);
			assertThat(context.getBean(Desks.class).seen.poll(30, TimeUnit.SECONDS)).isEqualTo("warehouse");
		});
	}

	@Test
	void containersStopAndStartAgain() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			AblyListenerRegistry registry = context.getBean(AblyListenerRegistry.class);
			AblyListenerContainer container = registry.container("orders");
			assertThat(container).isNotNull();
			attached(context);
			container.stop().get(30, TimeUnit.SECONDS);
			CompletableFuture<Message> arrived = new CompletableFuture<>();
			context.getBean(AblyRealtime.class).channels().get("orders-eu").subscribe(arrived::complete);
			context.getBean(AblyTemplate.class).publish("orders-eu", "created", new Order(1));
			// what is acknowledged has not come back yet
			arrived.get(30, TimeUnit.SECONDS);
			container.start();
			publish(context, "orders-eu", "created", new Order(2));
			assertThat(context.getBean(Orders.class).seen.poll(30, TimeUnit.SECONDS)).startsWith("Order[number=2]");
		});
	}

	@Test
	void theContextStopsAndStartsAgain() {
		this.contextRunner.withBean(Orders.class).run((context) -> {
			attached(context);
			context.getSourceApplicationContext().stop();
			context.getSourceApplicationContext().start();
			publish(context, "orders-eu", "created", new Order(5));
			assertThat(context.getBean(Orders.class).seen.poll(30, TimeUnit.SECONDS)).startsWith("Order[number=5]");
		});
	}

	@Test
	void endpointsCanBeRegisteredWithoutAnnotations() {
		BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
		this.contextRunner.withBean(AblyListenerConfigurer.class,
				() -> (registry) -> registry.register(AblyListenerEndpoint
					.builder("own", (message) -> seen.add(((Message) message.getPayload()).data()))
					.channels("own")
					.concurrency(4, ListenerOrder.BY_KEY)
					.build()))
			.run((context) -> {
				for (int i = 0; i < 20; i++) {
					publish(context, "own", "same", "m" + i);
				}
				for (int i = 0; i < 20; i++) {
					assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("m" + i);
				}
			});
	}

	@Test
	void withoutSpringMessagingThereAreNoListeners() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(HandlerMethodArgumentResolver.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("ablyListenerRegistry"));
	}

	private static void attached(ApplicationContext context) throws Exception {
		context.getBean(AblyListenerRegistry.class).attached().get(30, TimeUnit.SECONDS);
	}

	private static void publish(ApplicationContext context, String channel, String event, Object data)
			throws Exception {
		attached(context);
		context.getBean(AblyTemplate.class).publish(channel, event, data);
	}

	record Order(int number) {

	}

	static class Orders {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener(id = "orders", channels = "${orders}", events = "created")
		void created(Order order, @Header(AblyHeaders.CLIENT_ID) String who, RealtimeChannel channel, Message message) {
			this.seen.add(order + " by " + who + " on " + channel.name() + " as " + message.name());
		}

	}

	static class Replies {

		final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

		@AblyListener("questions")
		@SendTo("answers")
		String now(String question) {
			return question.toUpperCase(java.util.Locale.ROOT);
		}

		@AblyListener("later")
		@SendTo("answers")
		CompletableFuture<String> later(String question) {
			return CompletableFuture.completedFuture(question.toUpperCase(java.util.Locale.ROOT));
		}

		@AblyListener("soon")
		@SendTo("answers")
		Mono<String> soon(String question) {
			return Mono.just(question.toUpperCase(java.util.Locale.ROOT)).delayElement(Duration.ofMillis(1));
		}

		@AblyListener("#{'ans' + 'wers'}")
		void answer(String answer) {
			this.answers.add(answer + "!");
		}

	}

	static class Failing {

		final AtomicInteger calls = new AtomicInteger();

		final BlockingQueue<String> good = new LinkedBlockingQueue<>();

		final BlockingQueue<String> dead = new LinkedBlockingQueue<>();

		@AblyListener("fragile")
		void handle(String text) {
			this.calls.incrementAndGet();
			if (text.equals("bad")) {
				throw new IllegalStateException("bad");
			}
			this.good.add(text);
		}

		@AblyListener("dead-fragile")
		void dead(String text, @Header(DeadLetterRecoverer.ORIGINAL_CHANNEL) String from) {
			this.dead.add(text + " from " + from);
		}

	}

	@AblyListener("mixed")
	static class Several {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyHandler("deleted")
		void deleted(String id) {
			this.seen.add("deleted " + id);
		}

		@AblyHandler
		void text(String text) {
			this.seen.add("text " + text);
		}

		@AblyHandler
		void order(Order order) {
			this.seen.add("order " + order.number());
		}

	}

	static class Desks {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyPresenceListener(channels = "desks", actions = "enter")
		void entered(PresenceMessage member) {
			this.seen.add(member.clientId());
		}

	}

}
