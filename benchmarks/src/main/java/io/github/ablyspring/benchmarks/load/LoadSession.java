package io.github.ablyspring.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WirePresence;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import org.jspecify.annotations.Nullable;

/**
 * One client of the load server.
 */
final class LoadSession extends SimpleChannelInboundHandler<WebSocketFrame> {

	private static final AtomicLong ids = new AtomicLong();

	private final List<Flood> floods = new ArrayList<>();

	private WireFormat format = WireFormat.JSON;

	private String connectionId = "";

	// the acknowledgements for what was read in one go are written as one
	private long ackFrom = -1;

	private int ackCount;

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event instanceof HandshakeComplete handshake) {
			connected(context, new QueryStringDecoder(handshake.requestUri()));
		}
	}

	private void connected(ChannelHandlerContext context, QueryStringDecoder url) {
		this.format = "msgpack".equals(parameter(url, "format")) ? WireFormat.MSGPACK : WireFormat.JSON;
		String resumed = parameter(url, "resume");
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
						.maxIdleInterval(60_000L)
						.serverId("load")
						.build())
					.build());
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
		ProtocolMessage message = WireCodec.read(this.format, ProtocolMessage.TYPE, frame.content());
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
			send(context, ProtocolMessage.builder(Action.ACK).msgSerial(this.ackFrom).count(this.ackCount).build());
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
			this.floods.removeIf((flood) -> flood.pump(context));
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
		context.flush();
		// after a loss the client says up to where it has everything
		long from = (serial != null && serial.length() > FrameTemplate.DIGITS)
				? Long.parseLong(serial.substring(0, FrameTemplate.DIGITS)) + 1 : 0;
		switch (scenario.kind()) {
			case FLOOD, DROP -> start(context, new Flood(channel, scenario, from));
			case PACED -> new Pace(context, channel, scenario).run();
			case PRESENCE -> sync(context, channel, scenario);
			case QUIET -> {
			}
		}
	}

	private void start(ChannelHandlerContext context, Flood flood) {
		if (!flood.pump(context)) {
			this.floods.add(flood);
		}
	}

	private void sync(ChannelHandlerContext context, String channel, Scenario scenario) {
		int page = scenario.parameter();
		for (int from = 0; from < scenario.count(); from += page) {
			int to = Math.min(from + page, scenario.count());
			List<WirePresence> members = new ArrayList<>(page);
			for (int i = from; i < to; i++) {
				members.add(WirePresence.builder()
					.action(1)
					.clientId("client-" + i)
					.connectionId("peer" + i)
					.id("peer" + i + ":0:0")
					.timestamp(1_767_323_045_000L)
					.data("on duty since 08:" + i % 60)
					.build());
			}
			send(context,
					ProtocolMessage.builder(Action.SYNC)
						.channel(channel)
						.channelSerial("sync1:" + ((to < scenario.count()) ? to : ""))
						.presence(members)
						.build());
		}
		context.flush();
	}

	private void send(ChannelHandlerContext context, ProtocolMessage message) {
		ByteBuf buffer = context.alloc().buffer();
		WireCodec.write(this.format, ProtocolMessage.TYPE, message, buffer);
		context.write(frame(buffer));
	}

	private WebSocketFrame frame(ByteBuf buffer) {
		return (this.format == WireFormat.MSGPACK) ? new BinaryWebSocketFrame(buffer) : new TextWebSocketFrame(buffer);
	}

	/** Sends as fast as the client reads. */
	private final class Flood {

		private final FrameTemplate template;

		private final int count;

		private final long dropAt;

		private long next;

		Flood(String channel, Scenario scenario, long from) {
			boolean drop = scenario.kind() == Scenario.Kind.DROP;
			this.template = new FrameTemplate(LoadSession.this.format, channel, drop ? 1 : scenario.parameter(),
					scenario.size());
			this.count = scenario.count();
			this.dropAt = (drop && from == 0) ? scenario.parameter() : Long.MAX_VALUE;
			this.next = from;
		}

		/** Whether all is sent. */
		boolean pump(ChannelHandlerContext context) {
			while (this.next < this.count) {
				if (this.next >= this.dropAt) {
					context.flush();
					context.close();
					return true;
				}
				if (!context.channel().isWritable()) {
					context.flush();
					return false;
				}
				for (int i = 0; i < 64 && this.next < this.count && this.next < this.dropAt; i++) {
					context.write(frame(this.template.frame(this.next, System.nanoTime())));
					this.next += this.template.batch();
				}
				context.flush();
			}
			return true;
		}

	}

	/** Sends at a fixed rate, whatever the client does. */
	private final class Pace implements Runnable {

		private final ChannelHandlerContext context;

		private final FrameTemplate template;

		private final int count;

		private final double interval;

		private final long start = System.nanoTime();

		private long next;

		Pace(ChannelHandlerContext context, String channel, Scenario scenario) {
			this.context = context;
			this.template = new FrameTemplate(LoadSession.this.format, channel, 1, scenario.size());
			this.count = scenario.count();
			this.interval = 1e9 / scenario.parameter();
		}

		@Override
		public void run() {
			long now = System.nanoTime();
			long due = due();
			while (this.next < this.count && due <= now) {
				this.context.write(frame(this.template.frame(this.next++, due)));
				due = due();
			}
			this.context.flush();
			if (this.next < this.count && this.context.channel().isActive()) {
				this.context.executor().schedule(this, Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
			}
		}

		private long due() {
			return this.start + (long) (this.next * this.interval);
		}

	}

}
