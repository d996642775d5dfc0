package io.github.ablyspring.transport;

import java.util.Objects;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Joins a message that the server has sent in several frames.
 */
final class WebSocketPieces {

	private final int maxLength;

	private @Nullable ByteBuf pieces;

	private boolean text;

	/**
	 * Creates one for a WebSocket.
	 * @param maxLength how long a message may be
	 */
	WebSocketPieces(int maxLength) {
		this.maxLength = maxLength;
	}

	/**
	 * Begins a message; one that is not whole is forgotten.
	 * @param in where the first piece begins
	 * @param length how long the piece is
	 * @param text whether the server calls the message text
	 */
	void begin(ByteBuf in, int length, boolean text) {
		release();
		this.text = text;
		this.pieces = in.alloc().buffer(2 * length).writeBytes(in, length);
	}

	/**
	 * Adds a piece to those that came before.
	 * @param in where the piece begins
	 * @param length how long it is
	 * @return whether it fits: a message has begun, and is not too long with it
	 */
	boolean add(ByteBuf in, int length) {
		ByteBuf pieces = this.pieces;
		if (pieces == null || pieces.readableBytes() + (long) length > this.maxLength) {
			return false;
		}
		pieces.writeBytes(in, length);
		return true;
	}

	/**
	 * Whether the server called the message text that began last.
	 */
	boolean isText() {
		return this.text;
	}

	/**
	 * Gives away the pieces that were added.
	 * @return all of them, to be released by the caller
	 */
	ByteBuf take() {
		ByteBuf pieces = Objects.requireNonNull(this.pieces);
		this.pieces = null;
		return pieces;
	}

	/**
	 * Forgets what has come of a message.
	 */
	void release() {
		ByteBuf pieces = this.pieces;
		if (pieces != null) {
			this.pieces = null;
			pieces.release();
		}
	}

}
