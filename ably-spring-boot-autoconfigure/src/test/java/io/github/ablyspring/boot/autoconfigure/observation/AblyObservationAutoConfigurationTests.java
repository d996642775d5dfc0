package io.github.ablyspring.boot.autoconfigure.observation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyListenerAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyRealtimeAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyTemplateAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.boot.observation.AblyListenerContext;
import io.github.ablyspring.boot.observation.AblyListenerObservationConvention;
import io.github.ablyspring.boot.observation.AblyObservations;
import io.github.ablyspring.boot.observation.AblyPublishContext;
import io.github.ablyspring.boot.observation.AblyPublishObservationConvention;
import io.github.ablyspring.boot.observation.ListenerObservations;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.handler.annotation.Headers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AblyObservationAutoConfiguration}, with a real tracer.
 */
class AblyObservationAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyListenerAutoConfiguration.class, AblyTemplateAutoConfiguration.class,
				AblyEmulatorAutoConfiguration.class, AblyObservationAutoConfiguration.class));

	@Test
	void aTraceGoesOnFromThePublisherToTheListener() {
		InMemorySpanExporter spans = InMemorySpanExporter.create();
		Tracing tracing = Tracing.of(spans);
		Tracer tracer = tracing.tracer();
		this.contextRunner.withBean(ObservationRegistry.class, tracing::registry)
			.withBean(Orders.class, () -> new Orders(tracer))
			.withPropertyValues("ably.listener.await-attach=true")
			.run((context) -> {
				Span order = tracer.nextSpan().name("order").start();
				try (Tracer.SpanInScope scope = tracer.withSpan(order)) {
					assertThat(scope).isNotNull();
					context.getBean(AblyTemplate.class).publish("orders", "created", "42", Map.of("region", "eu"));
				}
				finally {
					order.end();
				}
				Seen seen = context.getBean(Orders.class).seen.poll(30, TimeUnit.SECONDS);
				assertThat(seen).isNotNull();
				Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> spans.getFinishedSpanItems().size() == 3);
				SpanData parent = named(spans, "order");
				SpanData publish = named(spans, "orders publish");
				SpanData process = named(spans, "orders process");
				assertThat(publish.getKind()).isEqualTo(SpanKind.PRODUCER);
				assertThat(publish.getParentSpanId()).isEqualTo(parent.getSpanId());
				assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
				assertThat(process.getParentSpanId()).isEqualTo(publish.getSpanId());
				assertThat(List.of(publish.getTraceId(), process.getTraceId(), seen.traceId()))
					.containsOnly(parent.getTraceId());
				assertThat(seen.headers()).containsEntry("region", "eu").containsKey("traceparent");
			});
	}

	@Test
	void aFailureOfTheListenerIsPartOfTheTrace() {
		InMemorySpanExporter spans = InMemorySpanExporter.create();
		Tracing tracing = Tracing.of(spans);
		Tracer tracer = tracing.tracer();
		this.contextRunner.withBean(ObservationRegistry.class, tracing::registry)
			.withBean(Orders.class, () -> new Orders(tracer))
			.run((context) -> {
				context.getBean(AblyTemplate.class).publish("orders", "created", "bad");
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.until(() -> spans.getFinishedSpanItems()
						.stream()
						.anyMatch((span) -> span.getName().equals("orders process")));
				assertThat(named(spans, "orders process").getEvents()).extracting((event) -> event.getName())
					.contains("exception");
			});
	}

	@Test
	void publishesAndListenersAreObserved() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.contextRunner.withBean(ObservationRegistry.class, () -> registry)
			.withBean(Orders.class, () -> new Orders(Tracer.NOOP))
			.run((context) -> {
				context.getBean(AblyTemplate.class).publish("orders", "created", "42");
				assertThat(context.getBean(Orders.class).seen.poll(30, TimeUnit.SECONDS)).isNotNull();
				Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
					TestObservationRegistryAssert.assertThat(registry)
						.hasObservationWithNameEqualTo("ably.publish")
						.that()
						.hasLowCardinalityKeyValue("client", "default")
						.hasLowCardinalityKeyValue("transport", "realtime")
						.hasLowCardinalityKeyValue("kind", "message")
						.hasHighCardinalityKeyValue("messaging.destination.name", "orders")
						.hasHighCardinalityKeyValue("messaging.batch.message_count", "1")
						.hasBeenStopped();
					TestObservationRegistryAssert.assertThat(registry)
						.hasObservationWithNameEqualTo("ably.listener")
						.that()
						.hasLowCardinalityKeyValue("client", "default")
						.hasLowCardinalityKeyValue("listener", "orders")
						.hasHighCardinalityKeyValue("messaging.destination.name", "orders")
						.hasBeenStopped();
				});
			});
	}

	@Test
	void aTraceGoesOnToAListenerWithoutAnnotationWhenItIsObserved() {
		InMemorySpanExporter spans = InMemorySpanExporter.create();
		Tracing tracing = Tracing.of(spans);
		Tracer tracer = tracing.tracer();
		BlockingQueue<String> seen = new LinkedBlockingQueue<>();
		this.contextRunner.withBean(ObservationRegistry.class, tracing::registry).run((context) -> {
			RealtimeChannel orders = context.getBean(AblyRealtime.class).channels().get("orders");
			orders.subscribe(context.getBean(ListenerObservations.class).observed("stock", orders, (message) -> {
				seen.add(Objects.requireNonNull(tracer.currentSpan()).context().traceId());
				throw new IllegalStateException("expected by the test");
			})).attached().get(30, TimeUnit.SECONDS);
			context.getBean(AblyTemplate.class).publish("orders", "created", "42");
			String traceId = seen.poll(30, TimeUnit.SECONDS);
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> spans.getFinishedSpanItems().size() == 2);
			SpanData process = named(spans, "orders process");
			assertThat(process.getParentSpanId()).isEqualTo(named(spans, "orders publish").getSpanId());
			assertThat(process.getTraceId()).isEqualTo(traceId);
			assertThat(process.getEvents()).extracting((event) -> event.getName()).contains("exception");
			assertThat(process.getAttributes().asMap()).containsEntry(AttributeKey.stringKey("listener"), "stock")
				.containsEntry(AttributeKey.stringKey("client"), "default");
		});
	}

	@Test
	void whatElseIsPublishedIsPartOfTheTraceToo() {
		InMemorySpanExporter spans = InMemorySpanExporter.create();
		Tracing tracing = Tracing.of(spans);
		this.contextRunner.withBean(ObservationRegistry.class, tracing::registry).run((context) -> {
			Span order = tracing.tracer().nextSpan().name("order").start();
			try (Tracer.SpanInScope scope = tracing.tracer().withSpan(order)) {
				assertThat(scope).isNotNull();
				context.getBean(AblyRealtime.class)
					.channels()
					.get("orders")
					.presence()
					.enterClient("alice")
					.get(30, TimeUnit.SECONDS);
			}
			finally {
				order.end();
			}
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> spans.getFinishedSpanItems().size() == 2);
			assertThat(named(spans, "orders publish presence").getParentSpanId())
				.isEqualTo(named(spans, "order").getSpanId());
		});
	}

	@Test
	void conventionsOfTheApplicationNameThem() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.contextRunner.withBean(ObservationRegistry.class, () -> registry)
			.withBean(Orders.class, () -> new Orders(Tracer.NOOP))
			.withBean(AblyPublishObservationConvention.class, () -> new AblyPublishObservationConvention() {

				@Override
				public String getName() {
					return "mine.publish";
				}

				@Override
				public String getContextualName(AblyPublishContext context) {
					return "publishing " + context.messages().size();
				}

			})
			.withBean(AblyListenerObservationConvention.class, () -> new AblyListenerObservationConvention() {

				@Override
				public String getContextualName(AblyListenerContext context) {
					return "calling " + context.endpoint().id();
				}

			})
			.run((context) -> {
				context.getBean(AblyTemplate.class).publish("orders", "created", "42");
				assertThat(context.getBean(Orders.class).seen.poll(30, TimeUnit.SECONDS)).isNotNull();
				Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
					TestObservationRegistryAssert.assertThat(registry)
						.hasObservationWithNameEqualTo("mine.publish")
						.that()
						.hasContextualNameEqualTo("publishing 1");
					TestObservationRegistryAssert.assertThat(registry)
						.hasObservationWithNameEqualTo("ably.listener")
						.that()
						.hasContextualNameEqualTo("calling orders");
				});
			});
	}

	@Test
	void canBeSwitchedOff() {
		this.contextRunner.withBean(ObservationRegistry.class, TestObservationRegistry::create)
			.withPropertyValues("ably.observations.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AblyObservations.class));
	}

	@Test
	void backsOffWithoutARegistry() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AblyObservations.class));
	}

	@Test
	void backsOffWithoutMicrometer() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AblyObservations.class));
	}

	private static SpanData named(InMemorySpanExporter spans, String name) {
		return spans.getFinishedSpanItems()
			.stream()
			.filter((span) -> span.getName().equals(name))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No span " + name + " in " + spans.getFinishedSpanItems()));
	}

	record Tracing(Tracer tracer, Propagator propagator) {

		static Tracing of(InMemorySpanExporter spans) {
			io.opentelemetry.api.trace.Tracer otel = SdkTracerProvider.builder()
				.addSpanProcessor(SimpleSpanProcessor.create(spans))
				.build()
				.get("test");
			return new Tracing(new OtelTracer(otel, new OtelCurrentTraceContext(), (event) -> {
			}), new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), otel));
		}

		ObservationRegistry registry() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig()
				.observationHandler(new FirstMatchingCompositeObservationHandler(
						new PropagatingSenderTracingObservationHandler<>(this.tracer, this.propagator),
						new PropagatingReceiverTracingObservationHandler<>(this.tracer, this.propagator),
						new DefaultTracingObservationHandler(this.tracer)));
			return registry;
		}

	}

	record Seen(String traceId, Map<String, Object> headers) {
	}

	static class Orders {

		private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

		private final Tracer tracer;

		Orders(Tracer tracer) {
			this.tracer = tracer;
		}

		@AblyListener(id = "orders", channels = "orders")
		void created(String order, @Headers Map<String, Object> headers) {
			Span current = this.tracer.currentSpan();
			this.seen.add(new Seen((current != null) ? current.context().traceId() : "none", headers));
			if (order.equals("bad")) {
				throw new IllegalArgumentException("expected by the test");
			}
		}

	}

}
