package io.github.ablyspring.protocol;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack.Code;

/**
 * Reads MessagePack.
 */
final class MsgpackReader extends WireReader {

	MsgpackReader(@Nullable Symbols symbols) {
		super(symbols);
	}

	@Override
	WireFormat format() {
		return WireFormat.MSGPACK;
	}

	@Override
	boolean readNull() {
		if (this.position < this.limit && this.bytes[this.position] == Code.NIL) {
			this.position++;
			return true;
		}
		return false;
	}

	@Override
	@Nullable String readString() {
		if (readNull()) {
			return null;
		}
		int length = readStringHeader();
		String text = text(this.position, length);
		this.position += length;
		return text;
	}

	@Override
	@Nullable String readSymbol() {
		if (readNull()) {
			return null;
		}
		int length = readStringHeader();
		String text = symbol(this.position, length);
		this.position += length;
		return text;
	}

	/** Reads the header of a text, all bytes of which are there. */
	private int readStringHeader() {
		int code = peek();
		if (!Code.isFixStr((byte) code)) {
			return switch ((byte) code) {
				case Code.STR8 -> readLength(1);
				case Code.STR16 -> readLength(2);
				case Code.STR32 -> readLength(4);
				default -> throw unexpected("a text");
			};
		}
		this.position++;
		return available(code & 0x1f);
	}

	private int readLength(int size) {
		this.position++;
		return available(readUnsigned(size));
	}

	/** Checks that as many bytes follow as were announced. */
	private int available(long announced) {
		if (announced > this.limit - this.position) {
			throw truncated();
		}
		return (int) announced;
	}

	@Override
	long readLong() {
		int code = peek();
		if (Code.isFixInt((byte) code)) {
			this.position++;
			return (byte) code;
		}
		return switch ((byte) code) {
			case Code.UINT8 -> unsigned(1);
			case Code.UINT16 -> unsigned(2);
			case Code.UINT32 -> unsigned(4);
			case Code.UINT64 -> {
				long value = unsigned(8);
				if (value < 0) {
					throw outOfRange();
				}
				yield value;
			}
			case Code.INT8 -> (byte) unsigned(1);
			case Code.INT16 -> (short) unsigned(2);
			case Code.INT32 -> (int) unsigned(4);
			case Code.INT64 -> unsigned(8);
			case Code.FLOAT32, Code.FLOAT64 -> exactLong(readDouble());
			default -> throw unexpected("a number");
		};
	}

	@Override
	double readDouble() {
		return switch ((byte) peek()) {
			case Code.FLOAT32 -> Float.intBitsToFloat((int) unsigned(4));
			case Code.FLOAT64 -> Double.longBitsToDouble(unsigned(8));
			case Code.UINT64 -> unsignedToDouble(unsigned(8));
			default -> readLong();
		};
	}

	private static double unsignedToDouble(long value) {
		return (value >= 0) ? value : ((value >>> 1) | (value & 1)) * 2.0;
	}

	@Override
	boolean readBoolean() {
		byte code = (byte) peek();
		if (code != Code.TRUE && code != Code.FALSE) {
			throw unexpected("true or false");
		}
		this.position++;
		return code == Code.TRUE;
	}

	@Override
	@Nullable Object readTree() {
		byte code = (byte) peek();
		if (Code.isFixStr(code)) {
			return readString();
		}
		if (Code.isFixInt(code)) {
			this.position++;
			return (long) code;
		}
		if (Code.isFixedMap(code)) {
			return readMap();
		}
		if (Code.isFixedArray(code)) {
			return readArray();
		}
		switch (code) {
			case Code.NIL -> {
				this.position++;
				return null;
			}
			case Code.TRUE, Code.FALSE -> {
				return readBoolean();
			}
			case Code.STR8, Code.STR16, Code.STR32 -> {
				return readString();
			}
			case Code.BIN8, Code.BIN16, Code.BIN32 -> {
				return readBinary(code);
			}
			case Code.UINT8, Code.UINT16, Code.UINT32, Code.INT8, Code.INT16, Code.INT32, Code.INT64 -> {
				return readLong();
			}
			case Code.UINT64 -> {
				long value = unsigned(8);
				return (value >= 0) ? (Object) value : (Object) unsignedToDouble(value);
			}
			case Code.FLOAT32, Code.FLOAT64 -> {
				return readDouble();
			}
			case Code.MAP16, Code.MAP32 -> {
				return readMap();
			}
			case Code.ARRAY16, Code.ARRAY32 -> {
				return readArray();
			}
			default -> {
				skip();
				this.unknown.unknown(UnknownListener.Kind.TYPE, "tree", "0x" + Integer.toHexString(code & 0xff));
				return null;
			}
		}
	}

	private byte[] readBinary(byte code) {
		int length = readLength(1 << (code - Code.BIN8));
		byte[] binary = Arrays.copyOfRange(this.bytes, this.position, this.position + length);
		this.position += length;
		return binary;
	}

	private List<@Nullable Object> readArray() {
		int size = readArrayHeader();
		int list = startList();
		enter();
		for (int i = 0; i < size; i++) {
			addElement(readTree());
		}
		leave();
		return endNullableList(list);
	}

	@Override
	Map<String, @Nullable Object> readMap() {
		int size = readMapHeader();
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		enter();
		for (int i = 0; i < size; i++) {
			int known = map.size();
			map.put(readKey(), readTree());
			if (map.size() == known) {
				throw duplicate();
			}
		}
		leave();
		return Collections.unmodifiableMap(map);
	}

	@Override
	<T> void readFields(WireType<T> type, Object into) {
		int size = readMapHeader();
		long seen = 0;
		enter();
		for (int i = 0; i < size; i++) {
			int length = readStringHeader();
			Field<T, Object> field = type.find(this.bytes, this.position, length);
			if (field != null) {
				this.position += length;
				if ((seen & field.bit) != 0) {
					throw duplicate();
				}
				seen |= field.bit;
				field.read(this, into);
			}
			else {
				unknownField(type, text(this.position, length));
				this.position += length;
				skip();
			}
		}
		leave();
	}

	@Override
	Map<String, String> readStringMap() {
		int size = readMapHeader();
		Map<String, String> map = new LinkedHashMap<>();
		for (int i = 0; i < size; i++) {
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
		int size = readArrayHeader();
		int list = startList();
		for (int i = 0; i < size; i++) {
			addElement(readString());
		}
		return endNullableList(list);
	}

	@Override
	<T> Map<String, T> readObjectMap(WireType<T> type) {
		int size = readMapHeader();
		Map<String, T> map = new LinkedHashMap<>();
		enter();
		for (int i = 0; i < size; i++) {
			String key = readKey();
			if (!readNull() && map.put(key, type.read(this)) != null) {
				throw duplicate();
			}
		}
		leave();
		return Collections.unmodifiableMap(map);
	}

	@Override
	<T> List<T> readList(WireType<T> type) {
		int size = readArrayHeader();
		int list = startList();
		enter();
		for (int i = 0; i < size; i++) {
			addElement(type.read(this));
		}
		leave();
		return endList(list);
	}

	private String readKey() {
		int length = readStringHeader();
		String key = symbol(this.position, length);
		this.position += length;
		return key;
	}

	/** Reads the header of a map. Each entry takes at least two bytes. */
	private int readMapHeader() {
		int code = peek();
		this.position++;
		long size;
		if (Code.isFixedMap((byte) code)) {
			size = code & 0x0f;
		}
		else if ((byte) code == Code.MAP16) {
			size = readUnsigned(2);
		}
		else if ((byte) code == Code.MAP32) {
			size = readUnsigned(4);
		}
		else {
			this.position--;
			throw unexpected("a map");
		}
		available(size * 2);
		return (int) size;
	}

	/** Reads the header of an array. Each element takes at least a byte. */
	private int readArrayHeader() {
		int code = peek();
		this.position++;
		if (Code.isFixedArray((byte) code)) {
			return available(code & 0x0f);
		}
		if ((byte) code == Code.ARRAY16) {
			return available(readUnsigned(2));
		}
		if ((byte) code == Code.ARRAY32) {
			return available(readUnsigned(4));
		}
		this.position--;
		throw unexpected("a list");
	}

	private void skip() {
		byte code = (byte) peek();
		if (Code.isFixInt(code)) {
			this.position++;
		}
		else if (Code.isFixStr(code)) {
			readString();
		}
		else if (Code.isFixedMap(code)) {
			skipElements(2L * readMapHeader());
		}
		else if (Code.isFixedArray(code)) {
			skipElements(readArrayHeader());
		}
		else {
			switch (code) {
				case Code.NIL, Code.TRUE, Code.FALSE -> this.position++;
				case Code.STR8, Code.STR16, Code.STR32 -> readString();
				case Code.BIN8, Code.BIN16, Code.BIN32 -> advance(readLength(1 << (code - Code.BIN8)));
				case Code.UINT8, Code.INT8 -> advance(available(2));
				case Code.UINT16, Code.INT16 -> advance(available(3));
				case Code.UINT32, Code.INT32, Code.FLOAT32 -> advance(available(5));
				case Code.UINT64, Code.INT64, Code.FLOAT64 -> advance(available(9));
				case Code.FIXEXT1, Code.FIXEXT2, Code.FIXEXT4, Code.FIXEXT8, Code.FIXEXT16 ->
					advance(available(2 + (1 << (code - Code.FIXEXT1))));
				case Code.EXT8, Code.EXT16, Code.EXT32 -> {
					this.position++;
					advance(available(readUnsigned(1 << (code - Code.EXT8)) + 1));
				}
				case Code.MAP16, Code.MAP32 -> skipElements(2L * readMapHeader());
				case Code.ARRAY16, Code.ARRAY32 -> skipElements(readArrayHeader());
				default -> throw unexpected("a value");
			}
		}
	}

	private void skipElements(long count) {
		enter();
		for (long i = 0; i < count; i++) {
			skip();
		}
		leave();
	}

	private void advance(int count) {
		this.position += count;
	}

	private int peek() {
		if (this.position >= this.limit) {
			throw truncated();
		}
		return this.bytes[this.position];
	}

	/** Reads a number after its code. */
	private long unsigned(int size) {
		this.position++;
		return readUnsigned(size);
	}

	private long readUnsigned(int size) {
		available(size);
		int at = this.position;
		this.position = at + size;
		if (at <= this.bytes.length - Long.BYTES) {
			return Words.bigEndianAt(this.bytes, at) >>> (Long.SIZE - size * 8);
		}
		long value = 0;
		for (int i = at; i < at + size; i++) {
			value = (value << 8) | (this.bytes[i] & 0xff);
		}
		return value;
	}

	@Override
	void end() {
		if (this.position != this.limit) {
			throw bad("goes on after its end");
		}
	}

}
