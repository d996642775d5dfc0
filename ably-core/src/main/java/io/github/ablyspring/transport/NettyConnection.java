package io.github.ablyspring.transport;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

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
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket: opens it, and turns frames into messages and back. Lives on one event
 * loop, and so does everything that calls it.
 */
final class NettyConnection extends ChannelInboundHandlerAdapter implements TransportConnection {

	private static final int CLOSE_TIMEOUT_MILLIS = 1000;

	private static final int UNSUPPORTED_DATA = 1007;

	private static final int TOO_BIG = 1009;

	private final TransportRequest request;

	private final FrameCodecs codecs;

	private @Nullable TransportListener listener;

	private @Nullable WebSocketClientHandshaker handshaker;

	private @Nullable Channel channel;

	private @Nullable ScheduledFuture<?> timer;

	private @Nullable ByteBuf fragments;

	private boolean textFragments;

	private boolean open;

	private boolean closing;

	private boolean reading;

	private boolean flushPending;

	private @Nullable TransportException failure;

	NettyConnection(WebSocketClientHandshaker handshaker, TransportRequest request, FrameCodecs codecs,
			TransportListener listener) {
		this.handshaker = handshaker;
		this.request = request;
		this.codecs = codecs;
		this.listener = listener;
	}

	// ---- opening

	void connecting(ChannelFuture connect, EventLoop loop) {
		this.channel = connect.channel();
		this.timer = loop.schedule(
				() -> fail(new TransportException(Kind.CONNECT_TIMEOUT,
						"the connection was not open after " + this.request.timeout().toMillis() + " ms")),
				this.request.timeout().toMillis(), TimeUnit.MILLISECONDS);
		connect.addListener((future) -> {
			if (!future.isSuccess()) {
				// Netty reports some failures from within connect(), but the listener is
				// only ever called later.
				loop.execute(() -> ended(translate(future.cause())));
			}
		});
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		if (this.handshaker != null) {
			this.handshaker.handshake(context.channel()).addListener((future) -> {
				if (!future.isSuccess()) {
					fail(translate(future.cause()));
				}
			});
		}
		context.fireChannelActive();
	}

	// The head of the answer is enough: a proxy that says no may take its time with the
	// rest.
	private void handshakeAnswered(HttpResponse response) {
		WebSocketClientHandshaker handshaker = this.handshaker;
		Channel channel = this.channel;
		if (handshaker == null || channel == null || this.closing) {
			return;
		}
		if (response.status().code() != 101) {
			fail(new TransportException(Kind.OTHER,
					"the server answered with HTTP status " + response.status().code()));
			return;
		}
		try {
			handshaker.finishHandshake(channel, new DefaultFullHttpResponse(response.protocolVersion(),
					response.status(), Unpooled.EMPTY_BUFFER, response.headers(), EmptyHttpHeaders.INSTANCE));
		}
		catch (RuntimeException ex) {
			fail(new TransportException(Kind.OTHER, "the server's handshake is not valid", ex));
			return;
		}
		this.handshaker = null;
		cancelTimer();
		this.open = true;
		if (this.listener != null) {
			this.listener.opened();
		}
	}

	// ---- reading

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.reading = true;
		try {
			if (message instanceof WebSocketFrame frame) {
				frame(context, frame);
			}
			else if (message instanceof HttpResponse response) {
				handshakeAnswered(response);
			}
		}
		finally {
			ReferenceCountUtil.release(message);
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		this.reading = false;
		if (this.flushPending) {
			this.flushPending = false;
			context.flush();
		}
		context.fireChannelReadComplete();
	}

	private void frame(ChannelHandlerContext context, WebSocketFrame frame) {
		TransportListener listener = this.listener;
		if (listener == null) {
			return;
		}
		if (frame instanceof BinaryWebSocketFrame || frame instanceof TextWebSocketFrame) {
			data(frame, frame instanceof TextWebSocketFrame, listener);
		}
		else if (frame instanceof ContinuationWebSocketFrame) {
			continuation(frame, listener);
		}
		else if (frame instanceof PingWebSocketFrame) {
			context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
			listener.activity();
		}
		else if (frame instanceof PongWebSocketFrame) {
			listener.activity();
		}
		else if (frame instanceof CloseWebSocketFrame) {
			close(1000, "");
		}
	}

	private void data(WebSocketFrame frame, boolean text, TransportListener listener) {
		if (!frame.isFinalFragment()) {
			releaseFragments();
			this.fragments = frame.content().retain();
			this.textFragments = text;
			return;
		}
		deliver(frame.content(), text, listener);
	}

	private void continuation(WebSocketFrame frame, TransportListener listener) {
		ByteBuf fragments = this.fragments;
		if (fragments == null) {
			return;
		}
		if (fragments.readableBytes() + frame.content().readableBytes() > this.request.maxFrameSize()) {
			releaseFragments();
			fail(TOO_BIG, new TransportException(Kind.OTHER, "the server sent a frame that is too large"));
			return;
		}
		ByteBuf grown = fragments.alloc().buffer(fragments.readableBytes() + frame.content().readableBytes());
		grown.writeBytes(fragments).writeBytes(frame.content());
		releaseFragments();
		if (frame.isFinalFragment()) {
			try {
				deliver(grown, this.textFragments, listener);
			}
			finally {
				grown.release();
			}
		}
		else {
			this.fragments = grown;
		}
	}

	private void deliver(ByteBuf content, boolean text, TransportListener listener) {
		ProtocolMessage message;
		try {
			// Some servers send JSON in binary frames.
			WireFormat format = text ? WireFormat.JSON : WireFormat.detect(content);
			message = this.codecs.decode(format, content);
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
	public void setReading(boolean on) {
		Channel channel = this.channel;
		if (channel != null) {
			channel.config().setAutoRead(on);
		}
	}

	// ---- writing

	@Override
	public void send(ProtocolMessage message) {
		Channel channel = this.channel;
		if (!this.open || this.closing || channel == null) {
			return;
		}
		ByteBuf content = channel.alloc().buffer();
		try {
			this.codecs.encode(this.request.format(), message, content);
		}
		catch (RuntimeException ex) {
			content.release();
			throw ex;
		}
		channel.write((this.request.format() == WireFormat.JSON) ? new TextWebSocketFrame(content)
				: new BinaryWebSocketFrame(content), channel.voidPromise());
		if (!this.flushPending) {
			this.flushPending = true;
			if (!this.reading) {
				// Behind what is in the loop's queue already: what that writes goes out
				// with the same flush.
				channel.eventLoop().execute(this::flush);
			}
		}
	}

	private void flush() {
		Channel channel = this.channel;
		if (this.flushPending && channel != null) {
			this.flushPending = false;
			channel.flush();
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
		if (this.closing || channel == null) {
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
		channel.writeAndFlush(new CloseWebSocketFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
	}

	private void fail(TransportException cause) {
		fail(1000, cause);
	}

	private void fail(int code, TransportException cause) {
		if (this.failure == null) {
			this.failure = cause;
		}
		close(code, "");
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		fail(translate(cause));
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		ended((this.failure != null || this.open) ? this.failure
				: new TransportException(Kind.CLOSED, "the server closed the connection before it was open"));
		context.fireChannelInactive();
	}

	private void ended(@Nullable TransportException cause) {
		cancelTimer();
		releaseFragments();
		this.open = false;
		this.closing = true;
		this.handshaker = null;
		TransportListener listener = this.listener;
		if (listener != null) {
			this.listener = null;
			listener.closed((this.failure != null) ? this.failure : cause);
		}
	}

	private void releaseFragments() {
		if (this.fragments != null) {
			this.fragments.release();
			this.fragments = null;
		}
	}

	private void cancelTimer() {
		Future<?> timer = this.timer;
		if (timer != null) {
			this.timer = null;
			timer.cancel(false);
		}
	}

	// Messages of exceptions may quote the address with its credentials, so only their
	// kind is told.
	private static TransportException translate(Throwable cause) {
		if (cause instanceof TransportException transport) {
			return transport;
		}
		if (cause instanceof UnknownHostException) {
			return new TransportException(Kind.DNS, "the name of the host is not known", cause);
		}
		if (cause instanceof ConnectTimeoutException) {
			return new TransportException(Kind.CONNECT_TIMEOUT, "the host did not answer in time", cause);
		}
		if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
			return new TransportException(Kind.REFUSED, "the host refused the connection", cause);
		}
		if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
			return new TransportException(Kind.TLS, "there is no agreement on TLS", cause);
		}
		return new TransportException(Kind.CLOSED, "the connection broke", cause);
	}

}
