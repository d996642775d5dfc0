package io.github.ablyspring.emulator.channel;

import java.util.HashMap;
import java.util.Map;

import io.github.ablyspring.emulator.wire.OutFrame;
import io.github.ablyspring.protocol.ProtocolMessage;
import org.jspecify.annotations.Nullable;

/**
 * The frames by which one entry goes out to all attachments, each made once.
 */
final class FanOut implements AutoCloseable {

	private final LogEntry entry;

	private @Nullable String firstName;

	private @Nullable OutFrame first;

	private @Nullable Map<String, OutFrame> others;

	FanOut(LogEntry entry) {
		this.entry = entry;
	}

	/**
	 * The frame that tells all of the entry.
	 * @param channelName the name under which the receiver attached
	 * @return the frame
	 */
	OutFrame plain(String channelName) {
		if (this.first == null) {
			this.firstName = channelName;
			this.first = new OutFrame(this.entry.frame(channelName).build());
		}
		if (channelName.equals(this.firstName)) {
			return this.first;
		}
		OutFrame known = special(channelName);
		return (known != null) ? known : special(channelName, this.entry.frame(channelName).build());
	}

	/**
	 * A frame that was made for several receivers with something in common.
	 * @param key what they have in common
	 * @return the frame, if it was made before
	 */
	@Nullable OutFrame special(String key) {
		return (this.others != null) ? this.others.get(key) : null;
	}

	OutFrame special(String key, ProtocolMessage message) {
		if (this.others == null) {
			this.others = new HashMap<>();
		}
		OutFrame frame = new OutFrame(message);
		this.others.put(key, frame);
		return frame;
	}

	@Override
	public void close() {
		if (this.first != null) {
			this.first.close();
		}
		if (this.others != null) {
			this.others.values().forEach(OutFrame::close);
		}
	}

}
