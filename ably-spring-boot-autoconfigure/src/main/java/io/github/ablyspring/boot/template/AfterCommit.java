package io.github.ablyspring.boot.template;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Defers work to the end of a transaction. Only loaded where there are transactions.
 * <p>
 * The end is what comes when all has been told of the commit: what somebody else does
 * with that, as a listener for it may, can still defer something, and does not keep us
 * from ours when it fails.
 */
final class AfterCommit {

	private AfterCommit() {
	}

	/** Whether the work was deferred; there is no transaction otherwise. */
	static boolean run(Runnable work) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return false;
		}
		TransactionSynchronizationManager.registerSynchronization(new Work(work));
		return true;
	}

	/** The same for the transaction of the subscriber. */
	static Mono<Boolean> runReactive(Runnable work) {
		return org.springframework.transaction.reactive.TransactionSynchronizationManager.forCurrentTransaction()
			.map((transaction) -> {
				if (!transaction.isActualTransactionActive() || !transaction.isSynchronizationActive()) {
					return false;
				}
				transaction.registerSynchronization(new ReactiveWork(work));
				return true;
			})
			.onErrorReturn(NoTransactionException.class, false);
	}

	private static final class Work implements TransactionSynchronization {

		private final Runnable work;

		private final List<Object> laterSavepoints = new ArrayList<>();

		private boolean undone;

		Work(Runnable work) {
			this.work = work;
		}

		@Override
		public void savepoint(Object savepoint) {
			this.laterSavepoints.add(savepoint);
		}

		@Override
		public void savepointRollback(Object savepoint) {
			if (!this.laterSavepoints.contains(savepoint)) {
				this.undone = true;
			}
		}

		@Override
		public void afterCompletion(int status) {
			if (status == STATUS_COMMITTED && !this.undone) {
				this.work.run();
			}
		}

	}

	private static final class ReactiveWork
			implements org.springframework.transaction.reactive.TransactionSynchronization {

		private final Runnable work;

		ReactiveWork(Runnable work) {
			this.work = work;
		}

		@Override
		public Mono<Void> afterCompletion(int status) {
			return (status == STATUS_COMMITTED) ? Mono.fromRunnable(this.work) : Mono.empty();
		}

	}

}
