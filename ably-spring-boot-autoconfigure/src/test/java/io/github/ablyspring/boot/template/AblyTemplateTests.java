package io.github.ablyspring.boot.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyPayloadAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyRealtimeAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyTemplateAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.TypeRef;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.rest.HistoryParams;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AblyTemplateTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyEmulatorAutoConfiguration.class, AblyTemplateAutoConfiguration.class,
				AblyPayloadAutoConfiguration.class, JacksonAutoConfiguration.class))
		.withPropertyValues("ably.client-id=warehouse");

	@Test
	void waitsUntilAblyHasTheMessage() {
		this.contextRunner.run((context) -> {
			AblyTemplate ably = context.getBean(AblyTemplate.class);
			assertThat(ably.publish("orders", "created", new Order("a book"), Map.of("region", "eu")).serials())
				.hasSize(1);
			Message stored = history(context, "orders").get(0);
			assertThat(stored.name()).isEqualTo("created");
			assertThat(stored.data(new TypeRef<Map<String, Object>>() {
			})).containsEntry("what", "a book");
			assertThat(stored.extras().headers()).containsEntry("region", "eu");
			assertThat(stored.clientId()).isEqualTo("warehouse");
		});
	}

	@Test
	void writesAsTheApplicationWritesJson() {
		this.contextRunner.withPropertyValues("spring.jackson.property-naming-strategy=UPPER_CAMEL_CASE")
			.run((context) -> {
				context.getBean(AblyTemplate.class).publish("orders", "created", new Order("a book"));
				Message stored = history(context, "orders").get(0);
				assertThat(stored.data()).isEqualTo(Map.of("What", "a book"));
				assertThat(stored.data(Order.class)).isEqualTo(new Order("a book"));
				// the naming strategy is for payloads, not for the protocol
				assertThat(stored.name()).isEqualTo("created");
			});
	}

	@Test
	void throwsTheExceptionOfAblyItself() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> context.getBean(AblyTemplate.class).publish("orders", "created", "x".repeat(70_000)))
			.satisfies((failure) -> assertThat(failure.code()).isEqualTo(40009)));
	}

	@ParameterizedTest
	@EnumSource(PublishVia.class)
	void throwsTheExceptionOfAblyWhenTheApplicationHasEnded(PublishVia via) {
		List<AblyTemplate> ended = new ArrayList<>();
		this.contextRunner.withPropertyValues("ably.template.via=" + via)
			.run((context) -> ended.add(context.getBean(AblyTemplate.class)));
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> ended.get(0).publish("orders", "created", "x"))
			.withMessageContaining("closed");
		// what it cannot do is logged
		ended.get(0).publishAfterCommit("orders", "created", "x");
	}

	@Test
	void goesOverRestWhenToldTo() {
		this.contextRunner.withPropertyValues("ably.template.via=rest").run((context) -> {
			context.getBean(AblyTemplate.class).publish("orders", "created", "x");
			assertThat(history(context, "orders").get(0).connectionId()).isNull();
		});
	}

	@Test
	void goesOverRestWhileThereIsNoConnection() {
		this.contextRunner.withPropertyValues("ably.template.via=realtime-or-rest").run((context) -> {
			AblyRealtime realtime = context.getBean(AblyRealtime.class);
			realtime.connection().whenState(ConnectionState.CONNECTED).get(30, TimeUnit.SECONDS);
			context.getBean(AblyTemplate.class).publish("orders", "created", "connected");
			realtime.connection().close().get(30, TimeUnit.SECONDS);
			context.getBean(AblyTemplate.class).publish("orders", "created", "closed");
			List<Message> stored = history(context, "orders");
			assertThat(stored).extracting(Message::data).containsExactly("closed", "connected");
			assertThat(stored.get(0).connectionId()).isNull();
			assertThat(stored.get(1).connectionId()).isNotNull();
		});
	}

	@Test
	void publishesWhenTheTransactionHasCommitted() {
		this.contextRunner.run((context) -> {
			AblyTemplate ably = context.getBean(AblyTemplate.class);
			TransactionTemplate transaction = new TransactionTemplate(new Transactions());
			transaction.executeWithoutResult((status) -> {
				ably.publishAfterCommit("orders", "created", "committed");
				assertThat(TransactionSynchronizationManager.getSynchronizations()).hasSize(1);
			});
			transaction.executeWithoutResult((status) -> {
				ably.publishAfterCommit("orders", "created", "rolled back");
				status.setRollbackOnly();
			});
			ably.publishAfterCommit("orders", "created", "without a transaction");
			ably.publish("orders", "created", "last");
			assertThat(history(context, "orders")).extracting(Message::data)
				.containsExactly("last", "without a transaction", "committed");
		});
	}

	@Test
	void whatIsBeingPublishedIsStoredBeforeTheConnectionCloses() {
		AblyEmulator emulator = AblyEmulator.start();
		try {
			List<CompletableFuture<?>> publishes = new ArrayList<>();
			this.contextRunner.withBean(AblyEmulator.class, () -> emulator, (bean) -> bean.setDestroyMethodName(""))
				.run((context) -> {
					AblyRealtime realtime = context.getBean(AblyRealtime.class);
					realtime.connection().whenState(ConnectionState.CONNECTED).get(30, TimeUnit.SECONDS);
					emulator.faults()
						.add(FaultRule.when(Trigger.toClient(Action.ACK))
							.then(Fault.delay(java.time.Duration.ofMillis(300))));
					publishes.add(context.getBean(ReactiveAblyTemplate.class)
						.publish("orders", "created", "late")
						.toFuture());
					context.getBean(AblyTemplate.class).publishAfterCommit("orders", "created", "later");
				});
			assertThat(publishes).singleElement(InstanceOfAssertFactories.COMPLETABLE_FUTURE)
				.succeedsWithin(30, TimeUnit.SECONDS);
		}
		finally {
			emulator.close();
		}
	}

	@Test
	void reactivePublishesBeginWhenSubscribedTo() {
		this.contextRunner.run((context) -> {
			ReactiveAblyTemplate ably = context.getBean(ReactiveAblyTemplate.class);
			Mono<?> never = ably.publish("orders", "created", "never");
			StepVerifier.create(ably.publish("orders", "created", "once", Map.of()))
				.expectNextCount(1)
				.verifyComplete();
			assertThat(history(context, "orders")).extracting(Message::data).containsExactly("once");
			assertThat(never).isNotNull();
		});
	}

	@Test
	void writesJsonWithoutTheApplicationsJackson() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
					AblyEmulatorAutoConfiguration.class, AblyTemplateAutoConfiguration.class,
					AblyPayloadAutoConfiguration.class))
			.run((context) -> {
				assertThat(context).doesNotHaveBean(PayloadMapper.class);
				context.getBean(AblyTemplate.class).publish("orders", "created", new Order("a book"));
				assertThat(history(context, "orders").get(0).data()).isEqualTo(Map.of("what", "a book"));
			});
	}

	@Test
	void writesByAMapperOfTheApplicationsOwn() {
		PayloadMapper upper = PayloadMapper
			.jackson(JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE).build());
		this.contextRunner.withBean(PayloadMapper.class, () -> upper).run((context) -> {
			context.getBean(AblyTemplate.class).publish("orders", "created", new Order("a book"));
			assertThat(history(context, "orders").get(0).data()).isEqualTo(Map.of("WHAT", "a book"));
		});
	}

	private static List<Message> history(ApplicationContext context, String channel) throws Exception {
		return context.getBean(AblyRest.class)
			.channels()
			.get(channel)
			.history(HistoryParams.builder().build())
			.get(30, TimeUnit.SECONDS)
			.items();
	}

	record Order(String what) {

	}

	static final class Transactions extends AbstractPlatformTransactionManager {

		@java.io.Serial
		private static final long serialVersionUID = 1L;

		@Override
		protected Object doGetTransaction() {
			return new Object();
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

	}

}
