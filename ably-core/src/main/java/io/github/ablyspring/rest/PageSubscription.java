package io.github.ablyspring.rest;

import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.ablyspring.protocol.AblyException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * Hands out the results of page after page to one subscriber. Whoever changes the demand
 * or brings a page drives it on; only one thread does so at a time.
 *
 * @param <T> the type of the results
 * @param <P> the type of the pages
 */
final class PageSubscription<T, P extends Page<T, P>> implements Subscription {

	private final CoreSubscriber<? super T> subscriber;

	private final AtomicLong demand = new AtomicLong();

	private final AtomicInteger drives = new AtomicInteger();

	private @Nullable CompletionStage<? extends @Nullable Page<T, P>> toFetch;

	private @Nullable Page<T, P> page;

	private Iterator<T> items = Collections.emptyIterator();

	private boolean fetching;

	private volatile @Nullable Arrival<T, P> arrival;

	private volatile boolean over;

	PageSubscription(CoreSubscriber<? super T> subscriber, CompletionStage<? extends @Nullable Page<T, P>> first) {
		this.subscriber = subscriber;
		this.toFetch = first;
	}

	@Override
	public void request(long n) {
		if (Operators.validate(n)) {
			this.demand.accumulateAndGet(n, Operators::addCap);
			drive();
		}
	}

	@Override
	public void cancel() {
		this.over = true;
	}

	private void drive() {
		if (this.drives.getAndIncrement() != 0) {
			return;
		}
		int missed = 1;
		do {
			while (!this.over && step()) {
				// as long as something moves
			}
			missed = this.drives.addAndGet(-missed);
		}
		while (missed != 0);
	}

	// Does the next thing there is to do; false when there is none for now.
	private boolean step() {
		Arrival<T, P> arrived = this.arrival;
		if (arrived != null) {
			this.arrival = null;
			this.fetching = false;
			return accept(arrived);
		}
		if (this.fetching) {
			return false;
		}
		if (this.items.hasNext()) {
			if (this.demand.get() == 0) {
				return false;
			}
			if (this.demand.get() != Long.MAX_VALUE) {
				this.demand.decrementAndGet();
			}
			this.subscriber.onNext(this.items.next());
			return true;
		}
		Page<T, P> current = this.page;
		if (current != null && !current.hasNext()) {
			this.over = true;
			this.subscriber.onComplete();
			return false;
		}
		return this.demand.get() > 0 && fetch(current);
	}

	private boolean fetch(@Nullable Page<T, P> current) {
		this.fetching = true;
		CompletionStage<? extends @Nullable Page<T, P>> next = (current != null) ? current.next() : this.toFetch;
		this.toFetch = null;
		if (next != null) {
			next.whenComplete((page, failure) -> {
				this.arrival = new Arrival<>(page, failure);
				drive();
			});
		}
		return true;
	}

	private boolean accept(Arrival<T, P> arrived) {
		Page<T, P> next = arrived.page();
		if (next == null) {
			this.over = true;
			if (arrived.failure() != null) {
				this.subscriber.onError(AblyException.from(arrived.failure()));
			}
			else {
				this.subscriber.onComplete();
			}
			return false;
		}
		this.page = next;
		this.items = next.items().iterator();
		return true;
	}

	private record Arrival<T, P extends Page<T, P>>(@Nullable Page<T, P> page, @Nullable Throwable failure) {
	}

}
