package io.github.ablyspring.protocol;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Remembers strings that came before, so that the name of a channel is made a string once
 * and not with every frame. Holds a bounded number of short strings; a newer one takes
 * the place of an older one. There is more room where many take turns, up to what a
 * client with 10,000 channels needs.
 */
final class Symbols {

	/** Longer strings are not worth remembering. */
	static final int MAX_LENGTH = 64;

	private static final int FEWEST_BITS = 8;

	private static final int MOST_BITS = 15;

	private int bits = FEWEST_BITS;

	private @Nullable Symbol[] symbols = new @Nullable Symbol[1 << FEWEST_BITS];

	// How many strings had to go since there was more room.
	private int gone;

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
		if (this.gone > this.symbols.length && this.bits < MOST_BITS) {
			grow();
		}
		put(new Symbol(Arrays.copyOfRange(source, offset, offset + length), text));
	}

	private void put(Symbol symbol) {
		int slot = slot(symbol.bytes, 0, symbol.bytes.length);
		Symbol before = this.symbols[slot];
		if (before != null) {
			if (this.symbols[slot ^ 1] != null) {
				this.gone++;
			}
			// Two that belong into one slot would otherwise take turns with every frame.
			this.symbols[slot ^ 1] = before;
		}
		this.symbols[slot] = symbol;
	}

	private void grow() {
		@Nullable Symbol[] before = this.symbols;
		this.bits++;
		this.symbols = new @Nullable Symbol[1 << this.bits];
		for (Symbol symbol : before) {
			if (symbol != null) {
				put(symbol);
			}
		}
		this.gone = 0;
	}

	private int slot(byte[] source, int offset, int length) {
		long mixed = Words.mix(Words.first(source, offset, length), Words.last(source, offset, length));
		for (int i = 8; i < length - 8; i += 8) {
			mixed = Words.mix(mixed, Words.at(source, offset + i));
		}
		return (int) (mixed >>> (Long.SIZE - this.bits));
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
