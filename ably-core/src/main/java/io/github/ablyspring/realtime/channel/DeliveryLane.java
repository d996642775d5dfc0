package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.UserExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The way from the client's loop to the listeners of a channel: through the mailbox,
 * which is kept within its bounds, to the dispatcher, which is told what it has to know
 * before the next frame. Lives on the client's loop, unless a method says otherwise.
 */
final class DeliveryLane {

	private final MessageDispatcher dispatcher;

	private final Mailbox mailbox;

	private final MailboxOptions bounds;

	private final Overflow overflow;

	// What there is to tell before the next frame, which is hardly ever anything.
	private @Nullable NextFrame nextFrame;

	DeliveryLane(MessageDispatcher dispatcher, SerialLoop loop, UserExecutor users, MailboxOptions bounds,
			ConnectionLink link) {
		this.dispatcher = dispatcher;
		this.mailbox = new Mailbox(users, dispatcher);
		this.bounds = bounds;
		this.overflow = new Overflow(this.mailbox, bounds, link, loop, dispatcher::giveWay);
	}

	/**
	 * Delivers a frame of messages or annotations.
	 * @param frame the frame
	 */
	void add(ProtocolMessage frame) {
		NextFrame next = this.nextFrame;
		if (next != null) {
			this.nextFrame = null;
			add(0, next.before(this.dispatcher));
		}
		this.mailbox.add(frame);
		added();
	}

	/**
	 * Runs something in its turn.
	 * @param weight for how many items it stands
	 * @param task what to run
	 */
	void add(int weight, Runnable task) {
		this.mailbox.add(new Task(weight, task));
		if (weight > 0) {
			added();
		}
	}

	private void added() {
		if (this.mailbox.pending() > this.bounds.capacity()) {
			this.overflow.overflowed();
		}
	}

	/**
	 * A frame that is not to be delivered has moved the channel on.
	 * @param frame the frame
	 */
	void passedOver(ProtocolMessage frame) {
		String serial = frame.channelSerial();
		if (serial != null) {
			this.nextFrame = NextFrame.passedOver(this.nextFrame, serial);
		}
	}

	/**
	 * What comes next does not build on what came before.
	 * @param recovered whether it begins where a delta could not be applied
	 * @param serial where the channel is now
	 */
	void restart(boolean recovered, @Nullable String serial) {
		this.nextFrame = NextFrame.restarts(this.nextFrame, recovered, serial);
	}

	/** The dispatcher can go on. From any thread. */
	void resume() {
		this.mailbox.resume();
	}

	/**
	 * Delivers what waits, and one thing more; nothing after that.
	 * @param last the last thing to run
	 */
	void end(Runnable last) {
		this.mailbox.add(new Task(1, last));
		this.mailbox.seal();
		this.overflow.close();
	}

	/**
	 * How much waits. From any thread.
	 * @param dropped how much was dropped
	 * @return the status
	 */
	MailboxStatus status(long dropped) {
		return new MailboxStatus(this.mailbox.pending(), this.bounds.capacity(), dropped, this.overflow.pausing());
	}

	private record Task(int weight, Runnable task) implements Delivery {

		@Override
		public void deliver() {
			this.task.run();
		}

	}

}
