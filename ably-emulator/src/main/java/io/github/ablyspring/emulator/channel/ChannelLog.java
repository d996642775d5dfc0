package io.github.ablyspring.emulator.channel;

import org.jspecify.annotations.Nullable;

/**
 * The ordered log of a channel: a ring of entries, the oldest of which go when they are
 * too old or too many.
 */
final class ChannelLog {

	private static final int FIRST_CAPACITY = 16;

	private final SerialSequence sequence;

	private @Nullable LogEntry[] ring = new LogEntry[FIRST_CAPACITY];

	private long first;

	private long next;

	private long bytes;

	// everything after this position is still here
	private @Nullable Serial evicted;

	ChannelLog(String series) {
		this.sequence = new SerialSequence(series);
	}

	/**
	 * The place of the oldest entry.
	 * @return its place; that of the next entry when there is none
	 */
	long first() {
		return this.first;
	}

	/**
	 * The place of the entry to come.
	 * @return its place
	 */
	long next() {
		return this.next;
	}

	long bytes() {
		return this.bytes;
	}

	int size() {
		return (int) (this.next - this.first);
	}

	Serial nextSerial(long now) {
		return this.sequence.next(now);
	}

	/**
	 * The position of the end.
	 * @param now the time
	 * @return as text
	 */
	String head(long now) {
		return (this.next > this.first) ? entry(this.next - 1).channelSerial() : this.sequence.start(now).toString();
	}

	/**
	 * The position right before an entry.
	 * @param index the place of the entry
	 * @param now the time
	 * @return as text
	 */
	String before(long index, long now) {
		if (index > this.first) {
			return entry(index - 1).channelSerial();
		}
		if (this.evicted != null) {
			return this.evicted.toString();
		}
		if (index == this.next) {
			return head(now);
		}
		Serial serial = entry(index).stamp().serial();
		return new Serial(serial.time() - 1, Serial.MAX_COUNTER, serial.series()).toString();
	}

	LogEntry entry(long index) {
		LogEntry entry = this.ring[slot(index)];
		if (entry == null || index < this.first || index >= this.next) {
			throw new IllegalArgumentException("There is no entry " + index);
		}
		return entry;
	}

	void append(LogEntry entry) {
		if (size() == this.ring.length) {
			grow();
		}
		entry.placeAt(this.next);
		this.ring[slot(this.next)] = entry;
		this.next++;
		this.bytes += entry.size();
	}

	private void grow() {
		@Nullable LogEntry[] larger = new LogEntry[this.ring.length * 2];
		for (long i = this.first; i < this.next; i++) {
			larger[(int) (i & (larger.length - 1))] = this.ring[slot(i)];
		}
		this.ring = larger;
	}

	private int slot(long index) {
		return (int) (index & (this.ring.length - 1));
	}

	/**
	 * Drops the oldest entry.
	 * @return how many bytes that freed
	 */
	int evictFirst() {
		LogEntry oldest = entry(this.first);
		this.evicted = oldest.stamp().serial();
		this.ring[slot(this.first)] = null;
		this.first++;
		this.bytes -= oldest.size();
		oldest.evicted();
		if (this.first == this.next && this.ring.length > FIRST_CAPACITY) {
			this.ring = new LogEntry[FIRST_CAPACITY];
		}
		return oldest.size();
	}

	/**
	 * Finds the place right after a position.
	 * @param channelSerial the position
	 * @return the place, or -1 when entries after that position are gone or the position
	 * is not of this log
	 */
	long after(String channelSerial) {
		Serial.Position position = Serial.parse(channelSerial);
		if (position == null || !position.serial().series().equals(this.sequence.series())) {
			return -1;
		}
		Serial serial = position.serial();
		if (this.evicted != null && serial.compareTo(this.evicted.time(), this.evicted.counter()) < 0) {
			return -1;
		}
		return firstAfter(serial.time(), serial.counter());
	}

	/**
	 * Finds the first entry after a position.
	 * @param time the time of the position
	 * @param counter its counter
	 * @return the place of the entry
	 */
	long firstAfter(long time, int counter) {
		long low = this.first;
		long high = this.next;
		while (low < high) {
			long middle = (low + high) >>> 1;
			if (entry(middle).stamp().serial().compareTo(time, counter) <= 0) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	/**
	 * Finds a message.
	 * @param messageSerial its serial
	 * @return the message, if it is here
	 */
	@Nullable StoredMessage find(String messageSerial) {
		Serial.Position position = Serial.parse(messageSerial);
		if (position == null || position.index() < 0) {
			return null;
		}
		Serial serial = position.serial();
		long index = firstAfter(serial.time(), serial.counter()) - 1;
		if (index < this.first || !(entry(index) instanceof LogEntry.Published published)
				|| !published.stamp().serial().equals(serial) || position.index() >= published.messages().size()) {
			return null;
		}
		return published.messages().get(position.index());
	}

}
