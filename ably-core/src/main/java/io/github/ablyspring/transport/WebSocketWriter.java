package io.github.ablyspring.transport;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to a WebSocket. Frames gather in one buffer, one behind the
 * other, so that many cost one write; the buffer goes out when the loop is through with
 * what makes it write, or when there is a good deal in it, so that the server need not
 * wait for the rest.
 */
final class WebSocketWriter {

	private static final int FIRST = 1024;

	private static final int FULL = 32 * 1024;

	private final Channel channel;

	private @Nullable ByteBuf out;

	private boolean reading;

	private boolean flushing;

	WebSocketWriter(Channel channel) {
		this.channel = channel;
	}

	/**
	 * Writes a frame.
	 * @param opcode what it is
	 * @param payload writes what is in it
	 */
	void write(int opcode, Consumer<ByteBuf> payload) {
		ByteBuf out = append(opcode, payload);
		if (out.readableBytes() >= FULL) {
			flush();
		}
		else if (!this.reading && !this.flushing) {
			// Behind what is in the loop's queue already: what that writes goes out with
			// the same flush.
			this.flushing = true;
			this.channel.eventLoop().execute(() -> {
				this.flushing = false;
				flush();
			});
		}
	}

	/**
	 * Something was read; what that makes us write goes out when all of it is handled.
	 */
	void reading() {
		this.reading = true;
	}

	/**
	 * All that was read is handled.
	 */
	void readComplete() {
		this.reading = false;
		flush();
	}

	/**
	 * Writes the last frame.
	 * @param code why the WebSocket is closed
	 * @param reason the same in words
	 * @return when it is written
	 */
	ChannelFuture close(int code, String reason) {
		ByteBuf out = append(WebSocketFrames.CLOSE, (payload) -> {
			payload.writeShort(code);
			payload.writeCharSequence(reason, StandardCharsets.UTF_8);
		});
		this.out = null;
		return this.channel.writeAndFlush(out);
	}

	/**
	 * Forgets what was not written yet.
	 */
	void discard() {
		ByteBuf out = this.out;
		if (out != null) {
			this.out = null;
			out.release();
		}
	}

	private ByteBuf append(int opcode, Consumer<ByteBuf> payload) {
		ByteBuf out = this.out;
		if (out == null) {
			out = this.channel.alloc().heapBuffer(FIRST);
			this.out = out;
		}
		int start = out.writerIndex();
		out.ensureWritable(WebSocketFrames.ROOM).writerIndex(start + WebSocketFrames.ROOM);
		try {
			payload.accept(out);
		}
		catch (RuntimeException ex) {
			out.writerIndex(start);
			throw ex;
		}
		WebSocketFrames.frame(opcode, out, start);
		return out;
	}

	private void flush() {
		ByteBuf out = this.out;
		if (out != null) {
			this.out = null;
			this.channel.writeAndFlush(out, this.channel.voidPromise());
		}
	}

}
