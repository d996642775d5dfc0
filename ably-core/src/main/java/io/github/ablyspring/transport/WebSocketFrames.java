package io.github.ablyspring.transport;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ThreadLocalRandom;

import io.netty.buffer.ByteBuf;

/**
 * The frames of a WebSocket as bytes (RFC 6455, section 5): finds each in what was read,
 * without copying it, and dresses what is to be written.
 */
final class WebSocketFrames {

	static final int CONTINUATION = 0x0;

	static final int TEXT = 0x1;

	static final int BINARY = 0x2;

	static final int CLOSE = 0x8;

	static final int PING = 0x9;

	static final int PONG = 0xA;

	/**
	 * How much room is left for the header of a frame before its payload is written: what
	 * most need. If that turns out to be wrong the payload moves.
	 */
	static final int ROOM = 8;

	private static final int SHORT_HEADER = 6;

	private static final int LARGE_HEADER = 14;

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

	private static final int FINAL = 0x80;

	private static final int RESERVED = 0x70;

	private static final int MASKED = 0x80;

	private static final int LONG_LENGTH = 126;

	private static final int VERY_LONG_LENGTH = 127;

	private final int maxLength;

	private int opcode;

	private boolean last;

	private int length;

	private int needed;

	/**
	 * Creates a reader.
	 * @param maxLength the longest payload to accept
	 */
	WebSocketFrames(int maxLength) {
		this.maxLength = maxLength;
	}

	/**
	 * Reads the header of the next frame, if the whole frame is there.
	 * @param in where to read; stands at the payload afterwards, or still where it was
	 * @return whether there is a frame
	 * @throws IllegalArgumentException if the server breaks the protocol; the message is
	 * the reason
	 */
	boolean next(ByteBuf in) {
		int readable = in.readableBytes();
		this.needed = 2;
		if (readable < 2) {
			return false;
		}
		int start = in.readerIndex();
		int first = in.getByte(start);
		int second = in.getByte(start + 1);
		if ((first & RESERVED) != 0 || (second & MASKED) != 0) {
			throw new IllegalArgumentException("the server sent a frame that is not valid");
		}
		long length = second & 0x7F;
		int header = 2;
		if (length == LONG_LENGTH) {
			header = 4;
			length = (readable >= header) ? in.getUnsignedShort(start + 2) : 0;
		}
		else if (length == VERY_LONG_LENGTH) {
			header = 10;
			length = (readable >= header) ? in.getLong(start + 2) : 0;
		}
		if (length < 0 || length > this.maxLength) {
			throw new IllegalArgumentException("the server sent a frame that is too large");
		}
		this.needed = header + (int) length;
		if (readable < this.needed) {
			return false;
		}
		in.skipBytes(header);
		this.opcode = first & 0xF;
		this.last = (first & FINAL) != 0;
		this.length = (int) length;
		return true;
	}

	/**
	 * What the frame found last is.
	 */
	int opcode() {
		return this.opcode;
	}

	/**
	 * Whether the frame found last ends its message.
	 */
	boolean isLast() {
		return this.last;
	}

	/**
	 * How long the payload of the frame found last is.
	 */
	int length() {
		return this.length;
	}

	/**
	 * How many bytes the next frame takes as far as known, when it was not all there.
	 */
	int needed() {
		return this.needed;
	}

	/**
	 * Makes a frame of a payload that was written last, at the end of a buffer: masks it,
	 * and puts the header before it.
	 * @param opcode what the frame is
	 * @param out a buffer that lies in an array
	 * @param start where the frame starts; the payload begins {@link #ROOM} behind
	 */
	static void frame(int opcode, ByteBuf out, int start) {
		int length = out.writerIndex() - start - ROOM;
		int header = headerOf(length);
		if (header != ROOM) {
			out.ensureWritable(ROOM);
			System.arraycopy(out.array(), out.arrayOffset() + start + ROOM, out.array(),
					out.arrayOffset() + start + header, length);
			out.writerIndex(start + header + length);
		}
		byte[] bytes = out.array();
		int at = out.arrayOffset() + start;
		bytes[at] = (byte) (FINAL | opcode);
		switch (header) {
			case SHORT_HEADER -> bytes[at + 1] = (byte) (MASKED | length);
			case ROOM -> {
				bytes[at + 1] = (byte) (MASKED | LONG_LENGTH);
				out.setShort(start + 2, length);
			}
			default -> {
				bytes[at + 1] = (byte) (MASKED | VERY_LONG_LENGTH);
				out.setLong(start + 2, length);
			}
		}
		int mask = ThreadLocalRandom.current().nextInt();
		out.setInt(start + header - 4, mask);
		mask(bytes, at + header, length, mask);
	}

	private static int headerOf(int length) {
		if (length < LONG_LENGTH) {
			return SHORT_HEADER;
		}
		return (length <= 0xFFFF) ? ROOM : LARGE_HEADER;
	}

	private static void mask(byte[] bytes, int start, int length, int mask) {
		long twice = ((long) mask << 32) | (mask & 0xFFFFFFFFL);
		int index = start;
		int end = start + length;
		for (; index + 8 <= end; index += 8) {
			LONGS.set(bytes, index, (long) LONGS.get(bytes, index) ^ twice);
		}
		for (int shift = 24; index < end; index++, shift = (shift - 8) & 31) {
			bytes[index] ^= (byte) (mask >>> shift);
		}
	}

}
