package io.github.ablyspring.protocol;

/**
 * The name of a field with what belongs to it in a format, as words: to put them, or to
 * compare them, is several times faster than to do so byte by byte.
 */
final class Name {

	private final long[] words;

	private final int length;

	// Most names are no longer than two words.
	private final long first;

	private final long firstMask;

	private final long second;

	private final long secondMask;

	/** How many bytes {@link #isAt} may look at. */
	private final int reach;

	Name(byte[] bytes) {
		this.words = Words.all(bytes);
		this.length = bytes.length;
		this.first = this.words[0];
		this.firstMask = mask(0);
		this.second = (this.words.length > 1) ? this.words[1] : 0;
		this.secondMask = mask(1);
		this.reach = Math.max(room(), 2 * Long.BYTES);
	}

	/** The bytes of a word that belong to the name. */
	private long mask(int word) {
		int bytes = Math.min(Math.max(this.length - word * Long.BYTES, 0), Long.BYTES);
		return (bytes < Long.BYTES) ? (1L << (bytes * Byte.SIZE)) - 1 : -1;
	}

	int length() {
		return this.length;
	}

	/** How many bytes {@link #put} may touch. */
	int room() {
		return this.words.length * Long.BYTES;
	}

	/** Puts the name, and maybe some zeros behind it. */
	void put(byte[] bytes, int offset) {
		for (int i = 0; i < this.words.length; i++) {
			Words.put(bytes, offset + i * Long.BYTES, this.words[i]);
		}
	}

	/** Whether the name is at a place, if that can be told by words. */
	boolean isAt(byte[] bytes, int offset, int limit) {
		return offset + this.length <= limit && offset + this.reach <= bytes.length
				&& (Words.at(bytes, offset) & this.firstMask) == this.first
				&& (Words.at(bytes, offset + Long.BYTES) & this.secondMask) == this.second
				&& (this.words.length <= 2 || isRestAt(bytes, offset));
	}

	private boolean isRestAt(byte[] bytes, int offset) {
		for (int i = 2; i < this.words.length; i++) {
			if ((Words.at(bytes, offset + i * Long.BYTES) & mask(i)) != this.words[i]) {
				return false;
			}
		}
		return true;
	}

}
