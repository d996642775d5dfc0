package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.transport.Alarm;
import io.github.ablyspring.transport.SerialLoop;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a mailbox within its bounds, by the {@link OverflowPolicy}. Lives on the client's
 * loop.
 */
final class Overflow {

	// While reading is being stopped, what was read already still comes in. This is how
	// much of it there may be.
	private static final int HARD_LIMIT_FACTOR = 4;

	private final Mailbox mailbox;

	private final MailboxOptions options;

	private final ConnectionLink link;

	private final SerialLoop loop;

	// Tells streams that hold up the mailbox to give way; true when there was one.
	private final Stalled stalled;

	private ConnectionLink.@Nullable ReadHold hold;

	private final Alarm limit;

	private boolean dropping;

	private boolean watching;

	private volatile boolean pausing;

	Overflow(Mailbox mailbox, MailboxOptions options, ConnectionLink link, SerialLoop loop, Stalled stalled) {
		this.mailbox = mailbox;
		this.options = options;
		this.link = link;
		this.loop = loop;
		this.stalled = stalled;
		this.limit = new Alarm(loop);
		this.dropping = (options.policy() == OverflowPolicy.DROP_OLDEST);
	}

	/**
	 * More is in the mailbox than its capacity.
	 */
	void overflowed() {
		if (this.dropping) {
			dropDownTo(this.options.capacity());
			watch();
			return;
		}
		if (this.hold == null) {
			pause();
		}
		dropDownTo((long) this.options.capacity() * HARD_LIMIT_FACTOR);
	}

	/**
	 * Whether reading is stopped at the moment. From any thread.
	 * @return whether the socket is not read on behalf of this mailbox
	 */
	boolean pausing() {
		return this.pausing;
	}

	/**
	 * Gives up whatever is held.
	 */
	void close() {
		goOn();
	}

	private void pause() {
		this.hold = this.link.holdReading();
		this.pausing = true;
		this.limit.set(this.options.maxPause(), this::pausedTooLong);
		watch();
	}

	private void pausedTooLong() {
		goOn();
		if (!this.stalled.giveWay()) {
			this.dropping = true;
			dropDownTo(this.options.capacity());
		}
		watch();
	}

	private void watch() {
		if (!this.watching) {
			this.watching = true;
			this.mailbox.whenDownTo(this.options.capacity() / 2, () -> this.loop.execute(this::caughtUp));
		}
	}

	private void caughtUp() {
		this.watching = false;
		goOn();
		this.dropping = (this.options.policy() == OverflowPolicy.DROP_OLDEST);
	}

	private void goOn() {
		this.limit.cancel();
		if (this.hold != null) {
			this.hold.release();
			this.hold = null;
			this.pausing = false;
		}
	}

	private void dropDownTo(long level) {
		boolean anything = false;
		while (this.mailbox.pending() > level) {
			if (!this.mailbox.dropOldest(anything)) {
				if (anything || this.mailbox.pending() <= (long) this.options.capacity() * HARD_LIMIT_FACTOR) {
					return;
				}
				anything = true;
			}
		}
	}

	/**
	 * The streams that may hold up a mailbox.
	 */
	@FunctionalInterface
	interface Stalled {

		/**
		 * Makes a stream whose subscriber asks for nothing drop its oldest messages from
		 * now on, instead of holding up the mailbox.
		 * @return whether there was one
		 */
		boolean giveWay();

	}

}
