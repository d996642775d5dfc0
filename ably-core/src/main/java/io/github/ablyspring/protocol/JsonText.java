package io.github.ablyspring.protocol;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Takes the escapes out of a JSON string. The text is gathered as UTF-8 in an array that
 * is used again, since most of it can be copied as it stands.
 */
final class JsonText {

	private static final int KEPT = 64 * 1024;

	private final JsonReader reader;

	private byte[] text = new byte[128];

	private int length;

	/** What came before the last half of a surrogate pair, which UTF-8 cannot express. */
	private @Nullable StringBuilder before;

	JsonText(JsonReader reader) {
		this.reader = reader;
	}

	/**
	 * Reads a string up to and with the quote that ends it.
	 * @param from where the text of the string starts
	 * @param firstEscape where the first byte is that is not as it seems
	 */
	String read(int from, int firstEscape) {
		JsonReader in = this.reader;
		this.length = 0;
		this.before = null;
		int plain = from;
		int i = firstEscape;
		while (true) {
			in.position = i;
			copy(plain, i);
			if (i >= in.limit) {
				throw in.truncated();
			}
			byte b = in.bytes[i];
			if (b == '"') {
				break;
			}
			if (b != '\\') {
				throw in.bad("contains a control character in a text");
			}
			unescape();
			plain = in.position;
			i = in.plainEnd(plain);
		}
		in.position = i + 1;
		return text();
	}

	private String text() {
		String text = this.reader.text(this.text, 0, this.length);
		StringBuilder before = this.before;
		if (this.text.length > KEPT) {
			this.text = new byte[128];
		}
		return (before != null) ? before.append(text).toString() : text;
	}

	private void copy(int from, int to) {
		int count = to - from;
		room(count);
		System.arraycopy(this.reader.bytes, from, this.text, this.length, count);
		this.length += count;
	}

	private void unescape() {
		JsonReader in = this.reader;
		if (in.position + 1 >= in.limit) {
			throw in.truncated();
		}
		byte kind = in.bytes[in.position + 1];
		if (kind == 'u') {
			unescapeUnit();
			return;
		}
		byte character = switch (kind) {
			case '"', '\\', '/' -> kind;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			default -> throw in.bad("contains an unknown escape in a text");
		};
		room(1);
		this.text[this.length++] = character;
		in.position += 2;
	}

	private void unescapeUnit() {
		JsonReader in = this.reader;
		char unit = hex(in.position);
		in.position += 6;
		if (Character.isHighSurrogate(unit) && in.position + 1 < in.limit && in.bytes[in.position] == '\\'
				&& in.bytes[in.position + 1] == 'u') {
			char low = hex(in.position);
			if (Character.isLowSurrogate(low)) {
				in.position += 6;
				append(Character.toCodePoint(unit, low));
				return;
			}
		}
		if (Character.isSurrogate(unit)) {
			appendHalf(unit);
		}
		else {
			append(unit);
		}
	}

	/** JSON allows to write half of a surrogate pair, and Java to have one. */
	private void appendHalf(char surrogate) {
		StringBuilder before = this.before;
		if (before == null) {
			before = new StringBuilder();
			this.before = before;
		}
		before.append(this.reader.text(this.text, 0, this.length)).append(surrogate);
		this.length = 0;
	}

	private char hex(int escape) {
		JsonReader in = this.reader;
		if (escape + 6 > in.limit) {
			throw in.truncated();
		}
		int unit = 0;
		for (int i = escape + 2; i < escape + 6; i++) {
			int digit = Character.digit(in.bytes[i], 16);
			if (digit < 0) {
				throw in.bad("contains an escape with a wrong digit in a text");
			}
			unit = unit << 4 | digit;
		}
		return (char) unit;
	}

	/** Appends a character as UTF-8. */
	private void append(int codePoint) {
		room(4);
		if (codePoint < 0x80) {
			put(codePoint);
		}
		else if (codePoint < 0x800) {
			put(0xc0 | codePoint >> 6);
			put(0x80 | codePoint & 0x3f);
		}
		else if (codePoint < 0x10000) {
			put(0xe0 | codePoint >> 12);
			put(0x80 | codePoint >> 6 & 0x3f);
			put(0x80 | codePoint & 0x3f);
		}
		else {
			put(0xf0 | codePoint >> 18);
			put(0x80 | codePoint >> 12 & 0x3f);
			put(0x80 | codePoint >> 6 & 0x3f);
			put(0x80 | codePoint & 0x3f);
		}
	}

	private void put(int b) {
		this.text[this.length++] = (byte) b;
	}

	private void room(int count) {
		if (this.length + count > this.text.length) {
			this.text = Arrays.copyOf(this.text, Math.max(this.text.length * 2, this.length + count));
		}
	}

}
