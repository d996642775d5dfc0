package io.github.ablyspring.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time: the first byte of an array is the lowest of the word.
 */
final class Words {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final long QUOTES = ONES * '"';

	private static final long BACKSLASHES = ONES * '\\';

	private static final long SPACES = ONES * ' ';

	private static final long ZEROS = ONES * '0';

	private static final long SIXES = ONES * 6;

	private static final long HIGH_NIBBLES = 0xF0F0F0F0F0F0F0F0L;

	private Words() {
	}

	static long at(byte[] bytes, int offset) {
		return (long) LONGS.get(bytes, offset);
	}

	static void put(byte[] bytes, int offset, long word) {
		LONGS.set(bytes, offset, word);
	}

	/** Gets a number the other way round, with its highest byte first. */
	static long bigEndianAt(byte[] bytes, int offset) {
		return Long.reverseBytes(at(bytes, offset));
	}

	/** Puts a number the other way round, with its highest byte first. */
	static void putBigEndian(byte[] bytes, int offset, long number) {
		LONGS.set(bytes, offset, Long.reverseBytes(number));
	}

	/** All bytes as words; zero fills up the last one. */
	static long[] all(byte[] bytes) {
		long[] words = new long[(bytes.length + 7) / 8];
		for (int i = 0; i < words.length; i++) {
			words[i] = first(bytes, i * 8, Math.min(bytes.length - i * 8, 8));
		}
		return words;
	}

	/** The first bytes of a range, at most eight; zero fills up. */
	static long first(byte[] bytes, int offset, int length) {
		if (length >= 8) {
			return at(bytes, offset);
		}
		if (offset + 8 <= bytes.length) {
			return at(bytes, offset) & ((1L << (length << 3)) - 1);
		}
		long word = 0;
		for (int i = length - 1; i >= 0; i--) {
			word = (word << 8) | (bytes[offset + i] & 0xff);
		}
		return word;
	}

	/** The last eight bytes of a range of more than eight; zero for a shorter one. */
	static long last(byte[] bytes, int offset, int length) {
		return (length > 8) ? at(bytes, offset + length - 8) : 0;
	}

	/** Spreads two words over the highest bits of one. */
	static long mix(long first, long last) {
		return first * 0x9E3779B97F4A7C15L + last * 0xC2B2AE3D27D4EB4FL;
	}

	/**
	 * Marks each byte that cannot stand as it is in a JSON string, i.e. quotes,
	 * backslashes and control characters, by its highest bit. Only the lowest mark is
	 * reliable. A difference is negative where the byte was smaller, or was already
	 * negative, which is no ASCII and therefore nothing special.
	 */
	static long specials(long word) {
		long quotes = (word ^ QUOTES) - ONES;
		long backslashes = (word ^ BACKSLASHES) - ONES;
		return (quotes | backslashes | (word - SPACES)) & ~word & HIGH_BITS;
	}

	static boolean isSpecial(byte b) {
		return b == '"' || b == '\\' || (b >= 0 && b < ' ');
	}

	/** The number of the byte that the lowest mark is in. */
	static int firstMark(long marks) {
		return Long.numberOfTrailingZeros(marks) >>> 3;
	}

	/** Whether all eight bytes are decimal digits. */
	static boolean isDigits(long word) {
		return (word & HIGH_NIBBLES) == ZEROS && ((word + SIXES) & HIGH_NIBBLES) == ZEROS;
	}

	/**
	 * The number that eight digits stand for: neighbours become numbers of two digits,
	 * those of four, and those of eight.
	 */
	static long number(long digits) {
		long pairs = (digits - ZEROS) * 10 + ((digits - ZEROS) >>> 8);
		long fours = (pairs & 0x00FF00FF00FF00FFL) * 100 + ((pairs >>> 16) & 0x00FF00FF00FF00FFL);
		return (fours & 0xFFFF) * 10_000 + ((fours >>> 32) & 0xFFFF);
	}

	static boolean isAscii(long word) {
		return (word & HIGH_BITS) == 0;
	}

	/** The bytes of a word below the lowest mark. */
	static long belowMark(long word, long marks) {
		return word & ((Long.lowestOneBit(marks) >>> 7) - 1);
	}

}
