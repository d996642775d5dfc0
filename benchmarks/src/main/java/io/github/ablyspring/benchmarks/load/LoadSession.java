package io.github.ablyspring.benchmarks.load;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireDecoder;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import org.jspecify.annotations.Nullable;

/**
 * One client of the load server.
 */
final class LoadSession extends SimpleChannelInboundHandler<WebSocketFrame> {

	private static final AtomicLong ids = new AtomicLong();

	/**
	 * The token of a client that shall notice soon when nothing comes any more.
	 */
	private static final String IMPATIENT = "impatient";

	private static final long IMPATIENT_MILLIS = 1000;

	private static final PublishResult PUBLISHED = new PublishResult(List.of("01726585978590-001@abcdefghij:001"));

	// So many frames go out between two looks at whether the client reads them.
	private static final int CHUNK = 64;

	private final Prepared prepared;

	// they take turns
	private final Deque<Flood> floods = new ArrayDeque<>();

	private WireFormat format = WireFormat.JSON;

	private String connectionId = "";

	private final WireDecoder decoder = new WireDecoder();

	// the acknowledgements for what was read in one go are written as one
	private long ackFrom = -1;

	private int ackCount;

	// from protocol 5 on an acknowledgement tells the serials of what was published
	private boolean tellsSerials;

	LoadSession(Prepared prepared) {
		this.prepared = prepared;
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof HandshakeComplete handshake) {
			connected(context, new QueryStringDecoder(handshake.requestUri()));
		}
	}

	private void connected(ChannelHandlerContext context, QueryStringDecoder url) {
		this.format = "msgpack".equals(parameter(url, "format")) ? WireFormat.MSGPACK : WireFormat.JSON;
		String version = parameter(url, "v");
		this.tellsSerials = version != null && Double.parseDouble(version) >= 5;
		String resumed = parameter(url, "resume");
		boolean impatient = IMPATIENT.equals(parameter(url, "accessToken"))
				|| IMPATIENT.equals(parameter(url, "access_token"));
		if (impatient) {
			heartbeat(context, !"false".equals(parameter(url, "heartbeats")));
		}
		this.connectionId = (resumed != null) ? resumed.substring(0, resumed.indexOf('!'))
				: "c" + ids.incrementAndGet();
		send(context,
				ProtocolMessage.builder(Action.CONNECTED)
					.connectionId(this.connectionId)
					.connectionDetails(ConnectionDetails.builder()
						.clientId("bench")
						.connectionKey(this.connectionId + "!key")
						.maxMessageSize(65536L)
						.maxFrameSize(524288L)
						.maxInboundRate(1_000_000L)
						.connectionStateTtl(120_000L)
						.maxIdleInterval(impatient ? IMPATIENT_MILLIS : 60_000L)
						.serverId("load")
						.build())
					.build());
	}

	private void heartbeat(ChannelHandlerContext context, boolean frames) {
		context.executor().schedule(() -> {
			if (context.channel().isActive()) {
				if (frames) {
					send(context, ProtocolMessage.builder(Action.HEARTBEAT).build());
				}
				else {
					context.write(new PingWebSocketFrame());
				}
				context.flush();
				heartbeat(context, frames);
			}
		}, IMPATIENT_MILLIS / 2, TimeUnit.MILLISECONDS);
	}

	private static @Nullable String parameter(QueryStringDecoder url, String name) {
		List<String> values = url.parameters().get(name);
		return (values != null) ? values.get(0) : null;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
		if (!(frame instanceof BinaryWebSocketFrame) && !(frame instanceof TextWebSocketFrame)) {
			return;
		}
		ProtocolMessage message = this.decoder.read(this.format, ProtocolMessage.TYPE, frame.content());
		Action action = message.action();
		if (action == Action.MESSAGE || action == Action.PRESENCE) {
			acknowledge(message);
		}
		else if (action == Action.ATTACH) {
			attached(context, message);
		}
		else if (action == Action.DETACH) {
			send(context, ProtocolMessage.builder(Action.DETACHED).channel(message.channel()).build());
		}
		else if (action == Action.HEARTBEAT) {
			send(context, message);
		}
		else if (action == Action.CLOSE) {
			send(context, ProtocolMessage.builder(Action.CLOSED).build());
		}
	}

	private void acknowledge(ProtocolMessage message) {
		Long serial = message.msgSerial();
		if (this.ackFrom < 0 && serial != null) {
			this.ackFrom = serial;
		}
		this.ackCount++;
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		if (this.ackCount > 0) {
			send(context,
					ProtocolMessage.builder(Action.ACK)
						.msgSerial(this.ackFrom)
						.count(this.ackCount)
						.res(this.tellsSerials ? Collections.nCopies(this.ackCount, PUBLISHED) : List.of())
						.build());
			this.ackFrom = -1;
			this.ackCount = 0;
		}
		context.flush();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		// a process that was measured has ended without saying goodbye
		context.close();
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		if (context.channel().isWritable()) {
			pump(context);
		}
	}

	private void attached(ChannelHandlerContext context, ProtocolMessage attach) {
		String channel = String.valueOf(attach.channel());
		Scenario scenario = Scenario.of(channel);
		String serial = attach.channelSerial();
		boolean presence = scenario.kind() == Scenario.Kind.PRESENCE;
		long flags = Flag.PRESENCE.mask() | Flag.PUBLISH.mask() | Flag.SUBSCRIBE.mask() | Flag.PRESENCE_SUBSCRIBE.mask()
				| (presence ? Flag.HAS_PRESENCE.mask() : 0) | ((serial != null) ? Flag.RESUMED.mask() : 0);
		send(context,
				ProtocolMessage.builder(Action.ATTACHED)
					.channel(channel)
					.channelSerial((serial != null) ? serial : "0".repeat(FrameTemplate.DIGITS) + "-000@bench")
					.flags(flags)
					.build());
		// after a loss the client says up to where it has everything
		long from = (serial != null && serial.length() > FrameTemplate.DIGITS)
				? Long.parseLong(serial.substring(0, FrameTemplate.DIGITS)) + 1 : 0;
		switch (scenario.kind()) {
			case FLOOD, DROP -> start(context, new Flood(this.format, channel, scenario, from));
			case GATED -> {
				Flood flood = new Flood(this.format, channel, scenario, from);
				this.prepared.whenOpened(() -> start(context, flood));
			}
			case GO -> this.prepared.open();
			case PACED -> {
				context.flush();
				new Pace(context, this.format, channel, scenario, (frame) -> context.write(frame(frame))).run();
			}
			case PRESENCE -> this.prepared.sync(this.format, channel, scenario)
				.forEach((frame) -> context.write(frame(Unpooled.wrappedBuffer(frame))));
			case QUIET -> {
			}
		}
	}

	private void start(ChannelHandlerContext context, Flood flood) {
		this.floods.add(flood);
		if (this.floods.size() == 1) {
			// behind the other floods that begin now
			context.executor().execute(() -> pump(context));
		}
	}

	private void pump(ChannelHandlerContext context) {
		while (!this.floods.isEmpty() && context.channel().isWritable()) {
			int turn = Math.max(1, CHUNK / this.floods.size());
			for (int written = 0; written < CHUNK && !this.floods.isEmpty(); written += turn) {
				Flood flood = this.floods.remove();
				for (int i = 0; i < turn && !flood.isOver() && !flood.drops(); i++) {
					context.write(frame(flood.frame()));
				}
				if (flood.drops()) {
					this.floods.clear();
					drop(context);
					return;
				}
				if (!flood.isOver()) {
					this.floods.add(flood);
				}
			}
			context.flush();
		}
	}

	// Without a word of goodbye, but after all that was written.
	private static void drop(ChannelHandlerContext context) {
		context.writeAndFlush(Unpooled.EMPTY_BUFFER)
			.addListener((written) -> context.channel().unsafe().closeForcibly());
	}

	private void send(ChannelHandlerContext context, ProtocolMessage message) {
		ByteBuf buffer = context.alloc().buffer();
		WireCodec.write(this.format, ProtocolMessage.TYPE, message, buffer);
		context.write(frame(buffer));
	}

	private WebSocketFrame frame(ByteBuf buffer) {
		return (this.format == WireFormat.MSGPACK) ? new BinaryWebSocketFrame(buffer) : new TextWebSocketFrame(buffer);
	}

}
