package io.github.ablyspring.realtime.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * What waits for one subscriber of a stream until it asks for more. Filled by the drain
 * of a mailbox; emits on the user executor, one item at a time.
 *
 * @param <T> the type of the items
 */
final class DemandQueue<T> implements Subscription {

	private static final Logger logger = LoggerFactory.getLogger(DemandQueue.class);

	private final CoreSubscriber<? super T> subscriber;

	private final Executor executor;

	private final int capacity;

	private final Owner owner;

	// All guarded by this object; never held while the subscriber is called.
	private final Deque<T> items = new ArrayDeque<>();

	private long requested;

	private boolean emitting;

	private final boolean alwaysDropping;

	private boolean dropping;

	private boolean holding;

	private boolean ended;

	private @Nullable Throwable failure;

	private boolean cancelled;

	DemandQueue(CoreSubscriber<? super T> subscriber, Executor executor, int capacity, boolean dropping, Owner owner) {
		this.subscriber = subscriber;
		this.executor = executor;
		this.capacity = capacity;
		this.alwaysDropping = dropping;
		this.dropping = dropping;
		this.owner = owner;
	}

	/**
	 * Adds an item, and emits if the subscriber waits. On the user executor.
	 * @param item the item
	 */
	void offer(T item) {
		boolean lost = false;
		boolean emit;
		synchronized (this) {
			if (this.cancelled || this.ended) {
				return;
			}
			this.items.add(item);
			if (this.dropping && this.items.size() > this.capacity) {
				this.items.remove();
				lost = true;
			}
			emit = startEmitting();
		}
		if (lost) {
			this.owner.lost(1);
		}
		if (emit) {
			emit();
		}
	}

	/**
	 * Whether the mailbox should wait before it offers more. If so the owner is told when
	 * there is room again.
	 * @return whether the queue is full
	 */
	synchronized boolean full() {
		this.holding = !this.dropping && !this.cancelled && this.items.size() >= this.capacity;
		return this.holding;
	}

	/**
	 * Drops the oldest items from now on instead of being full.
	 * @return whether it was full
	 */
	boolean giveWay() {
		synchronized (this) {
			if (!this.holding) {
				return false;
			}
			this.holding = false;
			this.dropping = true;
		}
		this.owner.room();
		return true;
	}

	/**
	 * Ends the stream after what waits.
	 * @param failure why, or {@code null} for an orderly end
	 */
	void end(@Nullable Throwable failure) {
		synchronized (this) {
			if (this.ended || this.cancelled) {
				return;
			}
			this.ended = true;
			this.failure = failure;
			if (this.emitting) {
				return;
			}
			this.emitting = true;
		}
		this.executor.execute(this::emit);
	}

	@Override
	public void request(long n) {
		if (!Operators.validate(n)) {
			return;
		}
		synchronized (this) {
			this.requested = Operators.addCap(this.requested, n);
			if (!startEmitting()) {
				return;
			}
		}
		this.executor.execute(this::emit);
	}

	@Override
	public void cancel() {
		boolean room;
		synchronized (this) {
			if (this.cancelled) {
				return;
			}
			this.cancelled = true;
			this.items.clear();
			room = this.holding;
			this.holding = false;
		}
		this.owner.cancelled();
		if (room) {
			this.owner.room();
		}
	}

	private boolean startEmitting() {
		if (this.emitting || this.requested == 0 || this.items.isEmpty()) {
			return false;
		}
		this.emitting = true;
		return true;
	}

	private void emit() {
		while (true) {
			T item;
			boolean room = false;
			synchronized (this) {
				if (this.cancelled) {
					this.emitting = false;
					return;
				}
				if (this.items.isEmpty() && this.ended) {
					break;
				}
				if (this.requested == 0 || this.items.isEmpty()) {
					this.emitting = false;
					return;
				}
				item = this.items.remove();
				if (this.requested != Long.MAX_VALUE) {
					this.requested--;
				}
				if (this.items.size() <= this.capacity / 2) {
					room = this.holding;
					this.holding = false;
					this.dropping = this.alwaysDropping;
				}
			}
			if (room) {
				this.owner.room();
			}
			try {
				this.subscriber.onNext(item);
			}
			catch (Throwable ex) {
				// A subscriber must not throw; this one is in no state to be given more.
				logger.error("A subscriber of a stream of messages threw; it is given no more", ex);
				cancel();
			}
		}
		Throwable why = this.failure;
		this.owner.cancelled();
		if (why != null) {
			this.subscriber.onError(why);
		}
		else {
			this.subscriber.onComplete();
		}
	}

	/**
	 * Whoever fills the queue.
	 */
	interface Owner {

		/**
		 * There is room again after {@link DemandQueue#full()} was {@code true}.
		 */
		void room();

		/**
		 * Items were dropped.
		 * @param count how many
		 */
		void lost(int count);

		/**
		 * Nothing more is wanted.
		 */
		void cancelled();

	}

}
