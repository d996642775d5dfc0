package io.github.ablyspring.transport;

import java.util.concurrent.TimeUnit;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.transport.TransportException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: opens it, and turns bytes into messages and back, where they lie. Lives
 * on one event loop, and so does everything that calls it.
 */
final class NettyConnection extends ChannelInboundHandlerAdapter implements TransportConnection {

	private static final int CLOSE_TIMEOUT_MILLIS = 1000;

	private static final int NORMAL = 1000;

	private static final int PROTOCOL_ERROR = 1002;

	private static final int UNSUPPORTED_DATA = 1007;

	// How much is set aside for a frame on the word of the server alone.
	private static final int MAX_RESERVED = 256 * 1024;

	private final TransportRequest request;

	private final FrameCodecs codecs;

	private final WebSocketFrames frames;

	private @Nullable TransportListener listener;

	private @Nullable WebSocketHandshake handshake = new WebSocketHandshake();

	private @Nullable Channel channel;

	private @Nullable WebSocketWriter writer;

	private @Nullable ScheduledFuture<?> timer;

	// The beginning of a frame whose rest has not come yet, or what nobody wants to read
	// now.
	private @Nullable ByteBuf rest;

	private @Nullable ByteBuf pieces;

	private boolean textPieces;

	private boolean open;

	private boolean closing;

	private boolean paused;

	private @Nullable TransportException failure;

	NettyConnection(TransportRequest request, FrameCodecs codecs, TransportListener listener) {
		this.request = request;
		this.codecs = codecs;
		this.frames = new WebSocketFrames(request.maxFrameSize());
		this.listener = listener;
	}

	// ---- opening

	void connecting(ChannelFuture connect, EventLoop loop) {
		this.channel = connect.channel();
		this.writer = new WebSocketWriter(connect.channel());
		this.timer = loop.schedule(
				() -> fail(new TransportException(Kind.CONNECT_TIMEOUT,
						"the connection was not open after " + this.request.timeout().toMillis() + " ms")),
				this.request.timeout().toMillis(), TimeUnit.MILLISECONDS);
		connect.addListener((future) -> {
			if (!future.isSuccess()) {
				// Netty knows of some failures within connect() already, but the listener
				// is
				// only ever called later.
				loop.execute(() -> ended(failure(future.cause())));
			}
		});
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		WebSocketHandshake handshake = this.handshake;
		if (handshake != null && !this.closing) {
			context.writeAndFlush(handshake.request(this.request, context.alloc()));
		}
		context.fireChannelActive();
	}

	private void opened() {
		this.handshake = null;
		cancelTimer();
		this.open = true;
		TransportListener listener = this.listener;
		if (listener != null) {
			listener.opened();
		}
	}

	// ---- reading

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf in = (ByteBuf) message;
		if (this.writer != null) {
			this.writer.reading();
		}
		try {
			ByteBuf rest = this.rest;
			if (rest != null) {
				finish(rest, in);
			}
			if (this.rest == null) {
				consume(in);
			}
			keep(in);
		}
		finally {
			in.release();
		}
	}

	// Completes the frame that has begun, taking no more than that from what has come.
	private void finish(ByteBuf rest, ByteBuf in) {
		while (in.isReadable() && this.rest == rest && !this.paused && !this.closing) {
			int missing = (this.handshake != null) ? in.readableBytes() : this.frames.needed() - rest.readableBytes();
			rest.writeBytes(in, Math.min(Math.max(1, missing), in.readableBytes()));
			consumeRest(rest);
		}
	}

	private void consumeRest(ByteBuf rest) {
		consume(rest);
		if (this.rest == rest && !rest.isReadable()) {
			releaseRest();
		}
	}

	// What was read and cannot be handled yet waits in a buffer that has room for all of
	// the frame.
	private void keep(ByteBuf in) {
		if (!in.isReadable() || this.closing) {
			return;
		}
		ByteBuf rest = this.rest;
		if (rest == null) {
			int size = Math.max(in.readableBytes(), Math.min(this.frames.needed(), MAX_RESERVED));
			rest = in.alloc().heapBuffer(size);
			this.rest = rest;
		}
		rest.writeBytes(in);
	}

	private void consume(ByteBuf in) {
		try {
			WebSocketHandshake handshake = this.handshake;
			if (handshake != null) {
				if (this.closing || !handshake.answered(in)) {
					return;
				}
				opened();
			}
			while (!this.paused && !this.closing && this.frames.next(in)) {
				int end = in.readerIndex() + this.frames.length();
				frame(in, this.frames.length());
				in.readerIndex(end);
			}
		}
		catch (IllegalArgumentException ex) {
			fail(PROTOCOL_ERROR, new TransportException(Kind.OTHER, String.valueOf(ex.getMessage())));
		}
		catch (TransportException ex) {
			fail(ex);
		}
	}

	private void frame(ByteBuf in, int length) {
		TransportListener listener = this.listener;
		WebSocketWriter writer = this.writer;
		if (listener == null || writer == null) {
			return;
		}
		switch (this.frames.opcode()) {
			case WebSocketFrames.TEXT, WebSocketFrames.BINARY -> {
				boolean text = this.frames.opcode() == WebSocketFrames.TEXT;
				if (this.frames.isLast()) {
					deliver(in, length, text, listener);
				}
				else {
					releasePieces();
					this.textPieces = text;
					this.pieces = in.alloc().buffer(2 * length).writeBytes(in, length);
				}
			}
			case WebSocketFrames.CONTINUATION -> continuation(in, length, listener);
			case WebSocketFrames.PING -> {
				writer.write(WebSocketFrames.PONG, (pong) -> pong.writeBytes(in, in.readerIndex(), length));
				listener.activity();
			}
			case WebSocketFrames.PONG -> listener.activity();
			case WebSocketFrames.CLOSE -> close(NORMAL, "");
			default ->
				fail(PROTOCOL_ERROR, new TransportException(Kind.OTHER, "the server sent a frame of an unknown kind"));
		}
	}

	private void continuation(ByteBuf in, int length, TransportListener listener) {
		ByteBuf pieces = this.pieces;
		if (pieces == null || this.frames.join(pieces, in, length) == null) {
			fail(PROTOCOL_ERROR, new TransportException(Kind.OTHER, "the server sent pieces that do not fit"));
			return;
		}
		if (this.frames.isLast()) {
			this.pieces = null;
			try {
				deliver(pieces, pieces.readableBytes(), this.textPieces, listener);
			}
			finally {
				pieces.release();
			}
		}
	}

	private void deliver(ByteBuf in, int length, boolean text, TransportListener listener) {
		ProtocolMessage message;
		int written = in.writerIndex();
		in.writerIndex(in.readerIndex() + length);
		try {
			// Some servers send JSON in binary frames.
			message = this.codecs.decode(text ? WireFormat.JSON : WireFormat.detect(in), in, listener);
		}
		catch (AblyException ex) {
			// Something may be lost with this frame: a new connection that resumes brings
			// it
			// again.
			fail(UNSUPPORTED_DATA,
					new TransportException(Kind.OTHER, "the server sent a frame that cannot be read", ex));
			return;
		}
		finally {
			in.writerIndex(written);
		}
		listener.received(message);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.writer != null) {
			this.writer.readComplete();
		}
		context.fireChannelReadComplete();
	}

	@Override
	public void setReading(boolean on) {
		Channel channel = this.channel;
		if (channel == null || on != this.paused) {
			return;
		}
		this.paused = !on;
		channel.config().setAutoRead(on);
		if (on && this.rest != null) {
			channel.eventLoop().execute(() -> {
				ByteBuf rest = this.rest;
				if (rest != null) {
					consumeRest(rest);
				}
			});
		}
	}

	// ---- writing

	@Override
	public void send(ProtocolMessage message) {
		WebSocketWriter writer = this.writer;
		if (this.open && !this.closing && writer != null) {
			WireFormat format = this.request.format();
			writer.write((format == WireFormat.JSON) ? WebSocketFrames.TEXT : WebSocketFrames.BINARY,
					(out) -> this.codecs.encode(format, message, out));
		}
	}

	@Override
	public boolean writable() {
		Channel channel = this.channel;
		return this.open && !this.closing && channel != null && channel.isWritable();
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		TransportListener listener = this.listener;
		if (listener != null && writable()) {
			listener.writableAgain();
		}
		context.fireChannelWritabilityChanged();
	}

	// ---- closing

	@Override
	public void close(int code, String reason) {
		Channel channel = this.channel;
		WebSocketWriter writer = this.writer;
		if (this.closing || channel == null || writer == null) {
			return;
		}
		this.closing = true;
		cancelTimer();
		if (!this.open) {
			channel.close();
			return;
		}
		// A peer that takes nothing any more must not keep the socket open.
		this.timer = channel.eventLoop().schedule(() -> {
			channel.close();
		}, CLOSE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
		writer.close(code, reason).addListener(ChannelFutureListener.CLOSE);
	}

	private void fail(TransportException cause) {
		fail(NORMAL, cause);
	}

	private void fail(int code, TransportException cause) {
		if (this.failure == null) {
			this.failure = cause;
		}
		close(code, "");
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		fail(failure(cause));
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		ended((this.failure != null || this.open) ? this.failure
				: new TransportException(Kind.CLOSED, "the server closed the connection before it was open"));
		context.fireChannelInactive();
	}

	private void ended(@Nullable TransportException cause) {
		cancelTimer();
		releasePieces();
		releaseRest();
		if (this.writer != null) {
			this.writer.discard();
		}
		this.open = false;
		this.closing = true;
		this.handshake = null;
		TransportListener listener = this.listener;
		if (listener != null) {
			this.listener = null;
			listener.closed((this.failure != null) ? this.failure : cause);
		}
	}

	private TransportException failure(Throwable cause) {
		return NetworkFailures.classify(cause, this.request.uri());
	}

	private void releasePieces() {
		if (this.pieces != null) {
			this.pieces.release();
			this.pieces = null;
		}
	}

	private void releaseRest() {
		if (this.rest != null) {
			this.rest.release();
			this.rest = null;
		}
	}

	private void cancelTimer() {
		Future<?> timer = this.timer;
		if (timer != null) {
			this.timer = null;
			timer.cancel(false);
		}
	}

}
