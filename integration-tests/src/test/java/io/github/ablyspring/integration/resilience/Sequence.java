package io.github.ablyspring.integration.resilience;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.ablyspring.integration.support.Await;
import io.github.ablyspring.message.Message;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Expects the numbers from zero on, each once and in order.
 */
final class Sequence implements Consumer<Message> {

	private final int length;

	private final CountDownLatch complete = new CountDownLatch(1);

	private volatile int next;

	private volatile @Nullable String violation;

	Sequence(int length) {
		this.length = length;
	}

	// a channel tells its listeners one thing after the other
	@Override
	@SuppressWarnings("NonAtomicVolatileUpdate")
	public void accept(Message message) {
		String expected = Integer.toString(this.next);
		if (!expected.equals(message.data()) && this.violation == null) {
			this.violation = "expected " + expected + " but got " + message.data() + " (" + message.id() + ")";
		}
		this.next++;
		if (this.next >= this.length || this.violation != null) {
			this.complete.countDown();
		}
	}

	int received() {
		return this.next;
	}

	void awaitAll() throws InterruptedException {
		boolean ended = this.complete.await(Await.SECONDS, TimeUnit.SECONDS);
		assertThat(this.violation).isNull();
		assertThat(ended).as("all came, not only %d of %d", this.next, this.length).isTrue();
		assertThat(this.next).isEqualTo(this.length);
	}

}
