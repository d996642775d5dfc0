package io.github.ablyspring.realtime.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;
import org.jspecify.annotations.Nullable;

/**
 * The publishes of a connection, from when they are submitted until the server has
 * answered: those that wait to be sent, and those that wait for their acknowledgement
 * (RTN7). Both are in the order of submission, and together they are bounded.
 */
final class PendingPublishes {

	private static final long UNASSIGNED = -1;

	/**
	 * Where frames are written.
	 */
	interface Wire {

		boolean writable();

		void send(ProtocolMessage frame);

	}

	private final int capacity;

	private final Deque<Publish> waiting = new ArrayDeque<>(0);

	private final Deque<Publish> unacknowledged = new ArrayDeque<>(0);

	// Written on the loop only; read by whoever makes a recovery key.
	private final AtomicLong nextSerial = new AtomicLong();

	// The same for who only wants to know how many there are.
	private final AtomicInteger depth = new AtomicInteger();

	private @Nullable Wire wire;

	PendingPublishes(int capacity) {
		this.capacity = capacity;
	}

	/**
	 * Takes a frame; the caller has made sure that the state allows it.
	 */
	PendingPublish submit(ProtocolMessage frame, AckListener listener) {
		Publish publish = new Publish(frame, listener);
		Wire wire = this.wire;
		if (size() >= this.capacity) {
			publish.refused(Errors.queueFull(this.capacity));
		}
		else if (wire != null && this.waiting.isEmpty() && wire.writable()) {
			send(publish, wire);
		}
		else {
			this.waiting.add(publish);
			noteDepth();
		}
		return publish;
	}

	/**
	 * The connection is there: what waits is sent, first what the old transport left
	 * without an answer (RTN19a).
	 * @param wire where to write
	 * @param resumed whether serials continue (RTN19a2), or start again from zero
	 * (RTN15c7)
	 * @param takeBack offered each presence frame that was not sent yet (RTL3d2);
	 * {@code true} takes it away
	 */
	void connected(Wire wire, boolean resumed, BiPredicate<ProtocolMessage, AckListener> takeBack) {
		if (!resumed) {
			this.nextSerial.lazySet(0);
			this.waiting.removeIf((publish) -> publish.done);
			this.waiting.forEach((publish) -> publish.serial = UNASSIGNED);
		}
		for (Iterator<Publish> all = this.waiting.iterator(); all.hasNext();) {
			Publish publish = all.next();
			if (publish.serial == UNASSIGNED && publish.frame.action() == Action.PRESENCE
					&& takeBack.test(publish.frame, publish)) {
				all.remove();
			}
		}
		noteDepth();
		this.wire = wire;
		flush();
	}

	/**
	 * Sends what waits, as far as the wire takes it.
	 */
	void flush() {
		Wire wire = this.wire;
		while (wire != null && !this.waiting.isEmpty() && wire.writable()) {
			// Those with a serial go out even when given up meanwhile: the server counts
			// on them.
			send(this.waiting.remove(), wire);
			wire = this.wire;
		}
	}

	/**
	 * The transport is gone: what it left without an answer goes back to the head of the
	 * queue.
	 */
	void disconnected() {
		this.wire = null;
		while (!this.unacknowledged.isEmpty()) {
			this.waiting.addFirst(this.unacknowledged.removeLast());
		}
	}

	/**
	 * Fails everything (RTN7d, RTN7e).
	 */
	void failAll(ErrorInfo error) {
		List<Publish> all = new ArrayList<>(this.unacknowledged);
		all.addAll(this.waiting);
		this.unacknowledged.clear();
		this.waiting.clear();
		noteDepth();
		all.forEach((publish) -> publish.refused(error));
	}

	/**
	 * Handles an ACK, or a NACK when there is an error. What was answered already is
	 * passed over; what the server has passed over will never be answered, so it fails.
	 */
	void answered(long serial, int count, List<PublishResult> results, @Nullable ErrorInfo error) {
		Publish head = this.unacknowledged.peek();
		while (head != null && head.serial < serial) {
			this.unacknowledged.remove();
			noteDepth();
			head.refused(Errors.unanswered());
			head = this.unacknowledged.peek();
		}
		long end = serial + Math.max(1, count);
		while (head != null && head.serial < end) {
			this.unacknowledged.remove();
			noteDepth();
			if (error != null) {
				head.refused(error);
			}
			else {
				int index = (int) (head.serial - serial);
				head.accepted((index < results.size()) ? results.get(index) : null);
			}
			head = this.unacknowledged.peek();
		}
	}

	/**
	 * Continues with the serial of a recovered connection, or starts again (RTN16f,
	 * RTN11d).
	 */
	void continueFrom(long serial) {
		this.nextSerial.lazySet(serial);
	}

	long nextSerial() {
		return this.nextSerial.get();
	}

	int size() {
		return this.waiting.size() + this.unacknowledged.size();
	}

	/**
	 * How many there are. On any thread.
	 */
	int depth() {
		return this.depth.get();
	}

	private void noteDepth() {
		this.depth.lazySet(size());
	}

	private void send(Publish publish, Wire wire) {
		if (publish.serial == UNASSIGNED) {
			publish.serial = this.nextSerial.get();
			this.nextSerial.lazySet(publish.serial + 1);
			publish.frame = publish.frame.toBuilder().msgSerial(publish.serial).build();
		}
		this.unacknowledged.add(publish);
		noteDepth();
		wire.send(publish.frame);
	}

	/**
	 * One frame on its way; also the listener handed on when a channel takes the frame
	 * back.
	 */
	private final class Publish implements PendingPublish, AckListener {

		private ProtocolMessage frame;

		private final AckListener listener;

		private long serial = UNASSIGNED;

		private boolean done;

		Publish(ProtocolMessage frame, AckListener listener) {
			this.frame = frame;
			this.listener = listener;
		}

		@Override
		public void accepted(@Nullable PublishResult result) {
			if (!this.done) {
				this.done = true;
				this.listener.accepted(result);
			}
		}

		@Override
		public void refused(ErrorInfo error) {
			if (!this.done) {
				this.done = true;
				this.listener.refused(error);
			}
		}

		@Override
		public void abandon() {
			this.done = true;
			if (this.serial == UNASSIGNED) {
				PendingPublishes.this.waiting.remove(this);
				noteDepth();
			}
		}

	}

}
