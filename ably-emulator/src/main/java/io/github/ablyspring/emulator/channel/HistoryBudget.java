package io.github.ablyspring.emulator.channel;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps the history of all channels together within a limit: when it is reached, the
 * channel that was quiet for longest loses its oldest entries.
 */
final class HistoryBudget {

	private final long limit;

	// the longest quiet first
	private final Set<Channel> channels = new LinkedHashSet<>();

	private long bytes;

	HistoryBudget(long limit) {
		this.limit = limit;
	}

	void added(Channel channel, int size) {
		this.bytes += size;
		if (this.bytes > this.limit) {
			free(channel);
		}
	}

	// to move a channel to the end for each message would be dear, so that happens only
	// when it matters
	private void free(Channel busy) {
		this.channels.remove(busy);
		Iterator<Channel> quiet = this.channels.iterator();
		while (this.bytes > this.limit && quiet.hasNext()) {
			Channel channel = quiet.next();
			while (this.bytes > this.limit && channel.evictOldest()) {
				continue;
			}
			quiet.remove();
		}
		while (this.bytes > this.limit && busy.evictOldest()) {
			continue;
		}
		this.channels.add(busy);
	}

	void evicted(int size) {
		this.bytes -= size;
	}

	void opened(Channel channel) {
		this.channels.add(channel);
	}

	void closed(Channel channel) {
		this.channels.remove(channel);
	}

	long bytes() {
		return this.bytes;
	}

}
