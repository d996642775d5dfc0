package io.github.ablyspring.emulator.wire;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * A frame on its way to one or to many receivers. It is encoded once for each format,
 * WebSocket header included, and the buffer is shared. Whoever makes one closes it when
 * all have been served.
 */
public final class OutFrame implements AutoCloseable {

	private static final int HEADER_ROOM = 10;

	private static final int FINAL = 0x80;

	private static final int TEXT = 1;

	private static final int BINARY = 2;

	private static final int SHORT_LENGTH = 126;

	private static final int LONG_LENGTH = 127;

	private static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

	private final ProtocolMessage message;

	private @Nullable ByteBuf json;

	private @Nullable ByteBuf msgpack;

	/**
	 * Creates one.
	 * @param message what it says
	 */
	public OutFrame(ProtocolMessage message) {
		this.message = message;
	}

	public ProtocolMessage message() {
		return this.message;
	}

	/**
	 * The frame as it goes over a WebSocket.
	 * @param format the format of the receiver
	 * @return a buffer that the caller owns; its content is shared
	 */
	public ByteBuf webSocketFrame(WireFormat format) {
		return encoded(format).retainedDuplicate();
	}

	private ByteBuf encoded(WireFormat format) {
		if (format == WireFormat.JSON) {
			if (this.json == null) {
				this.json = encode(this.message, format);
			}
			return this.json;
		}
		if (this.msgpack == null) {
			this.msgpack = encode(this.message, format);
		}
		return this.msgpack;
	}

	/**
	 * Encodes a message that has one receiver only.
	 * @param message the message
	 * @param format its format
	 * @return a buffer that the caller owns
	 */
	public static ByteBuf encode(ProtocolMessage message, WireFormat format) {
		ByteBuf buffer = ALLOCATOR.buffer();
		try {
			buffer.setIndex(HEADER_ROOM, HEADER_ROOM);
			WireCodec.write(format, ProtocolMessage.TYPE, Payloads.forFormat(message, format), buffer);
			return addHeader(buffer, FINAL | ((format == WireFormat.JSON) ? TEXT : BINARY));
		}
		catch (RuntimeException ex) {
			buffer.release();
			throw ex;
		}
	}

	/**
	 * Encodes a message as it is, without a WebSocket around it.
	 * @param message the message
	 * @param format its format
	 * @return the bytes
	 */
	public static byte[] bytes(ProtocolMessage message, WireFormat format) {
		return WireCodec.write(format, ProtocolMessage.TYPE, Payloads.forFormat(message, format));
	}

	private static ByteBuf addHeader(ByteBuf buffer, int firstByte) {
		int length = buffer.readableBytes();
		int start;
		if (length < SHORT_LENGTH) {
			start = HEADER_ROOM - 2;
			buffer.setByte(start + 1, length);
		}
		else if (length <= 0xFFFF) {
			start = HEADER_ROOM - 4;
			buffer.setByte(start + 1, SHORT_LENGTH).setShort(start + 2, length);
		}
		else {
			start = HEADER_ROOM - 10;
			buffer.setByte(start + 1, LONG_LENGTH).setLong(start + 2, length);
		}
		return buffer.setByte(start, firstByte).readerIndex(start);
	}

	@Override
	public void close() {
		if (this.json != null) {
			this.json.release();
			this.json = null;
		}
		if (this.msgpack != null) {
			this.msgpack.release();
			this.msgpack = null;
		}
	}

}
