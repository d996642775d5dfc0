package io.github.ablyspring.transport;

import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
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

	private final HostNames hostNames;

	private final Supplier<SslContext> ssl;

	private final @Nullable ProxyOptions proxy;

	/**
	 * Creates a transport. Meant to be shared by many clients.
	 * @param hostNames resolves the names of hosts
	 * @param sslContext decides whom to trust; {@code null} for those whom the JVM trusts
	 */
	public NettyRealtimeTransport(HostNames hostNames, @Nullable SSLContext sslContext) {
		this(new FrameCodecs(), hostNames, ClientTls.forWebSockets(sslContext), null);
	}

	private NettyRealtimeTransport(FrameCodecs codecs, HostNames hostNames, Supplier<SslContext> ssl,
			@Nullable ProxyOptions proxy) {
		this.codecs = codecs;
		this.hostNames = hostNames;
		this.ssl = ssl;
		this.proxy = proxy;
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
		return new NettyRealtimeTransport(this.codecs, this.hostNames,
				(sslContext != null) ? ClientTls.forWebSockets(sslContext) : this.ssl, proxy);
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
		String host = request.host();
		ProxyOptions proxy = (this.proxy != null && this.proxy.appliesTo(host)) ? this.proxy : null;
		NettyConnection connection = new NettyConnection(request, this.codecs, listener);
		Bootstrap bootstrap = new Bootstrap().group(eventLoop)
			.channelFactory(NioSocketChannel::new)
			.resolver((proxy != null) ? NoopAddressResolverGroup.INSTANCE : this.hostNames.resolver())
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.SO_KEEPALIVE, true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) request.timeout().toMillis())
			.option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
			.option(ChannelOption.RECVBUF_ALLOCATOR, READS)
			.handler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel channel) {
					if (proxy != null) {
						channel.pipeline().addLast(ProxyHandlers.of(proxy, request.timeout()));
					}
					if (request.secure()) {
						channel.pipeline().addLast(sslHandler(channel, request));
					}
					channel.pipeline().addLast(connection);
				}
			});
		connection.connecting(bootstrap.connect(host, request.port()), eventLoop);
		return connection;
	}

	private SslHandler sslHandler(Channel channel, TransportRequest request) {
		SslHandler handler = this.ssl.get().newHandler(channel.alloc(), request.host(), request.port());
		ClientTls.verifyHostName(handler.engine());
		handler.setHandshakeTimeoutMillis(request.timeout().toMillis());
		return handler;
	}

}
