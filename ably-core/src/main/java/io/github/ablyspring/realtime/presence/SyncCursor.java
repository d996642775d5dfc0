package io.github.ablyspring.realtime.presence;

import org.jspecify.annotations.Nullable;

/**
 * What the serial of a SYNC frame says: which sync it belongs to, and whether more of it
 * is to come (RTP18).
 *
 * @param sequence the identifier of the sync, {@code null} when the frame is all of it
 * @param last whether the sync ends with this frame
 */
record SyncCursor(@Nullable String sequence, boolean last) {

	static SyncCursor parse(@Nullable String channelSerial) {
		if (channelSerial == null) {
			return new SyncCursor(null, true);
		}
		int colon = channelSerial.indexOf(':');
		return (colon < 0) ? new SyncCursor(channelSerial, true)
				: new SyncCursor(channelSerial.substring(0, colon), colon == channelSerial.length() - 1);
	}

}
