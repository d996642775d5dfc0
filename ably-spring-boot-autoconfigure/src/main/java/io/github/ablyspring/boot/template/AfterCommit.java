package io.github.ablyspring.boot.template;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Defers work to the end of a transaction. Only loaded where there are transactions.
 */
final class AfterCommit {

	private AfterCommit() {
	}

	static boolean run(Runnable work) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()
				|| !TransactionSynchronizationManager.isSynchronizationActive()) {
			return false;
		}
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				work.run();
			}

		});
		return true;
	}

}
