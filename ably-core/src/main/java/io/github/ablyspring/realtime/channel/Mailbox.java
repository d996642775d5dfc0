package io.github.ablyspring.realtime.channel;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.Predicate;

import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for the listeners of one channel: frames and {@link Delivery deliveries},
 * handled one after the other, in order, on the user executor. Filled by the client's
 * loop only.
 * <p>
 * A burst costs one hand-over to the executor; entries are taken in small batches, so
 * that the lock is touched rarely, yet nearly everything that waits can still be dropped
 * when the mailbox overflows.
 * <p>
 * With thousands of channels nothing of one is in the processor's caches when the next
 * frame for it comes, and each object that has to be looked at then costs as much as some
 * hundred instructions. So all is in this one, which is its own lock, and a frame that
 * waits alone needs no ring.
 */
final class Mailbox implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(Mailbox.class);

	private static final int BATCH = 64;

	// After so many items the executor's other tasks get their turn.
	private static final int FAIR_SHARE = 1024;

	private static final int SMALLEST_RING = 16;

	private static final Object[] EMPTY = new Object[0];

	private static final AtomicLongFieldUpdater<Mailbox> PRODUCED = AtomicLongFieldUpdater.newUpdater(Mailbox.class,
			"produced");

	private static final AtomicLongFieldUpdater<Mailbox> DROPPED = AtomicLongFieldUpdater.newUpdater(Mailbox.class,
			"dropped");

	private static final AtomicLongFieldUpdater<Mailbox> CONSUMED = AtomicLongFieldUpdater.newUpdater(Mailbox.class,
			"consumed");

	private final Executor executor;

	private final Handler handler;

	// The lock guards what follows. As long as there is no ring one entry may wait alone.
	private @Nullable Object only;

	private @Nullable Object[] ring = EMPTY;

	private int head;

	private int size;

	// Weight of what was dropped since the last batch was taken.
	private long gap;

	private boolean scheduled;

	private boolean suspended;

	private boolean resumed;

	private boolean sealed;

	// Each counter has one writer: the loop the first two, the drain the third.
	private volatile long produced;

	private volatile long dropped;

	private volatile long consumed;

	// Whether the drain shall tell when it has caught up.
	private volatile @Nullable Runnable onCaughtUp;

	private volatile long caughtUpAt;

	// Owned by the drain: an entry that was taken alone, or some.
	private @Nullable Object current;

	private @Nullable Object[] batch = EMPTY;

	private int next;

	private int end;

	/**
	 * Creates an empty mailbox.
	 * @param executor empties it
	 * @param handler handles what is in it
	 */
	Mailbox(Executor executor, Handler handler) {
		this.executor = executor;
		this.handler = handler;
	}

	/**
	 * Adds an entry. On the loop.
	 * @param entry a frame or a {@link Delivery}
	 */
	void add(Object entry) {
		boolean start;
		synchronized (this) {
			if (this.sealed) {
				return;
			}
			if (this.size == 0 && this.ring.length == 0) {
				this.only = entry;
			}
			else {
				if (this.size >= this.ring.length) {
					grow();
				}
				this.ring[(this.head + this.size) & (this.ring.length - 1)] = entry;
			}
			this.size++;
			PRODUCED.lazySet(this, this.produced + weight(entry));
			start = !this.scheduled;
			this.scheduled = true;
		}
		if (start) {
			this.executor.execute(this);
		}
	}

	/**
	 * The weight of all that waits, including what the drain is at.
	 * @return how many items
	 */
	long pending() {
		return this.produced - this.dropped - this.consumed;
	}

	/**
	 * The weight of all that was ever dropped.
	 * @return how many items
	 */
	long dropped() {
		return this.dropped;
	}

	/**
	 * Drops the oldest frame, or when there is none and {@code anything} is set the
	 * oldest entry that has a weight. On the loop.
	 * @param anything whether to drop what is not a frame of messages too
	 * @return whether something was dropped
	 */
	boolean dropOldest(boolean anything) {
		synchronized (this) {
			return dropFirst((entry) -> entry instanceof ProtocolMessage)
					// What has no weight makes no room, and is waited for or counted on.
					|| (anything && dropFirst((entry) -> weight(entry) > 0));
		}
	}

	private boolean dropFirst(Predicate<Object> condition) {
		for (int i = 0; i < this.size; i++) {
			if (condition.test(entryAt(i))) {
				remove(i);
				return true;
			}
		}
		return false;
	}

	/**
	 * Asks to be told, by the drain and once, when no more than so many items wait. On
	 * the loop.
	 * @param level how many items
	 * @param callback what to call, on the user executor
	 */
	void whenDownTo(long level, Runnable callback) {
		this.caughtUpAt = level;
		this.onCaughtUp = callback;
		if (pending() <= level) {
			tellCaughtUp();
		}
	}

	/**
	 * Goes on after the handler has suspended the drain. From any thread.
	 */
	void resume() {
		synchronized (this) {
			if (!this.suspended) {
				this.resumed = true;
				return;
			}
			this.suspended = false;
		}
		this.executor.execute(this);
	}

	/**
	 * Takes nothing more; what waits is still handled. On the loop.
	 */
	void seal() {
		synchronized (this) {
			this.sealed = true;
		}
		this.onCaughtUp = null;
	}

	/**
	 * Handles what waits, until nothing does, or the handler suspends.
	 */
	@Override
	public void run() {
		int budget = FAIR_SHARE;
		do {
			for (Object entry = next(); entry != null; entry = next()) {
				if (handle(entry)) {
					done();
					int weight = weight(entry);
					CONSUMED.lazySet(this, this.consumed + weight);
					budget -= weight;
				}
				else if (suspend()) {
					return;
				}
			}
			if (this.onCaughtUp != null && pending() <= this.caughtUpAt) {
				tellCaughtUp();
			}
			if (budget <= 0) {
				this.executor.execute(this);
				return;
			}
		}
		while (take());
	}

	/** What to handle now, of what was taken. */
	private @Nullable Object next() {
		Object current = this.current;
		return (current == null && this.next < this.end) ? this.batch[this.next] : current;
	}

	private void done() {
		if (this.current != null) {
			this.current = null;
		}
		else {
			this.batch[this.next++] = null;
		}
	}

	private boolean handle(Object entry) {
		try {
			return this.handler.handle(entry);
		}
		catch (Throwable ex) {
			logger.error("An event of a channel could not be handled; going on with the next one", ex);
			return true;
		}
	}

	private boolean suspend() {
		synchronized (this) {
			if (this.resumed) {
				this.resumed = false;
				return false;
			}
			this.suspended = true;
			return true;
		}
	}

	private boolean take() {
		long missed;
		synchronized (this) {
			missed = this.gap;
			this.gap = 0;
			if (this.size == 0 && missed == 0) {
				this.scheduled = false;
				if (this.ring.length > 0) {
					this.ring = EMPTY;
					this.batch = EMPTY;
				}
				return false;
			}
			if (this.only != null) {
				this.current = this.only;
				this.only = null;
				this.size = 0;
			}
			else {
				takeBatch();
			}
		}
		if (missed > 0) {
			tellMissed(missed);
		}
		return true;
	}

	private void takeBatch() {
		int count = Math.min(this.size, BATCH);
		if (this.batch.length < count) {
			this.batch = new Object[(count <= SMALLEST_RING) ? SMALLEST_RING : BATCH];
		}
		for (int i = 0; i < count; i++) {
			int slot = (this.head + i) & (this.ring.length - 1);
			this.batch[i] = this.ring[slot];
			this.ring[slot] = null;
		}
		if (count > 0) {
			this.head = (this.head + count) & (this.ring.length - 1);
		}
		this.size -= count;
		this.next = 0;
		this.end = count;
	}

	private void tellMissed(long missed) {
		try {
			this.handler.missed(missed);
		}
		catch (Throwable ex) {
			logger.error("Dropped messages could not be reported", ex);
		}
	}

	private void tellCaughtUp() {
		Runnable callback = this.onCaughtUp;
		this.onCaughtUp = null;
		if (callback != null) {
			callback.run();
		}
	}

	private Object entryAt(int index) {
		Object entry = (this.only != null) ? this.only : this.ring[(this.head + index) & (this.ring.length - 1)];
		if (entry == null) {
			throw new IllegalStateException("no entry at " + index);
		}
		return entry;
	}

	// Closes the hole from the side of the head: before a frame that is dropped there is
	// hardly ever anything.
	private void remove(int index) {
		int mask = this.ring.length - 1;
		int weight = weight(entryAt(index));
		if (this.only != null) {
			this.only = null;
		}
		else {
			for (int i = index; i > 0; i--) {
				this.ring[(this.head + i) & mask] = this.ring[(this.head + i - 1) & mask];
			}
			this.ring[this.head] = null;
			this.head = (this.head + 1) & mask;
		}
		this.size--;
		this.gap += weight;
		DROPPED.lazySet(this, this.dropped + weight);
	}

	private void grow() {
		@Nullable Object[] larger = new Object[Math.max(SMALLEST_RING, this.ring.length * 2)];
		for (int i = 0; i < this.size; i++) {
			larger[i] = entryAt(i);
		}
		this.only = null;
		this.ring = larger;
		this.head = 0;
	}

	static int weight(Object entry) {
		if (entry instanceof ProtocolMessage frame) {
			return Math.max(1, frame.messages().size() + frame.annotations().size());
		}
		return ((Delivery) entry).weight();
	}

	/**
	 * What a mailbox does with its entries, on the user executor.
	 */
	interface Handler {

		/**
		 * Handles an entry.
		 * @param entry a frame or a {@link Delivery}
		 * @return {@code true} when done with it; {@code false} to be called with it
		 * again after {@link Mailbox#resume()}, which may have been called already
		 */
		boolean handle(Object entry);

		/**
		 * Items that came between the entry before and the next one were dropped.
		 * @param count how many
		 */
		void missed(long count);

	}

}
