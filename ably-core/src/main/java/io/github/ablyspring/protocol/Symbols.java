package io.github.ablyspring.protocol;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Remembers strings that came before, so that the name of a channel is made a string once
 * and not with every frame. Holds a bounded number of short strings; a newer one takes
 * the place of an older one.
 */
final class Symbols {

	/** Longer strings are not worth remembering. */
	static final int MAX_LENGTH = 64;

	private static final int BITS = 7;

	private static final int SIZE = 1 << BITS;

	private static final int SHIFT = Long.SIZE - BITS;

	private final byte @Nullable [][] bytes = new byte[SIZE][];

	private final @Nullable String[] strings = new @Nullable String[SIZE];

	@Nullable String find(byte[] source, int offset, int length) {
		int slot = slot(source, offset, length);
		byte[] known = this.bytes[slot];
		if (known != null && known.length == length
				&& Arrays.equals(known, 0, length, source, offset, offset + length)) {
			return this.strings[slot];
		}
		return null;
	}

	void keep(byte[] source, int offset, int length, String string) {
		int slot = slot(source, offset, length);
		this.bytes[slot] = Arrays.copyOfRange(source, offset, offset + length);
		this.strings[slot] = string;
	}

	private static int slot(byte[] source, int offset, int length) {
		long mixed = Words.mix(Words.first(source, offset, length), Words.last(source, offset, length));
		return (int) (mixed >>> SHIFT);
	}

}
