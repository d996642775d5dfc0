package io.github.ablyspring.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes JSON without white space.
 */
final class JsonWriter extends WireWriter {

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] LEAST = Long.toString(Long.MIN_VALUE).getBytes(StandardCharsets.US_ASCII);

	private static final int MAX_DIGITS = 19;

	/** 00, 01, … 99: two digits at a time need half of the divisions. */
	private static final byte[] PAIRS = pairs();

	@Override
	void putName(Field<?, ?> field) {
		room(1);
		put(',');
		put(field.json);
	}

	@Override
	int startObject() {
		return this.position;
	}

	/** Every field starts with a comma; that of the first becomes the opening brace. */
	@Override
	void endObject(int start, int fields) {
		room(2);
		if (fields == 0) {
			put('{');
		}
		else {
			this.bytes[start] = '{';
		}
		put('}');
	}

	@Override
	void startMap(int size) {
		room(1);
		put('{');
	}

	@Override
	void nextKey(boolean first, String key) {
		nextElement(first);
		writeString(key);
		room(1);
		put(':');
	}

	@Override
	void endMap() {
		room(1);
		put('}');
	}

	@Override
	void startList(int size) {
		room(1);
		put('[');
	}

	@Override
	void nextElement(boolean first) {
		if (!first) {
			room(1);
			put(',');
		}
	}

	@Override
	void endList() {
		room(1);
		put(']');
	}

	@Override
	void writeNull() {
		room(4);
		copy(NULL, 0, 4);
	}

	@Override
	void writeString(String value) {
		if (value.length() > SHORT_TEXT || !writeShortPlain(value)) {
			writeLongString(utf8(value));
		}
	}

	private boolean writeShortPlain(String value) {
		int length = value.length();
		room(length + 2);
		byte[] to = this.bytes;
		int at = this.position;
		to[at++] = '"';
		for (int i = 0; i < length; i++) {
			char c = value.charAt(i);
			if (c >= 0x80 || c < ' ' || c == '"' || c == '\\') {
				return false;
			}
			to[at++] = (byte) c;
		}
		to[at++] = '"';
		this.position = at;
		return true;
	}

	/** Copies as much as can stand as it is, and writes an escape for what cannot. */
	private void writeLongString(byte[] utf8) {
		room(utf8.length + 2);
		put('"');
		int plain = 0;
		int i = 0;
		while (i < utf8.length) {
			if (i <= utf8.length - 8) {
				long marks = Words.specials(Words.at(utf8, i));
				if (marks == 0) {
					i += 8;
					continue;
				}
				i += Words.firstMark(marks);
			}
			else if (!Words.isSpecial(utf8[i])) {
				i++;
				continue;
			}
			copy(utf8, plain, i - plain);
			room(utf8.length - i + 7);
			writeEscape(utf8[i]);
			plain = ++i;
		}
		copy(utf8, plain, utf8.length - plain);
		put('"');
	}

	private void writeEscape(byte b) {
		put('\\');
		switch (b) {
			case '"', '\\' -> put(b);
			case '\n' -> put('n');
			case '\r' -> put('r');
			case '\t' -> put('t');
			default -> {
				put('u');
				put('0');
				put('0');
				put(HEX[b >> 4]);
				put(HEX[b & 0xf]);
			}
		}
	}

	@Override
	void writeLong(long value) {
		room(MAX_DIGITS + 1);
		long rest = value;
		if (rest < 0) {
			if (rest == Long.MIN_VALUE) {
				copy(LEAST, 0, LEAST.length);
				return;
			}
			put('-');
			rest = -rest;
		}
		int at = this.position + digits(rest);
		this.position = at;
		while (rest >= 100) {
			int pair = (int) (rest % 100) * 2;
			rest /= 100;
			this.bytes[--at] = PAIRS[pair + 1];
			this.bytes[--at] = PAIRS[pair];
		}
		if (rest >= 10) {
			this.bytes[--at] = PAIRS[(int) rest * 2 + 1];
			this.bytes[--at] = PAIRS[(int) rest * 2];
		}
		else {
			this.bytes[--at] = (byte) ('0' + rest);
		}
	}

	private static byte[] pairs() {
		byte[] pairs = new byte[200];
		for (int i = 0; i < 100; i++) {
			pairs[i * 2] = (byte) ('0' + i / 10);
			pairs[i * 2 + 1] = (byte) ('0' + i % 10);
		}
		return pairs;
	}

	private static int digits(long value) {
		int digits = 1;
		for (long power = 10; digits < MAX_DIGITS && value >= power; power *= 10) {
			digits++;
		}
		return digits;
	}

	/** Infinities and what is not a number become null, as JavaScript does it. */
	@Override
	void writeDouble(double value) {
		if (Double.isFinite(value)) {
			ascii(Double.toString(value));
		}
		else {
			writeNull();
		}
	}

	@Override
	void writeBoolean(boolean value) {
		byte[] literal = value ? TRUE : FALSE;
		room(literal.length);
		copy(literal, 0, literal.length);
	}

	@Override
	void writeBinary(byte[] value) {
		byte[] base64 = Base64.getEncoder().encode(value);
		room(base64.length + 2);
		put('"');
		copy(base64, 0, base64.length);
		put('"');
	}

	private void ascii(String text) {
		room(text.length());
		for (int i = 0; i < text.length(); i++) {
			put(text.charAt(i));
		}
	}

}
