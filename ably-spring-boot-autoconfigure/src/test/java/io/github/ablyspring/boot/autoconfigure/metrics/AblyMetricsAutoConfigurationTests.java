package io.github.ablyspring.boot.autoconfigure.metrics;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyListenerAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyRealtimeAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.observation.AblyObservationAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.resilience.AblyResilienceAutoConfiguration;
import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.boot.listener.ListenerAdvice;
import io.github.ablyspring.boot.metrics.AblyMeter;
import io.github.ablyspring.boot.metrics.AblyMetrics;
import io.github.ablyspring.boot.metrics.HeartbeatProbe;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.rest.RestChannel;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AblyMetricsAutoConfiguration}, with clients of an emulator.
 */
class AblyMetricsAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyListenerAutoConfiguration.class, AblyEmulatorAutoConfiguration.class,
				AblyResilienceAutoConfiguration.class, AblyObservationAutoConfiguration.class,
				AblyMetricsAutoConfiguration.class));

	private final ApplicationContextRunner metered = this.contextRunner
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	@Test
	void whatHappensIsMetered() {
		this.metered.withBean(Orders.class)
			.withPropertyValues("ably.metrics.heartbeat-interval=20ms")
			.run((context) -> {
				exercise(context);
				assertThat(gauge(context, AblyMeter.CONNECTION_STATE, "state", "connected")).isOne();
				assertThat(gauge(context, AblyMeter.CONNECTION_STATE, "state", "failed")).isZero();
				assertThat(counter(context, AblyMeter.CONNECTION_TRANSITIONS, "from", "connecting", "to", "connected"))
					.isOne();
				assertThat(counter(context, AblyMeter.CONNECTION_RECONNECTS)).isZero();
				assertThat(gauge(context, AblyMeter.CHANNELS, "state", "attached")).isOne();
				assertThat(counter(context, AblyMeter.MESSAGES_PUBLISHED, "transport", "realtime")).isEqualTo(2);
				assertThat(counter(context, AblyMeter.MESSAGES_PUBLISHED, "transport", "rest")).isOne();
				await(() -> counter(context, AblyMeter.MESSAGES_RECEIVED) == 3);
				await(() -> timer(context, AblyMeter.PUBLISH, "transport", "realtime", "error", "none") == 2);
				await(() -> timer(context, AblyMeter.PUBLISH, "transport", "rest", "error", "none") == 1);
				await(() -> timer(context, AblyMeter.LISTENER, "listener", "orders", "error", "none") == 2);
				await(() -> timer(context, AblyMeter.LISTENER, "listener", "orders", "error",
						"IllegalArgumentException") == 1);
				await(() -> timer(context, AblyMeter.DELIVERY, "error", "none") == 3);
				await(() -> timer(context, AblyMeter.REST_ATTEMPTS, "host", "127.0.0.1", "outcome", "success") == 1);
				await(() -> timer(context, AblyMeter.REST_REQUESTS, "outcome", "success") == 1);
				assertThat(gauge(context, AblyMeter.REST_CIRCUIT_STATE, "state", "closed")).isOne();
				assertThat(gauge(context, AblyMeter.REST_CIRCUIT_STATE, "state", "open")).isZero();
				await(() -> gauge(context, AblyMeter.PUBLISH_PENDING) == 0);
				await(() -> gauge(context, AblyMeter.MAILBOX_PENDING) == 0);
				assertThat(gauge(context, AblyMeter.MAILBOX_PAUSING)).isZero();
				await(() -> search(context, AblyMeter.HEARTBEAT).timers()
					.stream()
					.anyMatch((timer) -> timer.count() > 1));
			});
	}

	@Test
	void theTagsOfMetersAreThoseThatAreDocumented() {
		this.metered.withBean(Orders.class)
			.withPropertyValues("ably.metrics.heartbeat-interval=20ms")
			.run((context) -> {
				exercise(context);
				publishTooMuch(context);
				await(() -> present(context).containsAll(EnumSet.complementOf(EnumSet.of(AblyMeter.HEARTBEAT_TIMEOUTS,
						AblyMeter.MESSAGES_DROPPED, AblyMeter.MESSAGES_UNDECODABLE))));
				for (AblyMeter meter : present(context)) {
					for (Meter found : search(context, meter).meters()) {
						assertThat(found.getId().getTags()).extracting(Tag::getKey)
							.as(meter.meterName())
							.containsExactlyInAnyOrderElementsOf(meter.tags());
						assertThat(found.getId().getDescription()).isEqualTo(meter.description());
					}
				}
			});
	}

	@Test
	void allMetersWithThePrefixAreKnown() {
		this.metered.withBean(Orders.class).run((context) -> {
			exercise(context);
			Set<String> known = EnumSet.allOf(AblyMeter.class)
				.stream()
				.map(AblyMeter::meterName)
				.collect(Collectors.toSet());
			assertThat(context.getBean(MeterRegistry.class).getMeters()).extracting((meter) -> meter.getId().getName())
				.filteredOn((name) -> name.startsWith("ably."))
				.isSubsetOf(known);
		});
	}

	@Test
	void whateverIsPublishedIsMeteredByItsKind() {
		this.metered.run((context) -> {
			publishAllKinds(context);
			for (String transport : List.of("realtime", "rest")) {
				for (String kind : List.of("change", "annotation")) {
					assertThat(counter(context, AblyMeter.MESSAGES_PUBLISHED, "transport", transport, "kind", kind))
						.isOne();
					await(() -> timer(context, AblyMeter.PUBLISH, "transport", transport, "kind", kind, "error",
							"none") == 1);
				}
			}
			assertThat(counter(context, AblyMeter.MESSAGES_PUBLISHED, "kind", "presence")).isEqualTo(2);
			await(() -> timer(context, AblyMeter.PUBLISH, "transport", "realtime", "kind", "presence", "error",
					"none") == 1);
			await(() -> timer(context, AblyMeter.PUBLISH, "transport", "realtime", "kind", "presence", "error",
					"AblyException") == 1);
			assertThat(counter(context, AblyMeter.PUBLISH_FAILURES, "transport", "realtime", "kind", "presence", "code",
					"91000"))
				.isOne();
			// one that comes back with its serial, and three in one request
			assertThat(counter(context, AblyMeter.MESSAGES_PUBLISHED, "transport", "rest", "kind", "message"))
				.isEqualTo(4);
			await(() -> timer(context, AblyMeter.PUBLISH, "transport", "rest", "kind", "message", "error",
					"none") == 2);
		});
	}

	@Test
	void whateverIsPublishedIsTimedByObservationsWithTheSameTags() {
		this.metered.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class)).run((context) -> {
			publishAllKinds(context);
			await(() -> timer(context, AblyMeter.PUBLISH, "transport", "rest", "kind", "annotation", "error",
					"none") == 1);
			await(() -> timer(context, AblyMeter.PUBLISH, "transport", "realtime", "kind", "presence", "error",
					"none") == 1);
			await(() -> timer(context, AblyMeter.PUBLISH, "transport", "rest", "kind", "message", "error",
					"none") == 2);
			assertThat(search(context, AblyMeter.PUBLISH).timers())
				.allSatisfy((timer) -> assertThat(timer.getId().getTags()).extracting(Tag::getKey)
					.containsExactlyInAnyOrderElementsOf(AblyMeter.PUBLISH.tags()));
		});
	}

	@Test
	void aPublishThatFailsIsCountedByItsCode() {
		this.metered.run((context) -> {
			publishTooMuch(context);
			await(() -> counter(context, AblyMeter.PUBLISH_FAILURES, "transport", "realtime", "code", "40009") == 1);
			await(() -> timer(context, AblyMeter.PUBLISH, "error", "AblyException") == 1);
		});
	}

	@Test
	void whatIsNotKnownIsCounted() {
		this.metered.run((context) -> {
			context.getBean(AblyEmulator.class)
				.faults()
				.add(FaultRule.when(Trigger.toClient(Action.ATTACHED))
					.then(Fault.inject(ProtocolMessage.builder(Action.HEARTBEAT).actionCode(99).build()))
					.once());
			get(context.getBean(AblyRealtime.class).channels().get("orders").attach());
			await(() -> search(context, AblyMeter.CONNECTION_UNKNOWN, "what", "actions").functionCounter()
				.count() == 1);
			assertThat(search(context, AblyMeter.CONNECTION_UNKNOWN, "what", "fields").functionCounter().count())
				.isZero();
		});
	}

	@Test
	void aConnectionThatComesBackIsAReconnect() {
		this.metered.run((context) -> {
			AblyRealtime realtime = context.getBean(AblyRealtime.class);
			get(realtime.connection().whenState(ConnectionState.CONNECTED));
			context.getBean(AblyEmulator.class).faults().closeSockets();
			await(() -> counter(context, AblyMeter.CONNECTION_RECONNECTS) == 1);
		});
	}

	@Test
	void onlyChannelsThatAreAskedForHaveATag() {
		this.metered.withPropertyValues("ably.metrics.channel-tags=orders,chat:*", "ably.metrics.max-channel-tags=2")
			.run((context) -> {
				for (String channel : List.of("orders", "secret", "chat:1", "chat:2")) {
					get(context.getBean(AblyRealtime.class).channels().get(channel).publish("name", "data"));
				}
				assertThat(counter(context, AblyMeter.MESSAGES_PUBLISHED, "channel", "orders")).isOne();
				assertThat(counter(context, AblyMeter.MESSAGES_PUBLISHED, "channel", "chat:1")).isOne();
				// the pattern would fit, but there are two already
				assertThat(counter(context, AblyMeter.MESSAGES_PUBLISHED, "channel", "others")).isEqualTo(2);
				assertThat(gauge(context, AblyMeter.MAILBOX_PENDING, "channel", "orders")).isZero();
				assertThat(gauge(context, AblyMeter.MAILBOX_PENDING, "channel", "others")).isZero();
			});
	}

	@Test
	void observationsAndMetersDoNotTimeTheSameTwice() {
		this.metered.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class))
			.withBean(Orders.class)
			.withPropertyValues("ably.metrics.channel-tags=orders")
			.run((context) -> {
				exercise(context);
				await(() -> timer(context, AblyMeter.PUBLISH, "transport", "realtime", "error", "none", "channel",
						"orders") == 2);
				await(() -> timer(context, AblyMeter.LISTENER, "listener", "orders", "error", "none") == 2);
				assertThat(search(context, AblyMeter.LISTENER).timers())
					.allSatisfy((timer) -> assertThat(timer.getId().getTags()).extracting(Tag::getKey)
						.containsExactlyInAnyOrderElementsOf(AblyMeter.LISTENER.tags()));
			});
	}

	@Test
	void canBeSwitchedOff() {
		this.metered.withPropertyValues("ably.metrics.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AblyMetrics.class));
	}

	@Test
	void backsOffWithoutARegistry() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(AblyMetrics.class);
			assertThat(context.getBean(ClientOptions.class).channelObservers()).isEmpty();
		});
	}

	@Test
	void backsOffWithoutMicrometer() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AblyMetrics.class));
	}

	@Test
	void worksWithoutAnnotatedListeners() {
		this.contextRunner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withClassLoader(new FilteredClassLoader(org.springframework.messaging.Message.class))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(AblyMetrics.class);
				assertThat(context).doesNotHaveBean(ListenerAdvice.class);
			});
	}

	@Test
	void theHeartbeatCanBeSwitchedOff() {
		this.metered.withPropertyValues("ably.metrics.heartbeat-interval=0s")
			.run((context) -> assertThat(context.getBean(HeartbeatProbe.class).isRunning()).isFalse());
	}

	private static void exercise(ApplicationContext context) throws Exception {
		RealtimeChannel orders = context.getBean(AblyRealtime.class).channels().get("orders");
		get(orders.attach());
		get(orders.publish("created", "good"));
		get(orders.publish("created", "bad"));
		get(context.getBean(AblyRest.class).channels().get("orders").publish("created", "good"));
	}

	private static void publishAllKinds(ApplicationContext context) throws Exception {
		RestChannel rest = context.getBean(AblyRest.class).channels().get("mutable:orders");
		RealtimeChannel realtime = context.getBean(AblyRealtime.class).channels().get("mutable:orders");
		String serial = get(rest.publish("created", "1")).serials().get(0);
		Message updated = Message.builder().serial(serial).data("2").build();
		get(rest.updateMessage(updated));
		get(realtime.updateMessage(updated));
		Annotation reaction = Annotation.of("reaction:total.v1", "like");
		get(rest.annotations().publish(serial, reaction));
		get(realtime.annotations().publish(serial, reaction));
		get(realtime.presence().enterClient("alice", "here"));
		assertThat(realtime.presence().enter("nobody")).failsWithin(Duration.ofSeconds(30));
		get(rest.publishAll(List.of(Message.of("a", "1"), Message.of("b", "2"), Message.of("c", "3"))));
	}

	private static void publishTooMuch(ApplicationContext context) throws Exception {
		AblyRealtime realtime = context.getBean(AblyRealtime.class);
		get(realtime.connection().whenState(ConnectionState.CONNECTED));
		CompletableFuture<?> published = realtime.channels().get("orders").publish("large", "x".repeat(100_000));
		assertThat(published).failsWithin(Duration.ofSeconds(30));
	}

	private static Set<AblyMeter> present(ApplicationContext context) {
		Set<AblyMeter> present = EnumSet.noneOf(AblyMeter.class);
		MeterRegistry registry = context.getBean(MeterRegistry.class);
		for (AblyMeter meter : AblyMeter.values()) {
			if (!registry.find(meter.meterName()).meters().isEmpty()) {
				present.add(meter);
			}
		}
		return present;
	}

	private static RequiredSearch search(ApplicationContext context, AblyMeter meter, String... tags) {
		return context.getBean(MeterRegistry.class).get(meter.meterName()).tags(tags);
	}

	private static double gauge(ApplicationContext context, AblyMeter meter, String... tags) {
		return search(context, meter, tags).gauge().value();
	}

	private static double counter(ApplicationContext context, AblyMeter meter, String... tags) {
		return context.getBean(MeterRegistry.class)
			.find(meter.meterName())
			.tags(tags)
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private static long timer(ApplicationContext context, AblyMeter meter, String... tags) {
		return context.getBean(MeterRegistry.class)
			.find(meter.meterName())
			.tags(tags)
			.timers()
			.stream()
			.mapToLong((timer) -> timer.count())
			.sum();
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(condition);
	}

	private static <T> T get(CompletableFuture<T> future) throws Exception {
		return future.get(30, TimeUnit.SECONDS);
	}

	static class Orders {

		@AblyListener(id = "orders", channels = "orders")
		void created(String order) {
			if (order.equals("bad")) {
				throw new IllegalArgumentException("expected by the test");
			}
		}

	}

}
