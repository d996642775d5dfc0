package io.github.ablyspring.protocol;

/**
 * The name of a field with what belongs to it in a format, as words: to put them, or to
 * compare them, is several times faster than to do so byte by byte.
 */
final class Name {

	private final long[] words;

	private final int length;

	/** The bytes of the last word that belong to the name. */
	private final long lastMask;

	Name(byte[] bytes) {
		this.words = Words.all(bytes);
		this.length = bytes.length;
		int rest = bytes.length % Long.BYTES;
		this.lastMask = (rest != 0) ? (1L << (rest * Byte.SIZE)) - 1 : -1;
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
		if (offset + this.length > limit || offset + room() > bytes.length) {
			return false;
		}
		int last = this.words.length - 1;
		for (int i = 0; i < last; i++) {
			if (Words.at(bytes, offset + i * Long.BYTES) != this.words[i]) {
				return false;
			}
		}
		return (Words.at(bytes, offset + last * Long.BYTES) & this.lastMask) == this.words[last];
	}

}
