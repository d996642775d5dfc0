package io.github.ablyspring.emulator.delta;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Writes what one payload has that another had not, as VCDIFF (RFC 3284): one window over
 * the whole source, the default code table, copies addressed absolutely. Works down to
 * matches of four bytes, for messages are short.
 */
public final class VcdiffEncoder {

	private static final byte[] HEADER = { (byte) 0xD6, (byte) 0xC3, (byte) 0xC4, 0, 0 };

	private static final int FROM_SOURCE = 1;

	private static final int MIN_MATCH = 4;

	// how many places of the source are compared before the best of them is taken
	private static final int MAX_PROBES = 64;

	// the default code table: additions from 1, copies in mode "self" from 19, each first
	// with an explicit size
	private static final int ADD_ANY = 1;

	private static final int ADD_MAX_IMPLICIT = 17;

	private static final int COPY_ANY = 19;

	private static final int COPY_MIN_IMPLICIT = 4;

	private static final int COPY_MAX_IMPLICIT = 18;

	private final byte[] source;

	private final byte[] target;

	private final int[] heads;

	private final int[] previous;

	private final ByteArrayOutputStream data = new ByteArrayOutputStream();

	private final ByteArrayOutputStream instructions = new ByteArrayOutputStream();

	private final ByteArrayOutputStream addresses = new ByteArrayOutputStream();

	private int matchStart;

	private int matchLength;

	private VcdiffEncoder(byte[] source, byte[] target) {
		this.source = source;
		this.target = target;
		this.heads = new int[Integer.highestOneBit(Math.max(source.length, 16)) << 1];
		this.previous = new int[source.length];
	}

	/**
	 * Makes the delta between two payloads.
	 * @param source what the receiver has
	 * @param target what it shall have
	 * @return the delta
	 */
	public static byte[] encode(byte[] source, byte[] target) {
		VcdiffEncoder encoder = new VcdiffEncoder(source, target);
		encoder.indexSource();
		encoder.compare();
		return encoder.write();
	}

	private void indexSource() {
		Arrays.fill(this.heads, -1);
		// backwards, so that earlier places are found first
		for (int i = this.source.length - MIN_MATCH; i >= 0; i--) {
			int slot = slot(this.source, i);
			this.previous[i] = this.heads[slot];
			this.heads[slot] = i;
		}
	}

	private int slot(byte[] bytes, int at) {
		int word = (bytes[at] << 24) ^ ((bytes[at + 1] & 0xFF) << 16) ^ ((bytes[at + 2] & 0xFF) << 8)
				^ (bytes[at + 3] & 0xFF);
		return ((word * 0x9E3779B1) >>> 7) & (this.heads.length - 1);
	}

	private void compare() {
		int pending = 0;
		int at = 0;
		while (at < this.target.length) {
			findMatch(at);
			if (this.matchLength < MIN_MATCH) {
				at++;
				continue;
			}
			while (this.matchStart > 0 && at > pending && this.source[this.matchStart - 1] == this.target[at - 1]) {
				this.matchStart--;
				this.matchLength++;
				at--;
			}
			add(pending, at);
			copy(this.matchStart, this.matchLength);
			at += this.matchLength;
			pending = at;
		}
		add(pending, this.target.length);
	}

	private void findMatch(int at) {
		this.matchLength = 0;
		if (at + MIN_MATCH > this.target.length || this.source.length < MIN_MATCH) {
			return;
		}
		int candidate = this.heads[slot(this.target, at)];
		for (int probe = 0; candidate >= 0 && probe < MAX_PROBES; probe++) {
			int mismatch = Arrays.mismatch(this.source, candidate, this.source.length, this.target, at,
					this.target.length);
			int length = (mismatch >= 0) ? mismatch : Math.min(this.source.length - candidate, this.target.length - at);
			if (length > this.matchLength) {
				this.matchStart = candidate;
				this.matchLength = length;
			}
			candidate = this.previous[candidate];
		}
	}

	private void add(int from, int to) {
		int size = to - from;
		if (size == 0) {
			return;
		}
		if (size <= ADD_MAX_IMPLICIT) {
			this.instructions.write(ADD_ANY + size);
		}
		else {
			this.instructions.write(ADD_ANY);
			writeInteger(this.instructions, size);
		}
		this.data.write(this.target, from, size);
	}

	private void copy(int start, int size) {
		if (size >= COPY_MIN_IMPLICIT && size <= COPY_MAX_IMPLICIT) {
			this.instructions.write(COPY_ANY + 1 + size - COPY_MIN_IMPLICIT);
		}
		else {
			this.instructions.write(COPY_ANY);
			writeInteger(this.instructions, size);
		}
		writeInteger(this.addresses, start);
	}

	private byte[] write() {
		ByteArrayOutputStream encoding = new ByteArrayOutputStream();
		writeInteger(encoding, this.target.length);
		encoding.write(0);
		writeInteger(encoding, this.data.size());
		writeInteger(encoding, this.instructions.size());
		writeInteger(encoding, this.addresses.size());
		encoding.writeBytes(this.data.toByteArray());
		encoding.writeBytes(this.instructions.toByteArray());
		encoding.writeBytes(this.addresses.toByteArray());
		ByteArrayOutputStream delta = new ByteArrayOutputStream(encoding.size() + 16);
		delta.writeBytes(HEADER);
		delta.write(FROM_SOURCE);
		writeInteger(delta, this.source.length);
		writeInteger(delta, 0);
		writeInteger(delta, encoding.size());
		delta.writeBytes(encoding.toByteArray());
		return delta.toByteArray();
	}

	// base 128, most significant first, the high bit says that more follows
	private static void writeInteger(ByteArrayOutputStream out, int value) {
		int shift = 28;
		while (shift > 0 && (value >>> shift) == 0) {
			shift -= 7;
		}
		for (; shift > 0; shift -= 7) {
			out.write(((value >>> shift) & 0x7F) | 0x80);
		}
		out.write(value & 0x7F);
	}

}
