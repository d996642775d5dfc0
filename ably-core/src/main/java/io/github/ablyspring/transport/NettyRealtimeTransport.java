package io.github.ablyspring.transport;

import java.net.URI;
import java.util.Locale;
import java.util.function.UnaryOperator;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import org.jspecify.annotations.Nullable;

/**
 * WebSockets on Netty. The socket of a client is registered on the event loop that is the
 * client's {@link SerialLoop}, so that a frame is decoded and handled where it was read.
 */
public final class NettyRealtimeTransport implements RealtimeTransport {

	// Room for a window of a thousand small messages, without piling up much for a server
	// that is slow.
	private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

	private final ChannelFactory<? extends Channel> channels;

	private final AddressResolverGroup<?> resolver;

	private final @Nullable SslContext ssl;

	private final UnaryOperator<Channel> customizer;

	private final FrameCodecs codecs = new FrameCodecs();

	/**
	 * Creates a transport on Java's own sockets.
	 * @param resolver resolves the names of hosts
	 * @param ssl used for {@code wss} addresses; needed for those only
	 */
	public NettyRealtimeTransport(AddressResolverGroup<?> resolver, @Nullable SslContext ssl) {
		this(NioSocketChannel::new, resolver, ssl, UnaryOperator.identity());
	}

	/**
	 * Creates a transport.
	 * @param channels makes the sockets, of the kind that the event loops of the clients
	 * take
	 * @param resolver resolves the names of hosts
	 * @param ssl used for {@code wss} addresses; needed for those only
	 * @param customizer is given each new channel before it connects, to add a proxy for
	 * example
	 */
	public NettyRealtimeTransport(ChannelFactory<? extends Channel> channels, AddressResolverGroup<?> resolver,
			@Nullable SslContext ssl, UnaryOperator<Channel> customizer) {
		this.channels = channels;
		this.resolver = resolver;
		this.ssl = ssl;
		this.customizer = customizer;
	}

	@Override
	public boolean observesPings() {
		return true;
	}

	@Override
	public TransportConnection connect(TransportRequest request, SerialLoop loop, TransportListener listener) {
		if (!(loop instanceof NettySerialLoop nettyLoop) || !(nettyLoop.eventLoop() instanceof EventLoop eventLoop)) {
			throw new IllegalArgumentException(
					"This transport needs a client whose loop is one of Netty's event loops");
		}
		URI uri = request.uri();
		boolean secure = "wss".equals(uri.getScheme().toLowerCase(Locale.ROOT));
		int port = (uri.getPort() >= 0) ? uri.getPort() : (secure ? 443 : 80);
		NettyConnection connection = new NettyConnection(handshaker(request), request, this.codecs, listener);
		Bootstrap bootstrap = new Bootstrap().group(eventLoop)
			.channelFactory(this.channels)
			.resolver(this.resolver)
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.SO_KEEPALIVE, true)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) request.timeout().toMillis())
			.option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
			.handler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel channel) {
					NettyRealtimeTransport.this.customizer.apply(channel);
					if (secure) {
						channel.pipeline().addLast(sslHandler(channel, uri.getHost(), port, request));
					}
					channel.pipeline().addLast(new HttpClientCodec(), connection);
				}
			});
		connection.connecting(bootstrap.connect(uri.getHost(), port), eventLoop);
		return connection;
	}

	private SslHandler sslHandler(Channel channel, String host, int port, TransportRequest request) {
		if (this.ssl == null) {
			throw new TransportException(TransportException.Kind.TLS, "This transport was made without TLS");
		}
		SslHandler handler = this.ssl.newHandler(channel.alloc(), host, port);
		handler.setHandshakeTimeoutMillis(request.timeout().toMillis());
		return handler;
	}

	private static WebSocketClientHandshaker handshaker(TransportRequest request) {
		HttpHeaders headers = new DefaultHttpHeaders();
		request.headers().forEach(headers::set);
		return WebSocketClientHandshakerFactory.newHandshaker(request.uri(), WebSocketVersion.V13, null, false, headers,
				request.maxFrameSize(), true, false, -1);
	}

}
