package io.github.ablyspring.emulator.connection;

import java.util.Arrays;

import io.github.ablyspring.protocol.PublishResult;
import org.jspecify.annotations.Nullable;

/**
 * What became of the latest frames of a connection, so that one sent again after a resume
 * is acknowledged again and not done again.
 */
final class Outcomes {

	private static final int FIRST_CAPACITY = 16;

	private static final int MAX_CAPACITY = 16_384;

	// of all results together: a frame can hold a thousand messages
	private static final int MAX_SERIALS = 65_536;

	private @Nullable PublishResult[] results = new PublishResult[FIRST_CAPACITY];

	private long[] serials = new long[FIRST_CAPACITY];

	private long oldest;

	private int kept;

	Outcomes() {
		Arrays.fill(this.serials, -1);
	}

	@Nullable PublishResult find(long msgSerial) {
		int slot = slot(msgSerial);
		return (this.serials[slot] == msgSerial) ? this.results[slot] : null;
	}

	void remember(long msgSerial, PublishResult result) {
		if (this.serials[slot(msgSerial)] >= 0 && this.serials.length < MAX_CAPACITY) {
			grow();
		}
		forget(this.serials[slot(msgSerial)]);
		int slot = slot(msgSerial);
		this.serials[slot] = msgSerial;
		this.results[slot] = result;
		this.kept += result.serials().size();
		this.oldest = Math.max(this.oldest, msgSerial - this.serials.length + 1);
		while (this.kept > MAX_SERIALS && this.oldest < msgSerial) {
			forget(this.oldest++);
		}
	}

	private void forget(long msgSerial) {
		PublishResult result = (msgSerial >= 0) ? find(msgSerial) : null;
		if (result != null) {
			this.kept -= result.serials().size();
			this.serials[slot(msgSerial)] = -1;
			this.results[slot(msgSerial)] = null;
		}
	}

	private void grow() {
		@Nullable PublishResult[] oldResults = this.results;
		long[] oldSerials = this.serials;
		this.results = new PublishResult[oldResults.length * 2];
		this.serials = new long[oldSerials.length * 2];
		Arrays.fill(this.serials, -1);
		for (int i = 0; i < oldSerials.length; i++) {
			if (oldSerials[i] >= 0) {
				int slot = slot(oldSerials[i]);
				this.serials[slot] = oldSerials[i];
				this.results[slot] = oldResults[i];
			}
		}
	}

	private int slot(long msgSerial) {
		return (int) (msgSerial & (this.serials.length - 1));
	}

}
