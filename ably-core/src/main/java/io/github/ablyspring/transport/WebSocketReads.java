package io.github.ablyspring.transport;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what was read of a WebSocket: a frame may begin in one read and end in
 * another. A frame that lies whole in one read is not copied.
 */
final class WebSocketReads {

	// How much is set aside for a frame on the word of the server alone.
	private static final int MAX_RESERVED = 256 * 1024;

	private final WebSocketFrames frames;

	// The beginning of a frame whose rest has not come yet, or what nobody wants to read
	// now.
	private @Nullable ByteBuf rest;

	WebSocketReads(WebSocketFrames frames) {
		this.frames = frames;
	}

	/**
	 * Whether nothing is kept of former reads.
	 */
	boolean isEmpty() {
		return this.rest == null;
	}

	/**
	 * Puts all together that has come and was not consumed.
	 * @param in what was read now
	 * @return where all of it is
	 */
	ByteBuf all(ByteBuf in) {
		ByteBuf rest = this.rest;
		return (rest != null) ? rest.writeBytes(in) : in;
	}

	/**
	 * Finds the next frame.
	 * @param in what was read now
	 * @return the buffer that stands at the frame's payload, or {@code null} if there is
	 * no whole frame
	 * @throws IllegalArgumentException if the server breaks the protocol; the message is
	 * the reason
	 */
	@Nullable ByteBuf next(ByteBuf in) {
		ByteBuf rest = this.rest;
		if (rest != null) {
			if (rest.isReadable()) {
				return complete(rest, in);
			}
			release();
		}
		return this.frames.next(in) ? in : null;
	}

	// Completes the frame that has begun, taking no more than that from what has come.
	private @Nullable ByteBuf complete(ByteBuf rest, ByteBuf in) {
		while (!this.frames.next(rest)) {
			int missing = Math.min(this.frames.needed() - rest.readableBytes(), in.readableBytes());
			if (missing == 0) {
				return null;
			}
			rest.writeBytes(in, missing);
		}
		return rest;
	}

	/**
	 * Keeps what was not consumed, in a buffer that has room for all of the frame.
	 * @param in what was read now
	 */
	void keep(ByteBuf in) {
		ByteBuf rest = this.rest;
		if (rest != null && !rest.isReadable()) {
			release();
			rest = null;
		}
		if (!in.isReadable()) {
			return;
		}
		if (rest == null) {
			int size = Math.max(in.readableBytes(), Math.min(this.frames.needed(), MAX_RESERVED));
			rest = in.alloc().heapBuffer(size);
			this.rest = rest;
		}
		rest.writeBytes(in);
	}

	/**
	 * Forgets what was kept.
	 */
	void release() {
		ByteBuf rest = this.rest;
		if (rest != null) {
			this.rest = null;
			rest.release();
		}
	}

}
