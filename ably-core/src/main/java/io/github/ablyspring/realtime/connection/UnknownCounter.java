package io.github.ablyspring.realtime.connection;

import java.util.concurrent.atomic.AtomicLong;

import io.github.ablyspring.protocol.UnknownListener;

/**
 * Counts what came that is not known. Written on the loop, read from any thread.
 */
final class UnknownCounter implements UnknownListener {

	private final AtomicLong actions = new AtomicLong();

	private final AtomicLong fields = new AtomicLong();

	private final AtomicLong values = new AtomicLong();

	void action() {
		this.actions.incrementAndGet();
	}

	@Override
	public void unknown(Kind kind, String where, String what) {
		((kind == Kind.FIELD) ? this.fields : this.values).incrementAndGet();
	}

	UnknownThings counted() {
		return new UnknownThings(this.actions.get(), this.fields.get(), this.values.get());
	}

}
