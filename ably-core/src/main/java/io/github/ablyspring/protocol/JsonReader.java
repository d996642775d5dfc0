package io.github.ablyspring.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259, strictly).
 */
final class JsonReader extends WireReader {

	/** As many digits always fit into a long. */
	private static final int SAFE_DIGITS = 18;

	private final FieldOrder order = new FieldOrder();

	/** The text of the last string that had escapes, without them. */
	private final JsonText unescaped = new JsonText(this);

	JsonReader(@Nullable Symbols symbols) {
		super(symbols);
	}

	@Override
	WireFormat format() {
		return WireFormat.JSON;
	}

	/** Goes to the next byte that is no white space, without consuming it. */
	private int peek() {
		while (this.position < this.limit) {
			byte b = this.bytes[this.position];
			if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
				return b;
			}
			this.position++;
		}
		throw truncated();
	}

	private boolean consume(char expected) {
		if (peek() == expected) {
			this.position++;
			return true;
		}
		return false;
	}

	private void require(char expected, String description) {
		if (!consume(expected)) {
			throw unexpected(description);
		}
	}

	@Override
	boolean readNull() {
		if (peek() != 'n') {
			return false;
		}
		literal("null");
		return true;
	}

	private void literal(String literal) {
		int length = literal.length();
		if (this.limit - this.position < length) {
			throw truncated();
		}
		for (int i = 0; i < length; i++) {
			if (this.bytes[this.position + i] != literal.charAt(i)) {
				throw unexpected("a value");
			}
		}
		this.position += length;
	}

	@Override
	@Nullable String readString() {
		return (peek() == '"') ? readText(false) : readNoText();
	}

	@Override
	@Nullable String readSymbol() {
		return (peek() == '"') ? readText(true) : readNoText();
	}

	private @Nullable String readNoText() {
		if (readNull()) {
			return null;
		}
		throw unexpected("a text");
	}

	/** Reads the text whose opening quote is next. */
	private String readText(boolean symbol) {
		int from = this.position + 1;
		int end = plainEnd(from);
		if (end < this.limit && this.bytes[end] == '"') {
			this.position = end + 1;
			return symbol ? symbol(from, end - from) : text(from, end - from);
		}
		return this.unescaped.read(from, end);
	}

	/**
	 * Finds the first byte, from here, that cannot stand as it is in a string: usually
	 * the quote at its end. Eight bytes at a time: a payload of 1 KB takes 0.1 µs instead
	 * of 0.5 µs.
	 */
	int plainEnd(int from) {
		byte[] all = this.bytes;
		int end = this.limit;
		int i = from;
		for (; i <= end - 8; i += 8) {
			long marks = Words.specials(Words.at(all, i));
			if (marks != 0) {
				return i + Words.firstMark(marks);
			}
		}
		while (i < end && !Words.isSpecial(all[i])) {
			i++;
		}
		return i;
	}

	@Override
	long readLong() {
		int from = this.position;
		boolean negative = consume('-');
		int digits = this.position;
		long value = 0;
		int i = digits;
		// Most numbers are timestamps, which have 13 digits.
		for (; i <= this.limit - 8 && Words.isDigits(Words.at(this.bytes, i)); i += 8) {
			value = value * 100_000_000 + Words.number(Words.at(this.bytes, i));
		}
		while (i < this.limit && isDigit(this.bytes[i])) {
			value = value * 10 + (this.bytes[i] - '0');
			i++;
		}
		if (i - digits > SAFE_DIGITS || i == digits || this.bytes[digits] == '0' && i - digits > 1
				|| (i < this.limit && isNumberPart(this.bytes[i]))) {
			this.position = from;
			return readUnusualLong();
		}
		this.position = i;
		return negative ? -value : value;
	}

	/** Reads a whole number that is very large, or written with a point or exponent. */
	private long readUnusualLong() {
		Number number = readNumber();
		if (number instanceof Long whole) {
			return whole;
		}
		return exactLong(number.doubleValue());
	}

	@Override
	double readDouble() {
		return readNumber().doubleValue();
	}

	/** Reads a number: whole if it is written so and fits, else floating. */
	private Number readNumber() {
		int next = peek();
		if (next != '-' && !isDigit((byte) next)) {
			throw unexpected("a number");
		}
		int from = this.position;
		consume('-');
		int integer = skipDigits();
		if (this.bytes[integer] == '0' && this.position - integer > 1) {
			throw bad("contains a number with a leading zero");
		}
		boolean whole = true;
		if (this.position < this.limit && this.bytes[this.position] == '.') {
			this.position++;
			skipDigits();
			whole = false;
		}
		if (this.position < this.limit && (this.bytes[this.position] | 0x20) == 'e') {
			this.position++;
			if (this.position < this.limit && (this.bytes[this.position] == '+' || this.bytes[this.position] == '-')) {
				this.position++;
			}
			skipDigits();
			whole = false;
		}
		return number(new String(this.bytes, from, this.position - from, StandardCharsets.US_ASCII), whole);
	}

	private Number number(String digits, boolean whole) {
		if (whole && digits.length() <= 20) {
			try {
				return Long.parseLong(digits);
			}
			catch (NumberFormatException ex) {
				return finite(digits);
			}
		}
		return finite(digits);
	}

	private double finite(String digits) {
		double value = Double.parseDouble(digits);
		if (Double.isInfinite(value)) {
			throw outOfRange();
		}
		return value;
	}

	/** Skips at least one digit, and tells where they started. */
	private int skipDigits() {
		int from = this.position;
		while (this.position < this.limit && isDigit(this.bytes[this.position])) {
			this.position++;
		}
		if (this.position == from) {
			throw unexpected("a digit");
		}
		return from;
	}

	private static boolean isDigit(byte b) {
		return b >= '0' && b <= '9';
	}

	private static boolean isNumberPart(byte b) {
		return b == '.' || b == 'e' || b == 'E';
	}

	@Override
	boolean readBoolean() {
		switch (peek()) {
			case 't' -> {
				literal("true");
				return true;
			}
			case 'f' -> {
				literal("false");
				return false;
			}
			default -> throw unexpected("true or false");
		}
	}

	@Override
	@Nullable Object readTree() {
		switch (peek()) {
			case '"' -> {
				return readText(false);
			}
			case '{' -> {
				return readMap();
			}
			case '[' -> {
				return readArray();
			}
			case 't', 'f' -> {
				return readBoolean();
			}
			case 'n' -> {
				literal("null");
				return null;
			}
			default -> {
				return readNumber();
			}
		}
	}

	private List<@Nullable Object> readArray() {
		int list = startList();
		for (boolean more = begin('[', ']'); more; more = more(']')) {
			addElement(readTree());
		}
		return endNullableList(list);
	}

	@Override
	Map<String, @Nullable Object> readMap() {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		for (boolean more = begin('{', '}'); more; more = more('}')) {
			String key = readKey();
			int known = map.size();
			map.put(key, readTree());
			if (map.size() == known) {
				throw duplicate();
			}
		}
		return Collections.unmodifiableMap(map);
	}

	@Override
	<T> void readFields(WireType<T> type, Object into) {
		FieldOrder.Followers<T> followers = this.order.of(type);
		int last = -1;
		long seen = 0;
		for (boolean more = begin('{', '}'); more; more = more('}')) {
			Field<T, Object> field = followers.after(last);
			if (field != null && field.json.isAt(this.bytes, this.position, this.limit)) {
				this.position += field.json.length();
			}
			else {
				field = readField(type);
				if (field == null) {
					skip();
					continue;
				}
				followers.remember(last, field);
			}
			last = field.index;
			if ((seen & field.bit) != 0) {
				throw duplicate();
			}
			seen |= field.bit;
			field.read(this, into);
		}
	}

	/** Reads the name of a field and the colon. */
	private <T> @Nullable Field<T, Object> readField(WireType<T> type) {
		byte[] all = this.bytes;
		int from = this.position + 1;
		if (from + 8 <= this.limit && all[from - 1] == '"') {
			long first = Words.at(all, from);
			long marks = Words.specials(first);
			int end;
			Field<T, Object> field;
			if (marks != 0) {
				// up to seven characters, as most names have: one word tells all
				end = from + Words.firstMark(marks);
				field = type.find(Words.belowMark(first, marks), 0, all, from, end - from);
			}
			else {
				end = plainEnd(from + 8);
				field = type.find(first, Words.last(all, from, end - from), all, from, end - from);
			}
			if (field != null && end + 1 < this.limit && all[end] == '"' && all[end + 1] == ':') {
				this.position = end + 2;
				return field;
			}
		}
		return readUnusualField(type);
	}

	/** The name may be unknown, or written with escapes, or there is white space. */
	private <T> @Nullable Field<T, Object> readUnusualField(WireType<T> type) {
		require('"', "a key");
		int from = this.position;
		String name = this.unescaped.read(from, plainEnd(from));
		require(':', "a colon");
		byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
		Field<T, Object> field = type.find(utf8, 0, utf8.length);
		if (field == null) {
			unknownField(type, name);
		}
		return field;
	}

	@Override
	Map<String, String> readStringMap() {
		Map<String, String> map = new LinkedHashMap<>();
		for (boolean more = begin('{', '}'); more; more = more('}')) {
			String key = readKey();
			String value = readString();
			if (value != null && map.put(key, value) != null) {
				throw duplicate();
			}
		}
		return Collections.unmodifiableMap(map);
	}

	@Override
	List<@Nullable String> readStringList() {
		int list = startList();
		for (boolean more = begin('[', ']'); more; more = more(']')) {
			addElement(readString());
		}
		return endNullableList(list);
	}

	@Override
	<T> Map<String, T> readObjectMap(WireType<T> type) {
		Map<String, T> map = new LinkedHashMap<>();
		for (boolean more = begin('{', '}'); more; more = more('}')) {
			String key = readKey();
			if (!readNull() && map.put(key, type.read(this)) != null) {
				throw duplicate();
			}
		}
		return Collections.unmodifiableMap(map);
	}

	@Override
	<T> List<T> readList(WireType<T> type) {
		int list = startList();
		for (boolean more = begin('[', ']'); more; more = more(']')) {
			addElement(type.read(this));
		}
		return endList(list);
	}

	private String readKey() {
		if (peek() != '"') {
			throw unexpected("a key");
		}
		String key = readText(true);
		require(':', "a colon");
		return key;
	}

	/** Reads the opening bracket; tells whether an element follows. */
	private boolean begin(char open, char close) {
		require(open, (open == '{') ? "an object" : "a list");
		enter();
		if (consume(close)) {
			leave();
			return false;
		}
		return true;
	}

	/** Reads the comma or the closing bracket; tells whether an element follows. */
	private boolean more(char close) {
		if (consume(',')) {
			return true;
		}
		require(close, "a comma or the end");
		leave();
		return false;
	}

	private void skip() {
		switch (peek()) {
			case '"' -> readText(false);
			case '{' -> {
				for (boolean more = begin('{', '}'); more; more = more('}')) {
					readKey();
					skip();
				}
			}
			case '[' -> {
				for (boolean more = begin('[', ']'); more; more = more(']')) {
					skip();
				}
			}
			default -> readTree();
		}
	}

	@Override
	void end() {
		while (this.position < this.limit) {
			byte b = this.bytes[this.position];
			if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
				throw bad("goes on after its end");
			}
			this.position++;
		}
	}

}
