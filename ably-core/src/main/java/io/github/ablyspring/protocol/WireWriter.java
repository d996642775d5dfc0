package io.github.ablyspring.protocol;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Writes into an array that grows as needed and is used again.
 */
abstract class WireWriter {

	/**
	 * Up to this length a text is copied character by character. For a longer one it is
	 * faster to let the JDK make an array of it first.
	 */
	static final int SHORT_TEXT = 24;

	private static final int KEPT = 256 * 1024;

	byte[] bytes = new byte[512];

	int position;

	/** How many fields of the current object have been written. */
	private int fields;

	private int depth;

	final void reset() {
		this.position = 0;
		this.depth = 0;
	}

	/** Lets go of an array that is unusually large. */
	final void clear() {
		if (this.bytes.length > KEPT) {
			this.bytes = new byte[512];
		}
	}

	/** Makes room for as many more bytes. */
	final void room(int count) {
		if (count > this.bytes.length - this.position) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.bytes.length * 2, this.position + count));
		}
	}

	final void put(int b) {
		this.bytes[this.position++] = (byte) b;
	}

	final void copy(byte[] source, int offset, int length) {
		System.arraycopy(source, offset, this.bytes, this.position, length);
		this.position += length;
	}

	/** Writes the name of a field, so that its value can follow. */
	final void writeName(Field<?, ?> field) {
		this.fields++;
		putName(field);
	}

	final void put(Name name) {
		room(name.room());
		name.put(this.bytes, this.position);
		this.position += name.length();
	}

	final <T> void writeObject(WireType<T> type, T value) {
		int outer = this.fields;
		this.fields = 0;
		enter();
		int start = startObject();
		type.write(this, value);
		endObject(start, this.fields);
		leave();
		this.fields = outer;
	}

	final void writeText(Field<?, ?> field, @Nullable String value) {
		if (value != null) {
			writeName(field);
			writeString(value);
		}
	}

	/** Writes a number unless it is -1. */
	final void writeNumber(Field<?, ?> field, long value) {
		if (value != -1) {
			writeName(field);
			writeLong(value);
		}
	}

	final void writePayload(Field<?, ?> field, @Nullable Object value) {
		if (value != null) {
			writeName(field);
			writeTree(value);
		}
	}

	/** Writes a list of objects unless it is empty. */
	final <T> void writeObjects(Field<?, ?> field, WireType<T> type, List<T> values) {
		if (!values.isEmpty()) {
			writeName(field);
			writeList(type, values);
		}
	}

	final <T> void writeList(WireType<T> type, List<T> values) {
		startList(values.size());
		boolean first = true;
		for (T value : values) {
			nextElement(first);
			writeObject(type, value);
			first = false;
		}
		endList();
	}

	final <T> void writeObjectMap(WireType<T> type, Map<String, T> values) {
		startMap(values.size());
		boolean first = true;
		for (Map.Entry<String, T> entry : values.entrySet()) {
			nextKey(first, entry.getKey());
			writeObject(type, entry.getValue());
			first = false;
		}
		endMap();
	}

	final void writeTree(@Nullable Object tree) {
		if (tree == null) {
			writeNull();
		}
		else if (tree instanceof String text) {
			writeString(text);
		}
		else if (tree instanceof byte[] binary) {
			writeBinary(binary);
		}
		else if (tree instanceof Boolean bool) {
			writeBoolean(bool);
		}
		else if (tree instanceof Number number) {
			writeNumber(number);
		}
		else if (tree instanceof Map<?, ?> map) {
			writeMap(map);
		}
		else if (tree instanceof Collection<?> collection) {
			writeCollection(collection);
		}
		else if (tree instanceof CharSequence text) {
			writeString(text.toString());
		}
		else {
			throw unsupported(tree);
		}
	}

	private void writeNumber(Number number) {
		if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
			writeLong(number.longValue());
		}
		else if (number instanceof BigInteger big && big.bitLength() < Long.SIZE) {
			writeLong(big.longValue());
		}
		else {
			writeDouble(number.doubleValue());
		}
	}

	private void writeMap(Map<?, ?> map) {
		enter();
		startMap(map.size());
		boolean first = true;
		for (Map.Entry<?, ?> entry : map.entrySet()) {
			if (!(entry.getKey() instanceof CharSequence key)) {
				throw unsupported(entry.getKey());
			}
			nextKey(first, key.toString());
			writeTree(entry.getValue());
			first = false;
		}
		endMap();
		leave();
	}

	private void writeCollection(Collection<?> collection) {
		enter();
		startList(collection.size());
		boolean first = true;
		for (Object element : collection) {
			nextElement(first);
			writeTree(element);
			first = false;
		}
		endList();
		leave();
	}

	/** A tree that contains itself would never end. */
	private void enter() {
		if (++this.depth > WireReader.MAX_DEPTH) {
			throw AblyException.of(ErrorCodes.INVALID_DATA, 400,
					"Data is nested more than " + WireReader.MAX_DEPTH + " levels deep");
		}
	}

	private void leave() {
		this.depth--;
	}

	private static AblyException unsupported(@Nullable Object value) {
		String type = (value != null) ? value.getClass().getName() : "null";
		return AblyException.of(ErrorCodes.INVALID_DATA, 400, "A value of this type has no place in a tree: " + type);
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	abstract void putName(Field<?, ?> field);

	/** Starts an object whose fields are not counted yet; gives what the end wants. */
	abstract int startObject();

	abstract void endObject(int start, int fields);

	abstract void startMap(int size);

	abstract void nextKey(boolean first, String key);

	abstract void endMap();

	abstract void startList(int size);

	abstract void nextElement(boolean first);

	abstract void endList();

	abstract void writeNull();

	abstract void writeString(String value);

	abstract void writeLong(long value);

	abstract void writeDouble(double value);

	abstract void writeBoolean(boolean value);

	abstract void writeBinary(byte[] value);

}
