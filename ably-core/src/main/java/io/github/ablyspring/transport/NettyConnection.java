package io.github.ablyspring.transport;

import java.util.concurrent.TimeUnit;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.transport.TransportException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
 * One WebSocket: opens and closes it, and answers what comes in. Lives on one event loop,
 * and so does everything that calls it.
 */
final class NettyConnection extends ChannelInboundHandlerAdapter implements TransportConnection {

	private static final int CLOSE_TIMEOUT_MILLIS = 1000;

	private static final int NORMAL = 1000;

	private static final int PROTOCOL_ERROR = 1002;

	private static final int UNSUPPORTED_DATA = 1007;

	private final TransportRequest request;

	private final FrameCodecs codecs;

	private final WebSocketFrames frames;

	private final WebSocketReads reads;

	private final WebSocketPieces pieces;

	private @Nullable TransportListener listener;

	private @Nullable WebSocketHandshake handshake = new WebSocketHandshake();

	private @Nullable Channel channel;

	private @Nullable WebSocketWriter writer;

	private @Nullable ScheduledFuture<?> timer;

	private boolean open;

	private boolean closing;

	private boolean paused;

	private @Nullable TransportException failure;

	NettyConnection(TransportRequest request, FrameCodecs codecs, TransportListener listener) {
		this.request = request;
		this.codecs = codecs;
		this.frames = new WebSocketFrames(request.maxFrameSize());
		this.reads = new WebSocketReads(this.frames);
		this.pieces = new WebSocketPieces(request.maxFrameSize());
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
				// is only ever called later.
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
			consume(in);
		}
		finally {
			in.release();
		}
	}

	private void consume(ByteBuf in) {
		try {
			WebSocketHandshake handshake = this.handshake;
			if (handshake == null) {
				frames(in);
			}
			else if (!this.closing && handshake.answered(this.reads.all(in))) {
				opened();
				frames(in);
			}
		}
		catch (IllegalArgumentException ex) {
			fail(PROTOCOL_ERROR, new TransportException(Kind.OTHER, String.valueOf(ex.getMessage())));
		}
		catch (TransportException ex) {
			fail(ex);
		}
		if (!this.closing) {
			this.reads.keep(in);
		}
	}

	private void frames(ByteBuf in) {
		while (!this.paused && !this.closing) {
			ByteBuf frame = this.reads.next(in);
			if (frame == null) {
				return;
			}
			int end = frame.readerIndex() + this.frames.length();
			frame(frame, this.frames.length());
			frame.readerIndex(end);
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
					this.pieces.begin(in, length, text);
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
		if (!this.pieces.add(in, length)) {
			fail(PROTOCOL_ERROR, new TransportException(Kind.OTHER, "the server sent pieces that do not fit"));
			return;
		}
		if (this.frames.isLast()) {
			ByteBuf whole = this.pieces.take();
			try {
				deliver(whole, whole.readableBytes(), this.pieces.isText(), listener);
			}
			finally {
				whole.release();
			}
		}
	}

	private void deliver(ByteBuf in, int length, boolean text, TransportListener listener) {
		ProtocolMessage message;
		try {
			message = this.codecs.decode(text, in, length, listener);
		}
		catch (AblyException ex) {
			// Something may be lost with this frame: a new connection that resumes brings
			// it again.
			fail(UNSUPPORTED_DATA,
					new TransportException(Kind.OTHER, "the server sent a frame that cannot be read", ex));
			return;
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
		if (on && !this.reads.isEmpty()) {
			channel.eventLoop().execute(() -> consume(Unpooled.EMPTY_BUFFER));
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
		this.pieces.release();
		this.reads.release();
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

	private void cancelTimer() {
		Future<?> timer = this.timer;
		if (timer != null) {
			this.timer = null;
			timer.cancel(false);
		}
	}

}
