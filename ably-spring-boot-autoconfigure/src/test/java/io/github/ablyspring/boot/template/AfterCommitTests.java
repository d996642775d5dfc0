package io.github.ablyspring.boot.template;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyRealtimeAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyTemplateAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.rest.Direction;
import io.github.ablyspring.rest.HistoryParams;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.AbstractReactiveTransactionManager;
import org.springframework.transaction.reactive.GenericReactiveTransaction;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what templates publish when a transaction has committed.
 */
class AfterCommitTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyEmulatorAutoConfiguration.class, AblyTemplateAutoConfiguration.class));

	private final TransactionTemplate transaction = new TransactionTemplate(new Transactions());

	@Test
	void messagesWithHeadersAreDeferredToo() {
		published((ably, published) -> {
			this.transaction.executeWithoutResult((status) -> {
				ably.publishAfterCommit("orders", "created", "1", Map.of("region", "eu"));
				ably.publishAfterCommit("orders", Message.builder().name("created").data("2").clientId("ann").build());
				assertThat(TransactionSynchronizationManager.getSynchronizations()).hasSize(2);
			});
			assertThat(published.get()).extracting(Message::data).containsExactly("1", "2");
			assertThat(published.get().get(0).extras()).isNotNull()
				.satisfies((extras) -> assertThat(extras.headers()).containsEntry("region", "eu"));
			assertThat(published.get().get(1).clientId()).isEqualTo("ann");
		});
	}

	@Test
	void nothingIsPublishedOfWhatASavepointHasTakenBack() {
		published((ably, published) -> {
			TransactionTemplate nested = nested(TransactionDefinition.PROPAGATION_NESTED);
			this.transaction.executeWithoutResult((outer) -> {
				ably.publishAfterCommit("orders", "created", "before");
				nested.executeWithoutResult((inner) -> {
					ably.publishAfterCommit("orders", "created", "taken back");
					nested.executeWithoutResult(
							(innermost) -> ably.publishAfterCommit("orders", "created", "taken back with it"));
					inner.setRollbackOnly();
				});
				nested.executeWithoutResult((inner) -> ably.publishAfterCommit("orders", "created", "kept"));
				ably.publishAfterCommit("orders", "created", "after");
			});
			assertThat(published.get()).extracting(Message::data).containsExactly("before", "kept", "after");
		});
	}

	@Test
	void aTransactionOfItsOwnIsNotTakenBackWithTheOuterOne() {
		published((ably, published) -> {
			TransactionTemplate own = nested(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			this.transaction.executeWithoutResult((outer) -> {
				ably.publishAfterCommit("orders", "created", "outer");
				own.executeWithoutResult((inner) -> ably.publishAfterCommit("orders", "created", "inner"));
				outer.setRollbackOnly();
			});
			assertThat(published.get()).extracting(Message::data).containsExactly("inner");
		});
	}

	@Test
	void whoeverIsToldOfTheCommitCanStillPublish() {
		published((ably, published) -> {
			this.transaction.executeWithoutResult((status) -> TransactionSynchronizationManager
				.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						ably.publishAfterCommit("orders", "created", "told");
					}

				}));
			assertThat(published.get()).extracting(Message::data).containsExactly("told");
		});
	}

	@Test
	void theFailureOfSomebodyElseAfterTheCommitKeepsNothingBack() {
		published((ably, published) -> {
			assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
				TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

					@Override
					public void afterCommit() {
						throw new IllegalStateException("somebody else");
					}

				});
				ably.publishAfterCommit("orders", "created", "committed");
			}));
			assertThat(published.get()).extracting(Message::data).containsExactly("committed");
		});
	}

	@Nested
	class Reactive {

		private final TransactionalOperator operator = TransactionalOperator.create(new ReactiveTransactions());

		@Test
		void publishesWhenTheTransactionHasCommitted() {
			run((ably, published) -> {
				ably.publishAfterCommit("orders", "created", "committed")
					.then(ably.publishAfterCommit("orders", "created", "with headers", Map.of("region", "eu")))
					.then(Mono.fromRunnable(() -> assertThat(published.get()).isEmpty()))
					.as(this.operator::transactional)
					.block();
				assertThat(published.get()).extracting(Message::data).containsExactly("committed", "with headers");
			});
		}

		@Test
		void publishesNothingWhenItRollsBack() {
			run((ably, published) -> {
				ably.publishAfterCommit("orders", "created", "rolled back")
					.then(Mono.error(new IllegalStateException("no")))
					.as(this.operator::transactional)
					.onErrorComplete(IllegalStateException.class)
					.block();
				assertThat(published.get()).isEmpty();
			});
		}

		@Test
		void publishesAtOnceWithoutATransactionAndNothingBeforeItIsSubscribedTo() {
			run((ably, published) -> {
				Mono<Void> publish = ably.publishAfterCommit("orders", Message.of("created", "at once"));
				assertThat(published.get()).isEmpty();
				publish.block();
				assertThat(published.get()).extracting(Message::data).containsExactly("at once");
			});
		}

		private void run(BiConsumer<ReactiveAblyTemplate, Published> test) {
			AfterCommitTests.this.contextRunner.run((context) -> test
				.accept(context.getBean(ReactiveAblyTemplate.class), () -> AfterCommitTests.published(context)));
		}

	}

	private TransactionTemplate nested(int propagation) {
		TransactionTemplate nested = new TransactionTemplate(this.transaction.getTransactionManager());
		nested.setPropagationBehavior(propagation);
		return nested;
	}

	private void published(BiConsumer<AblyTemplate, Published> test) {
		this.contextRunner.run((context) -> test.accept(context.getBean(AblyTemplate.class), () -> published(context)));
	}

	/** What is stored, in order; what was published before by REST is. */
	private static List<Message> published(ApplicationContext context) {
		context.getBean(AblyTemplate.class).publish("orders", "end", "end");
		try {
			return context.getBean(AblyRest.class)
				.channels()
				.get("orders")
				.history(HistoryParams.builder().direction(Direction.FORWARDS).build())
				.get(30, TimeUnit.SECONDS)
				.items()
				.stream()
				.filter((message) -> !"end".equals(message.name()))
				.toList();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Published {

		List<Message> get();

	}

	/** A transaction is an object that is bound to the thread, and has savepoints. */
	private static final class Transactions extends AbstractPlatformTransactionManager {

		@java.io.Serial
		private static final long serialVersionUID = 1L;

		Transactions() {
			setNestedTransactionAllowed(true);
		}

		@Override
		protected Object doGetTransaction() {
			Object current = TransactionSynchronizationManager.getResource(this);
			return (current != null) ? current : new WithSavepoints();
		}

		@Override
		protected boolean isExistingTransaction(Object transaction) {
			return TransactionSynchronizationManager.hasResource(this);
		}

		@Override
		protected void doBegin(Object transaction, TransactionDefinition definition) {
			TransactionSynchronizationManager.bindResource(this, new WithSavepoints());
		}

		@Override
		protected Object doSuspend(Object transaction) {
			return TransactionSynchronizationManager.unbindResource(this);
		}

		@Override
		protected void doResume(@Nullable Object transaction, Object suspended) {
			TransactionSynchronizationManager.bindResource(this, suspended);
		}

		@Override
		protected void doCommit(DefaultTransactionStatus status) {
		}

		@Override
		protected void doRollback(DefaultTransactionStatus status) {
		}

		@Override
		protected void doCleanupAfterCompletion(Object transaction) {
			TransactionSynchronizationManager.unbindResource(this);
		}

	}

	private static final class WithSavepoints implements SavepointManager {

		@Override
		public Object createSavepoint() {
			return new Object();
		}

		@Override
		public void rollbackToSavepoint(Object savepoint) {
		}

		@Override
		public void releaseSavepoint(Object savepoint) {
		}

	}

	private static final class ReactiveTransactions extends AbstractReactiveTransactionManager {

		@java.io.Serial
		private static final long serialVersionUID = 1L;

		@Override
		protected Object doGetTransaction(
				org.springframework.transaction.reactive.TransactionSynchronizationManager manager) {
			return new Object();
		}

		@Override
		protected Mono<Void> doBegin(org.springframework.transaction.reactive.TransactionSynchronizationManager manager,
				Object transaction, TransactionDefinition definition) {
			return Mono.empty();
		}

		@Override
		protected Mono<Void> doCommit(
				org.springframework.transaction.reactive.TransactionSynchronizationManager manager,
				GenericReactiveTransaction status) {
			return Mono.empty();
		}

		@Override
		protected Mono<Void> doRollback(
				org.springframework.transaction.reactive.TransactionSynchronizationManager manager,
				GenericReactiveTransaction status) {
			return Mono.empty();
		}

	}

}
