package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * Where a channel is in its stream of messages (RTL15). Written on the client's loop,
 * read from any thread.
 */
final class ChannelPosition {

	private volatile @Nullable String attachSerial;

	private volatile @Nullable String channelSerial;

	// The last frame with content that was taken in since the stream began without a gap.
	private @Nullable String lastContent;

	private @Nullable String lastId;

	@Nullable String attachSerial() {
		return this.attachSerial;
	}

	@Nullable String channelSerial() {
		return this.channelSerial;
	}

	/**
	 * The channel is attached.
	 * @param serial where, if the server says so
	 * @param resumed whether what comes follows on from what came before
	 */
	void attached(@Nullable String serial, boolean resumed) {
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
		if (isBefore(serial, this.lastContent) || isRepeated(serial, frame.id())) {
			return false;
		}
		this.lastContent = serial;
		this.lastId = frame.id();
		this.channelSerial = serial;
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

	/** The position is of no use any more (RTL15b2). */
	void clear() {
		goBackTo(null);
	}

	private boolean isRepeated(String serial, @Nullable String id) {
		return serial.equals(this.lastContent) && id != null && id.equals(this.lastId);
	}

	// Serials of one series are ordered as text; nothing is known of others.
	private static boolean isBefore(String serial, @Nullable String last) {
		if (last == null) {
			return false;
		}
		int series = serial.indexOf('@');
		return series > 0 && last.length() == serial.length() && last.indexOf('@') == series
				&& last.regionMatches(series, serial, series, serial.length() - series) && serial.compareTo(last) < 0;
	}

}
