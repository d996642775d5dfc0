package io.github.ablyspring.realtime.channel;

import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher of a channel has to know before the next frame. It is told together
 * with that frame, so that a channel which is attached, but gets no messages, never wakes
 * its dispatcher. Lives on the client's loop.
 */
final class NextFrame {

	private boolean restart;

	private boolean recovered;

	// Where the channel is, if the dispatcher does not know.
	private @Nullable String serial;

	/**
	 * A frame that the dispatcher does not get has moved the channel on: one that is no
	 * message, or that nobody wanted.
	 * @param serial the serial of the frame, if it has one
	 */
	void passedOver(@Nullable String serial) {
		if (serial != null) {
			this.serial = serial;
		}
	}

	/**
	 * What comes next does not build on what came before.
	 * @param recovered whether it begins where a delta could not be applied
	 * @param serial where the channel is now
	 */
	void restarts(boolean recovered, @Nullable String serial) {
		this.restart = true;
		this.recovered |= recovered;
		this.serial = serial;
	}

	/**
	 * A frame is about to be dispatched.
	 * @param dispatcher the dispatcher
	 * @return what to do before, {@code null} if nothing
	 */
	@Nullable Runnable before(MessageDispatcher dispatcher) {
		String at = this.serial;
		this.serial = null;
		if (this.restart) {
			boolean again = this.recovered;
			this.restart = false;
			this.recovered = false;
			return () -> dispatcher.restart(again, at);
		}
		return (at != null) ? () -> dispatcher.position(at) : null;
	}

}
