package io.github.ablyspring.realtime.channel;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel is in its stream of messages (RTL15), and where the next attach begins:
 * after the last frame that was taken in, or earlier when a delta could not be applied
 * (RTL18). Written on the client's loop; the serials are read from any thread.
 */
final class ChannelPosition {

	// Set with every frame, without waiting until all other threads can see it.
	private static final AtomicReferenceFieldUpdater<ChannelPosition, @Nullable String> SERIAL = AtomicReferenceFieldUpdater
		.newUpdater(ChannelPosition.class, String.class, "channelSerial");

	private volatile @Nullable String attachSerial;

	private volatile @Nullable String channelSerial;

	// The last frame with content that was taken in since the stream began without a gap.
	private @Nullable String lastContent;

	private @Nullable String lastId;

	// Whether the next attach goes on where one was before.
	private boolean resuming;

	// A delta could not be applied: what follows is of use only from after that frame.
	private boolean broken;

	private @Nullable String lastSound;

	@Nullable String attachSerial() {
		return this.attachSerial;
	}

	@Nullable String channelSerial() {
		return this.channelSerial;
	}

	ChannelProperties properties() {
		return new ChannelProperties(this.attachSerial, this.channelSerial);
	}

	/**
	 * Whether the next attach goes on where one was before (RTL4j).
	 * @return whether it does
	 */
	boolean isResuming() {
		return this.resuming;
	}

	/**
	 * Whether what comes is of no use until the channel is attached again.
	 * @return whether a delta could not be applied since the last attach
	 */
	boolean isBroken() {
		return this.broken;
	}

	/**
	 * An attach begins.
	 * @return the serial to begin after, if there is one
	 */
	@Nullable String attaching() {
		if (this.broken) {
			goBackTo(this.lastSound);
		}
		return this.channelSerial;
	}

	/**
	 * The channel is attached.
	 * @param serial where, if the server says so
	 * @param resumed whether what comes follows on from what came before
	 */
	void attached(@Nullable String serial, boolean resumed) {
		this.resuming = true;
		this.broken = false;
		if (!resumed) {
			this.lastContent = null;
		}
		if (serial != null) {
			this.channelSerial = serial;
			if (!resumed) {
				this.attachSerial = serial;
			}
		}
	}

	/**
	 * A frame with content has come in (RTL15b).
	 * @param frame the frame
	 * @return whether it is new; a server that answers two requests to attach sends what
	 * lies between them twice
	 */
	boolean advance(ProtocolMessage frame) {
		String serial = frame.channelSerial();
		if (serial == null) {
			return true;
		}
		String id = frame.id();
		String last = this.lastContent;
		if (last != null) {
			// Serials of one series are ordered as text; nothing is known of others.
			int order = serial.compareTo(last);
			boolean before = order < 0 && isOneSeries(serial, last);
			boolean repeated = order == 0 && id != null && id.equals(this.lastId);
			if (before || repeated) {
				return false;
			}
		}
		this.lastContent = serial;
		this.lastId = id;
		// With every frame: other threads may see it a moment later.
		SERIAL.lazySet(this, serial);
		return true;
	}

	/**
	 * The channel goes on from there, whatever came since.
	 * @param serial the serial
	 */
	void goBackTo(@Nullable String serial) {
		this.channelSerial = serial;
		this.lastContent = serial;
		this.lastId = null;
	}

	/**
	 * A delta could not be applied.
	 * @param lastSound the serial of the last frame that was all right
	 */
	void brokenAfter(@Nullable String lastSound) {
		this.broken = true;
		this.lastSound = lastSound;
	}

	/** The next attach is a new one, though it may still begin here. */
	void leave() {
		this.resuming = false;
	}

	/** The position is of no use any more (RTL15b2). */
	void clear() {
		leave();
		goBackTo(null);
		this.lastSound = null;
	}

	private static boolean isOneSeries(String serial, String last) {
		int series = serial.indexOf('@');
		return series > 0 && last.length() == serial.length() && last.indexOf('@') == series
				&& last.regionMatches(series, serial, series, serial.length() - series);
	}

}
