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

	private static final int BITS = 8;

	private final @Nullable Symbol[] symbols = new @Nullable Symbol[1 << BITS];

	@Nullable String find(byte[] source, int offset, int length) {
		int slot = slot(source, offset, length);
		String text = find(slot, source, offset, length);
		return (text != null) ? text : find(slot ^ 1, source, offset, length);
	}

	private @Nullable String find(int slot, byte[] source, int offset, int length) {
		Symbol symbol = this.symbols[slot];
		if (symbol != null && symbol.bytes.length == length
				&& Arrays.equals(symbol.bytes, 0, length, source, offset, offset + length)) {
			return symbol.text;
		}
		return null;
	}

	void keep(byte[] source, int offset, int length, String text) {
		byte[] bytes = Arrays.copyOfRange(source, offset, offset + length);
		int slot = slot(source, offset, length);
		if (this.symbols[slot] != null) {
			// Two that belong into one slot would otherwise take turns with every frame.
			this.symbols[slot ^ 1] = this.symbols[slot];
		}
		this.symbols[slot] = new Symbol(bytes, text);
	}

	private static int slot(byte[] source, int offset, int length) {
		long mixed = Words.mix(Words.first(source, offset, length), Words.last(source, offset, length));
		return (int) (mixed >>> (Long.SIZE - BITS));
	}

	private static final class Symbol {

		private final byte[] bytes;

		private final String text;

		private Symbol(byte[] bytes, String text) {
			this.bytes = bytes;
			this.text = text;
		}

	}

}
