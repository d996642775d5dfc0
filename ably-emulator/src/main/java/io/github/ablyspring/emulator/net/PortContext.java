package io.github.ablyspring.emulator.net;

import java.util.Map;

import io.github.ablyspring.emulator.connection.ConnectRequest;
import io.github.ablyspring.emulator.connection.Connections;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultGate;
import io.github.ablyspring.emulator.rest.RestApi;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.timeout.IdleStateHandler;
import org.jspecify.annotations.Nullable;

/**
 * What the sockets of one port share, and how one of them becomes a WebSocket.
 */
final class PortContext {

	private final NettyLoop loop;

	private final FaultGate gate;

	private final RestApi api;

	private final Connections connections;

	private final int maxFrameSize;

	private final Flusher flusher;

	private final Comet comet;

	PortContext(NettyLoop loop, FaultGate gate, RestApi api, Connections connections, int maxFrameSize) {
		this.loop = loop;
		this.gate = gate;
		this.api = api;
		this.connections = connections;
		this.maxFrameSize = maxFrameSize;
		this.flusher = new Flusher(loop);
		this.comet = new Comet(loop, gate, connections);
	}

	NettyLoop loop() {
		return this.loop;
	}

	FaultGate gate() {
		return this.gate;
	}

	RestApi api() {
		return this.api;
	}

	Comet comet() {
		return this.comet;
	}

	/**
	 * Makes a WebSocket of a socket, or does with it what a fault says.
	 * @param context the socket
	 * @param request the request that asks for it
	 * @param fault what goes wrong, if anything does
	 */
	void upgrade(ChannelHandlerContext context, FullHttpRequest request, @Nullable Fault fault) {
		upgrade(context, request, fault, this.gate.lastSocket());
	}

	private void upgrade(ChannelHandlerContext context, FullHttpRequest request, @Nullable Fault fault, int socket) {
		if (fault instanceof Fault.Refuse || fault instanceof Fault.Disconnect) {
			context.close();
		}
		else if (fault instanceof Fault.Stall) {
			context.channel().config().setAutoRead(false);
		}
		else if (fault instanceof Fault.Delay delay) {
			request.retain();
			this.loop.schedule(delay.time().toMillis(), () -> {
				if (context.channel().isActive()) {
					upgrade(context, request, null, socket);
				}
				request.release();
			});
		}
		else {
			Map<String, String> query = HttpHandler.query(new QueryStringDecoder(request.uri()));
			String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION);
			WebSocketHandler handler = handler(context.channel(), ConnectRequest.format(query), socket);
			handshake(context.channel(), request, handler, () -> {
				if (fault instanceof Fault.AcceptAndClose close) {
					handler.close(close.code());
				}
				else if (fault instanceof Fault.InjectAndClose last) {
					handler.sayAndClose(last.message(), last.code());
				}
				else {
					open(handler, query, authorization);
				}
			});
		}
	}

	private WebSocketHandler handler(Channel channel, WireFormat format, int socket) {
		return new WebSocketHandler(this.connections, this.gate, socket, new Liveness(channel, this.loop),
				new WebSocketTransport(channel, format, this.flusher, this.loop), format);
	}

	private void handshake(Channel channel, FullHttpRequest request, WebSocketHandler handler, Runnable then) {
		WebSocketDecoderConfig config = WebSocketDecoderConfig.newBuilder()
			.maxFramePayloadLength(this.maxFrameSize)
			.allowMaskMismatch(false)
			.allowExtensions(false)
			.withUTF8Validator(false)
			.build();
		ChannelPipeline pipeline = channel.pipeline();
		remove(pipeline, HttpObjectAggregator.class);
		remove(pipeline, IdleStateHandler.class);
		pipeline.addLast(new WebSocketFrameAggregator(this.maxFrameSize), handler);
		new WebSocketServerHandshaker13("", null, config).handshake(channel, request).addListener((shaken) -> {
			if (shaken.isSuccess()) {
				remove(pipeline, HttpHandler.class);
				then.run();
			}
			else {
				channel.close();
			}
		});
	}

	private static void remove(ChannelPipeline pipeline, Class<? extends ChannelHandler> type) {
		if (pipeline.get(type) != null) {
			pipeline.remove(type);
		}
	}

	private static void open(WebSocketHandler handler, Map<String, String> query, @Nullable String authorization) {
		try {
			handler.open(ConnectRequest.of(query, authorization));
		}
		catch (AblyException ex) {
			handler.refuse(ex.errorInfo());
		}
	}

}
