package io.github.ablyspring.transport;

import javax.net.ssl.SSLContext;

import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import org.jspecify.annotations.Nullable;

/**
 * WebSockets on Netty. The socket of a client is registered on the event loop that is the
 * client's {@link SerialLoop}, so that a frame is decoded and handled where it was read.
 */
public final class NettyRealtimeTransport implements RealtimeTransport {

	// Room for a window of a thousand small messages, without piling up much for a server
	// that is slow.
	private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

	private static final RecvByteBufAllocator READS = new HeapReads();

	private final FrameCodecs codecs;

	private final NetworkRoute route;

	/**
	 * Creates a transport. Meant to be shared by many clients.
	 * @param hostNames resolves the names of hosts
	 * @param sslContext decides whom to trust; {@code null} for those whom the JVM trusts
	 */
	public NettyRealtimeTransport(HostNames hostNames, @Nullable SSLContext sslContext) {
		this(new FrameCodecs(), new NetworkRoute(hostNames, ClientTls.forWebSockets(sslContext), null));
	}

	private NettyRealtimeTransport(FrameCodecs codecs, NetworkRoute route) {
		this.codecs = codecs;
		this.route = route;
	}

	/**
	 * A transport that shares what can be shared with this one, for a client with wishes
	 * of its own.
	 * @param sslContext decides whom to trust; {@code null} for as before
	 * @param proxy which proxy to use; {@code null} for none
	 * @return the transport
	 */
	public NettyRealtimeTransport with(@Nullable SSLContext sslContext, @Nullable ProxyOptions proxy) {
		if (sslContext == null && proxy == null) {
			return this;
		}
		ClientTls tls = (sslContext != null) ? ClientTls.forWebSockets(sslContext) : this.route.tls();
		return new NettyRealtimeTransport(this.codecs, new NetworkRoute(this.route.hostNames(), tls, proxy));
	}

	@Override
	public boolean observesPings() {
		return true;
	}

	@Override
	public TransportConnection connect(TransportRequest request, SerialLoop loop, TransportListener listener) {
		if (!(loop.current() instanceof NettySerialLoop nettyLoop)
				|| !(nettyLoop.eventLoop() instanceof EventLoop eventLoop)) {
			throw new IllegalArgumentException(
					"This transport needs a client whose loop is one of Netty's event loops");
		}
		NettyConnection connection = new NettyConnection(request, this.codecs, listener);
		connection.connecting(this.route
			.to(new NetworkRoute.Destination(request.secure(), request.host(), request.port()), eventLoop,
					request.timeout(), connection)
			.option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
			.option(ChannelOption.RECVBUF_ALLOCATOR, READS)
			.connect(), eventLoop);
		return connection;
	}

}
