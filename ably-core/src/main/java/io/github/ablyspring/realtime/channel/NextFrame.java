package io.github.ablyspring.realtime.channel;

import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher of a channel has to know before the next frame. It is told together
 * with that frame, so that a channel which is attached, but gets no messages, never wakes
 * its dispatcher.
 *
 * @param restart whether what comes next does not build on what came before
 * @param recovered whether it begins where a delta could not be applied
 * @param serial where the channel is, if the dispatcher does not know
 */
record NextFrame(boolean restart, boolean recovered, @Nullable String serial) {

	/**
	 * A frame that the dispatcher does not get has moved the channel on: one that is no
	 * message, or that nobody wanted.
	 * @param before what there was to know before
	 * @param serial the serial of the frame
	 * @return what there is to know now
	 */
	static NextFrame passedOver(@Nullable NextFrame before, String serial) {
		return (before != null) ? new NextFrame(before.restart, before.recovered, serial)
				: new NextFrame(false, false, serial);
	}

	/**
	 * What comes next does not build on what came before.
	 * @param before what there was to know before
	 * @param recovered whether it begins where a delta could not be applied
	 * @param serial where the channel is now
	 * @return what there is to know now
	 */
	static NextFrame restarts(@Nullable NextFrame before, boolean recovered, @Nullable String serial) {
		return new NextFrame(true, recovered || (before != null && before.recovered), serial);
	}

	/**
	 * A frame is about to be dispatched.
	 * @param dispatcher the dispatcher
	 * @return what to do before
	 */
	Runnable before(MessageDispatcher dispatcher) {
		return () -> {
			if (this.restart) {
				dispatcher.restart(this.recovered, this.serial);
			}
			else if (this.serial != null) {
				dispatcher.position(this.serial);
			}
		};
	}

}
