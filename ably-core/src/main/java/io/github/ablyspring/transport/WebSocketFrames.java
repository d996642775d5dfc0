package io.github.ablyspring.transport;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

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

	/** How much room is left for the header of a frame, before its payload is written. */
	static final int ROOM = 14;

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
	 * A buffer to write a payload to.
	 */
	static ByteBuf payload(ByteBufAllocator allocator, int expected) {
		return allocator.buffer(ROOM + expected).writerIndex(ROOM).readerIndex(ROOM);
	}

	/**
	 * Makes a frame of a payload, in the same buffer: masks it, and puts the header
	 * before it.
	 */
	static ByteBuf frame(int opcode, ByteBuf payload) {
		int length = payload.writerIndex() - ROOM;
		int mask = ThreadLocalRandom.current().nextInt();
		mask(payload, ROOM, length, mask);
		int start = ROOM - 6;
		if (length < LONG_LENGTH) {
			payload.setByte(start + 1, MASKED | length);
		}
		else if (length <= 0xFFFF) {
			start -= 2;
			payload.setByte(start + 1, MASKED | LONG_LENGTH);
			payload.setShort(start + 2, length);
		}
		else {
			start -= 8;
			payload.setByte(start + 1, MASKED | VERY_LONG_LENGTH);
			payload.setLong(start + 2, length);
		}
		payload.setByte(start, FINAL | opcode);
		payload.setInt(ROOM - 4, mask);
		return payload.readerIndex(start);
	}

	private static void mask(ByteBuf payload, int start, int length, int mask) {
		long twice = ((long) mask << 32) | (mask & 0xFFFFFFFFL);
		int index = start;
		int end = start + length;
		for (; index + 8 <= end; index += 8) {
			payload.setLong(index, payload.getLong(index) ^ twice);
		}
		for (int shift = 24; index < end; index++, shift = (shift - 8) & 31) {
			payload.setByte(index, payload.getByte(index) ^ (mask >>> shift));
		}
	}

	/**
	 * A frame that says why the WebSocket is closed.
	 */
	static ByteBuf close(ByteBufAllocator allocator, int code, String reason) {
		ByteBuf payload = payload(allocator, 2 + reason.length());
		payload.writeShort(code);
		payload.writeCharSequence(reason, StandardCharsets.UTF_8);
		return frame(CLOSE, payload);
	}

	/**
	 * The answer to a ping.
	 */
	static ByteBuf pong(ByteBufAllocator allocator, ByteBuf ping, int length) {
		ByteBuf payload = payload(allocator, length);
		payload.writeBytes(ping, ping.readerIndex(), length);
		return frame(PONG, payload);
	}

	/**
	 * Adds a piece of a message to those that came before.
	 * @return all pieces, or {@code null} when they are too long together
	 */
	@Nullable ByteBuf join(ByteBuf pieces, ByteBuf in, int length) {
		if (pieces.readableBytes() + (long) length > this.maxLength) {
			return null;
		}
		return pieces.writeBytes(in, length);
	}

}
