package io.github.ablyspring.emulator.net;

import java.io.IOException;

import io.github.ablyspring.emulator.connection.CloseCodes;
import io.github.ablyspring.emulator.connection.ConnectRequest;
import io.github.ablyspring.emulator.connection.Connection;
import io.github.ablyspring.emulator.connection.Connections;
import io.github.ablyspring.emulator.connection.FrameHandler;
import io.github.ablyspring.emulator.fault.FaultGate;
import io.github.ablyspring.emulator.fault.GatedTransport;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's end of a WebSocket.
 */
final class WebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {

	private static final Logger logger = LoggerFactory.getLogger(WebSocketHandler.class);

	private final Connections connections;

	private final Liveness liveness;

	private final WebSocketTransport raw;

	private final GatedTransport transport;

	private final WireFormat format;

	private @Nullable Connection connection;

	private @Nullable FrameHandler handler;

	WebSocketHandler(Connections connections, FaultGate gate, int socket, Liveness liveness, WebSocketTransport raw,
			WireFormat format) {
		this.connections = connections;
		this.liveness = liveness;
		this.raw = raw;
		this.format = format;
		this.transport = new GatedTransport(gate, socket, raw, this::handle);
	}

	/**
	 * Opens the connection, or tells the client why not.
	 * @param request what the client says
	 */
	void open(ConnectRequest request) {
		this.transport.opened();
		Connection opened = this.connections.open(this.transport, request);
		this.connection = opened;
		this.handler = this.connections.handlerFor(opened);
	}

	/**
	 * Says no.
	 * @param reason why
	 */
	void refuse(ErrorInfo reason) {
		sayAndClose(ProtocolMessage.builder(Action.ERROR).error(reason).build(), CloseCodes.NORMAL);
	}

	/**
	 * Says one thing and closes.
	 * @param message what to say
	 * @param code why it closes
	 */
	void sayAndClose(ProtocolMessage message, int code) {
		this.transport.send(message);
		this.transport.close(code);
	}

	/**
	 * Closes at once.
	 * @param code why
	 */
	void close(int code) {
		this.raw.close(code);
	}

	private void handle(ProtocolMessage message) {
		if (this.handler != null) {
			this.handler.handle(message);
		}
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
		this.liveness.heard();
		if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
			receive(frame.content());
		}
		else if (frame instanceof PingWebSocketFrame) {
			context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()), context.voidPromise());
		}
		else if (frame instanceof CloseWebSocketFrame) {
			this.raw.close(CloseCodes.NORMAL);
		}
	}

	private void receive(ByteBuf content) {
		ProtocolMessage message;
		try {
			WireFormat actual = (this.format == WireFormat.MSGPACK) ? WireFormat.detect(content) : this.format;
			message = WireCodec.read(actual, ProtocolMessage.TYPE, content);
		}
		catch (AblyException ex) {
			logger.debug("A frame that cannot be read: {}", ex.getMessage());
			if (this.connection != null) {
				this.connection.fail(ex.errorInfo());
			}
			this.raw.close(CloseCodes.BAD_FRAME);
			return;
		}
		this.transport.receive(message);
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		// whoever does not take answers is not asked for more
		this.raw.updateReading();
		if (context.channel().isWritable() && this.connection != null) {
			this.connection.becameReady();
		}
		context.fireChannelWritabilityChanged();
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.liveness.stop();
		this.transport.closed();
		if (this.connection != null) {
			this.connection.lost(this.transport);
		}
		context.fireChannelInactive();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (cause instanceof TooLongFrameException || cause instanceof CorruptedWebSocketFrameException) {
			this.raw.close((cause instanceof TooLongFrameException) ? CloseCodes.TOO_BIG : CloseCodes.BAD_FRAME);
		}
		else {
			if (!(cause instanceof IOException)) {
				logger.warn("A WebSocket ends because of a failure", cause);
			}
			context.close();
		}
	}

}
