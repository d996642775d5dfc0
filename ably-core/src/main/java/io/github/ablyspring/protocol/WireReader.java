package io.github.ablyspring.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A cursor over the bytes of a frame. Nothing is allocated on the word of the frame: what
 * a header announces must be there first. All errors are {@link AblyException}s that tell
 * the position and never the content.
 */
abstract class WireReader {

	/** Far more than anybody needs, and far less than a stack holds. */
	static final int MAX_DEPTH = 500;

	private static final int MAX_UNKNOWN_NAME = 64;

	private static final byte[] NOTHING = {};

	byte[] bytes = NOTHING;

	int position;

	/** Where the frame starts in the array. */
	private int start;

	/** Where the frame ends in the array. */
	int limit;

	private int depth;

	UnknownListener unknown = UnknownListener.NONE;

	private final @Nullable Symbols symbols;

	/** Elements of the lists that are being read, the innermost last. */
	private @Nullable Object[] elements = new @Nullable Object[16];

	private int elementCount;

	WireReader(@Nullable Symbols symbols) {
		this.symbols = symbols;
	}

	final void reset(byte[] bytes, int start, int limit, UnknownListener unknown) {
		this.bytes = bytes;
		this.position = start;
		this.start = start;
		this.limit = limit;
		this.depth = 0;
		this.elementCount = 0;
		this.unknown = unknown;
	}

	/** Lets go of the frame. */
	final void clear() {
		this.bytes = NOTHING;
		this.unknown = UnknownListener.NONE;
		if (this.elements.length > 1024) {
			this.elements = new @Nullable Object[16];
		}
	}

	/** Consumes a null if it is next. */
	abstract boolean readNull();

	/** Reads a text or null. */
	abstract @Nullable String readString();

	/** Reads a text or null, and remembers it. */
	abstract @Nullable String readSymbol();

	abstract long readLong();

	abstract double readDouble();

	abstract boolean readBoolean();

	/** Reads anything. */
	abstract @Nullable Object readTree();

	abstract Map<String, @Nullable Object> readMap();

	abstract <T> void readFields(WireType<T> type, Object into);

	abstract Map<String, String> readStringMap();

	abstract List<@Nullable String> readStringList();

	abstract <T> Map<String, T> readObjectMap(WireType<T> type);

	abstract <T> List<T> readList(WireType<T> type);

	/** Checks that nothing follows. */
	abstract void end();

	/** Reads the number of a constant; others than those known are told. */
	final int readConstant(Field<?, ?> field, int known) {
		int value = readInt();
		if (value < 0 || value >= known) {
			this.unknown.unknown(UnknownListener.Kind.VALUE, field.owner, field.name + "=" + value);
		}
		return value;
	}

	final int readInt() {
		long value = readLong();
		if (value != (int) value) {
			throw outOfRange();
		}
		return (int) value;
	}

	final <T> T readObject(WireType<T> type) {
		return type.read(this);
	}

	final void enter() {
		if (++this.depth > MAX_DEPTH) {
			throw bad("is nested more than " + MAX_DEPTH + " levels deep");
		}
	}

	final void leave() {
		this.depth--;
	}

	final int startList() {
		return this.elementCount;
	}

	final void addElement(@Nullable Object element) {
		if (this.elementCount == this.elements.length) {
			this.elements = Arrays.copyOf(this.elements, this.elementCount * 2);
		}
		this.elements[this.elementCount++] = element;
	}

	/** Makes a list of the elements since the start; none of them is null. */
	@SuppressWarnings("unchecked")
	final <T> List<T> endList(int from) {
		if (this.elementCount == from + 1) {
			T only = (T) this.elements[from];
			this.elementCount = from;
			this.elements[from] = null;
			return List.of(only);
		}
		T[] all = (T[]) takeElements(from);
		return List.of(all);
	}

	/** Makes a list of the elements since the start; some may be null. */
	@SuppressWarnings("unchecked")
	final <T extends @Nullable Object> List<T> endNullableList(int from) {
		if (this.elementCount == from) {
			return List.of();
		}
		return (List<T>) Collections.unmodifiableList(Arrays.asList(takeElements(from)));
	}

	private @Nullable Object[] takeElements(int from) {
		@Nullable Object[] all = Arrays.copyOfRange(this.elements, from, this.elementCount);
		Arrays.fill(this.elements, from, this.elementCount, null);
		this.elementCount = from;
		return all;
	}

	final String symbol(int offset, int length) {
		Symbols known = this.symbols;
		if (known == null || length > Symbols.MAX_LENGTH) {
			return text(offset, length);
		}
		String symbol = known.find(this.bytes, offset, length);
		if (symbol == null) {
			symbol = text(offset, length);
			known.keep(this.bytes, offset, length, symbol);
		}
		return symbol;
	}

	/**
	 * Decodes UTF-8, and refuses what is none. The JDK is fastest when it may put
	 * replacement characters; where there is none of them nothing was wrong, and most
	 * strings are such that they cannot contain one, which the JDK knows at once.
	 */
	final String text(int offset, int length) {
		return text(this.bytes, offset, length);
	}

	final String text(byte[] source, int offset, int length) {
		String text = new String(source, offset, length, StandardCharsets.UTF_8);
		if (text.indexOf('\uFFFD') >= 0) {
			try {
				StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(source, offset, length));
			}
			catch (CharacterCodingException ex) {
				throw bad("contains text that is not UTF-8");
			}
		}
		return text;
	}

	final long exactLong(double value) {
		long whole = (long) value;
		if (whole != value || whole == Long.MAX_VALUE) {
			throw bad("contains a number that is not whole, or too large, where a whole one is expected");
		}
		return whole;
	}

	final void unknownField(WireType<?> type, String name) {
		String shown = (name.length() > MAX_UNKNOWN_NAME) ? name.substring(0, MAX_UNKNOWN_NAME) : name;
		this.unknown.unknown(UnknownListener.Kind.FIELD, type.name(), shown);
	}

	final AblyException truncated() {
		return bad("ends too early");
	}

	final AblyException outOfRange() {
		return bad("contains a number that is out of range");
	}

	final AblyException duplicate() {
		return bad("contains a key twice");
	}

	final AblyException unexpected(String expected) {
		return (this.position >= this.limit) ? truncated() : bad("does not have " + expected + " where it should");
	}

	final AblyException bad(String what) {
		return AblyException.of(ErrorCodes.BAD_REQUEST, 400,
				"The " + format() + " " + what + " (byte " + (this.position - this.start) + ")");
	}

	abstract WireFormat format();

}
