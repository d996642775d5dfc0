package io.github.ablyspring.sample.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.github.ablyspring.message.Message;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Counts what goes to Ably and what comes from there.
 */
@Component
public class Traffic {

	private final LongAdder published = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LongAdder received = new LongAdder();

	private final AtomicLong slowest = new AtomicLong();

	/**
	 * Notes the end of a publish.
	 * @param result what came of it
	 * @param failure why nothing did
	 */
	public void published(@Nullable Object result, @Nullable Throwable failure) {
		((failure != null) ? this.failed : this.published).increment();
	}

	/**
	 * Notes a message that came.
	 * @param message the message
	 */
	public void received(Message message) {
		this.received.increment();
		Instant sent = message.timestamp();
		if (sent != null) {
			this.slowest.accumulateAndGet(Math.max(0, Duration.between(sent, Instant.now()).toMillis()), Math::max);
		}
	}

	long publishedSoFar() {
		return this.published.sum();
	}

	long failedSoFar() {
		return this.failed.sum();
	}

	long receivedSoFar() {
		return this.received.sum();
	}

	/** The slowest delivery since the last time somebody asked. */
	long takeSlowest() {
		return this.slowest.getAndSet(0);
	}

}
