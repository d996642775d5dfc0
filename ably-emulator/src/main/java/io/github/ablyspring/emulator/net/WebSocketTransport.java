package io.github.ablyspring.emulator.net;

import io.github.ablyspring.emulator.connection.Transport;
import io.github.ablyspring.emulator.wire.OutFrame;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames over a WebSocket. They are written ready for the line, past Netty's encoder.
 */
final class WebSocketTransport implements Transport {

	private static final Logger logger = LoggerFactory.getLogger(WebSocketTransport.class);

	// whoever has that much waiting does not read at all
	private static final long HARD_LIMIT = 64L * 1024 * 1024;

	private static final byte[] GARBAGE = { (byte) 0xC1, (byte) 0xC1, '{', '[', (byte) 0xFF };

	private static final long CLOSE_PATIENCE = 5000;

	private final Channel channel;

	private final WireFormat format;

	private final Flusher flusher;

	private final NettyLoop loop;

	private boolean written;

	private boolean closing;

	private boolean heldBack;

	WebSocketTransport(Channel channel, WireFormat format, Flusher flusher, NettyLoop loop) {
		this.channel = channel;
		this.format = format;
		this.flusher = flusher;
		this.loop = loop;
	}

	@Override
	public boolean ready() {
		return this.channel.isWritable() && !this.closing;
	}

	@Override
	public void send(OutFrame frame) {
		if (isOpen()) {
			write(frame.webSocketFrame(this.format));
		}
	}

	@Override
	public void send(ProtocolMessage message) {
		if (isOpen()) {
			write(OutFrame.encode(message, this.format));
		}
	}

	private boolean isOpen() {
		return !this.closing && this.channel.isActive();
	}

	private void write(ByteBuf frame) {
		this.channel.write(frame, this.channel.voidPromise());
		if (!this.written) {
			this.written = true;
			this.flusher.written(this);
		}
		if (!this.channel.isWritable() && this.channel.bytesBeforeWritable() > HARD_LIMIT) {
			logger.debug("{} does not read", this.channel);
			abort();
		}
	}

	void flush() {
		this.written = false;
		this.channel.flush();
	}

	@Override
	public void sendGarbage() {
		if (isOpen()) {
			this.channel.writeAndFlush((this.format == WireFormat.JSON) ? new TextWebSocketFrame("{\"action\":")
					: new BinaryWebSocketFrame(Unpooled.wrappedBuffer(GARBAGE)));
		}
	}

	@Override
	public boolean ping() {
		this.channel.writeAndFlush(new PingWebSocketFrame(), this.channel.voidPromise());
		return true;
	}

	@Override
	public void read(boolean on) {
		this.heldBack = !on;
		updateReading();
	}

	/**
	 * Reads when that is wanted and answers are taken.
	 */
	void updateReading() {
		this.channel.config().setAutoRead(!this.heldBack && this.channel.isWritable());
	}

	@Override
	public void close(int code) {
		if (!this.closing) {
			this.closing = true;
			this.channel.writeAndFlush(new CloseWebSocketFrame(code, "")).addListener(ChannelFutureListener.CLOSE);
			this.loop.scheduleReal(CLOSE_PATIENCE, this.channel::close);
		}
	}

	@Override
	public void abort() {
		this.closing = true;
		this.loop.execute(this.channel::close);
	}

}
