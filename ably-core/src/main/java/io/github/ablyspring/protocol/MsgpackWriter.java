package io.github.ablyspring.protocol;

import org.msgpack.core.MessagePack.Code;

/**
 * Writes MessagePack: each value in the shortest form.
 */
final class MsgpackWriter extends WireWriter {

	private static final int FIX_FIELDS = 15;

	@Override
	void putName(Field<?, ?> field) {
		put(field.msgpack);
	}

	@Override
	int startObject() {
		room(1);
		return this.position++;
	}

	@Override
	void endObject(int start, int fields) {
		if (fields <= FIX_FIELDS) {
			this.bytes[start] = (byte) (Code.FIXMAP_PREFIX | fields);
			return;
		}
		room(2);
		System.arraycopy(this.bytes, start + 1, this.bytes, start + 3, this.position - start - 1);
		this.bytes[start] = Code.MAP16;
		this.bytes[start + 1] = (byte) (fields >> 8);
		this.bytes[start + 2] = (byte) fields;
		this.position += 2;
	}

	@Override
	void startMap(int size) {
		header(Code.FIXMAP_PREFIX, 15, Code.MAP16, Code.MAP32, size);
	}

	@Override
	void nextKey(boolean first, String key) {
		writeString(key);
	}

	@Override
	void endMap() {
	}

	@Override
	void startList(int size) {
		header(Code.FIXARRAY_PREFIX, 15, Code.ARRAY16, Code.ARRAY32, size);
	}

	@Override
	void nextElement(boolean first) {
	}

	@Override
	void endList() {
	}

	@Override
	void writeNull() {
		room(1);
		put(Code.NIL);
	}

	@Override
	void writeString(String value) {
		if (value.length() > SHORT_TEXT || !writeShortAscii(value)) {
			byte[] utf8 = utf8(value);
			stringHeader(utf8.length);
			room(utf8.length);
			copy(utf8, 0, utf8.length);
		}
	}

	/** The header of a text that is as short is one byte. */
	private boolean writeShortAscii(String value) {
		int length = value.length();
		room(length + 1);
		byte[] to = this.bytes;
		int at = this.position;
		to[at++] = (byte) (Code.FIXSTR_PREFIX | length);
		// one look at all of them costs less than a look at each
		int all = 0;
		for (int i = 0; i < length; i++) {
			char c = value.charAt(i);
			all |= c;
			to[at + i] = (byte) c;
		}
		if (all >= 0x80) {
			return false;
		}
		this.position = at + length;
		return true;
	}

	private void stringHeader(int length) {
		if (length > 31 && length <= 0xff) {
			room(2);
			put(Code.STR8);
			put(length);
		}
		else {
			header(Code.FIXSTR_PREFIX, 31, Code.STR16, Code.STR32, length);
		}
	}

	private void header(byte fix, int fixMax, byte code16, byte code32, int size) {
		room(9);
		if (size <= fixMax) {
			put(fix | size);
		}
		else if (size <= 0xffff) {
			put(code16);
			putBytes(size, 2);
		}
		else {
			put(code32);
			putBytes(size, 4);
		}
	}

	@Override
	void writeLong(long value) {
		room(9);
		if (value >= 0) {
			if (value <= 0x7f) {
				put((int) value);
			}
			else if (value <= 0xff) {
				put(Code.UINT8, value, 1);
			}
			else if (value <= 0xffff) {
				put(Code.UINT16, value, 2);
			}
			else if (value <= 0xffffffffL) {
				put(Code.UINT32, value, 4);
			}
			else {
				put(Code.UINT64, value, 8);
			}
		}
		else if (value >= -32) {
			put((int) value);
		}
		else if (value >= Byte.MIN_VALUE) {
			put(Code.INT8, value, 1);
		}
		else if (value >= Short.MIN_VALUE) {
			put(Code.INT16, value, 2);
		}
		else if (value >= Integer.MIN_VALUE) {
			put(Code.INT32, value, 4);
		}
		else {
			put(Code.INT64, value, 8);
		}
	}

	@Override
	void writeDouble(double value) {
		room(9);
		put(Code.FLOAT64, Double.doubleToRawLongBits(value), 8);
	}

	@Override
	void writeBoolean(boolean value) {
		room(1);
		put(value ? Code.TRUE : Code.FALSE);
	}

	@Override
	void writeBinary(byte[] value) {
		if (value.length <= 0xff) {
			room(9);
			put(Code.BIN8, value.length, 1);
		}
		else {
			// no short form: nothing fits into zero bits
			header((byte) 0, -1, Code.BIN16, Code.BIN32, value.length);
		}
		room(value.length);
		copy(value, 0, value.length);
	}

	private void put(byte code, long value, int size) {
		put(code);
		putBytes(value, size);
	}

	/** Puts the lower bytes of a number, highest first; there is room for eight. */
	private void putBytes(long value, int size) {
		Words.putBigEndian(this.bytes, this.position, value << (Long.SIZE - size * 8));
		this.position += size;
	}

}
