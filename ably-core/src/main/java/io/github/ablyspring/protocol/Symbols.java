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
		long first = Words.first(source, offset, length);
		long last = Words.last(source, offset, length);
		int slot = slot(first, last, source, offset, length);
		Symbol symbol = this.symbols[slot];
		if (symbol != null && symbol.is(first, last, source, offset, length)) {
			return symbol.text;
		}
		symbol = this.symbols[slot ^ 1];
		return (symbol != null && symbol.is(first, last, source, offset, length)) ? symbol.text : null;
	}

	void keep(byte[] source, int offset, int length, String text) {
		if (this.gone > this.symbols.length && this.bits < MOST_BITS) {
			grow();
		}
		put(new Symbol(Arrays.copyOfRange(source, offset, offset + length), text));
	}

	private void put(Symbol symbol) {
		int slot = slot(symbol.first, symbol.last, symbol.bytes, 0, symbol.bytes.length);
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

	private int slot(long first, long last, byte[] source, int offset, int length) {
		long mixed = Words.mix(first, last);
		for (int i = 8; i < length - 8; i += 8) {
			mixed = Words.mix(mixed, Words.at(source, offset + i));
		}
		return (int) (mixed >>> (Long.SIZE - this.bits));
	}

	private static final class Symbol {

		private final byte[] bytes;

		private final long first;

		private final long last;

		private final String text;

		private Symbol(byte[] bytes, String text) {
			this.bytes = bytes;
			this.first = Words.first(bytes, 0, bytes.length);
			this.last = Words.last(bytes, 0, bytes.length);
			this.text = text;
		}

		private boolean is(long first, long last, byte[] source, int offset, int length) {
			return this.first == first && this.last == last && this.bytes.length == length && (length <= 16
					|| Arrays.equals(this.bytes, 8, length - 8, source, offset + 8, offset + length - 8));
		}

	}

}
