package io.github.ablyspring.emulator.net;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.emulator.connection.Connections;
import io.github.ablyspring.emulator.fault.FaultGate;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.rest.RestApi;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * A port on which the emulator listens.
 */
public final class Port implements AutoCloseable {

	private static final int MAX_INITIAL_LINE = 64 * 1024;

	private static final int MAX_HEADERS = 64 * 1024;

	private static final int MAX_BODY = 8 * 1024 * 1024;

	private static final int IDLE_SECONDS = 60;

	// sockets beyond those that can be connections: for requests
	private static final int MORE_SOCKETS = 4096;

	private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

	private static final long PATIENCE_SECONDS = 5;

	private final NettyLoop loop;

	private final PortContext context;

	private final int maxSockets;

	private final @Nullable SslContext tls;

	private final ChannelGroup sockets = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

	private final Channel server;

	/**
	 * Starts to listen.
	 * @param loop the thread
	 * @param address where; port 0 is any that is free
	 * @param gate the faults of this port
	 * @param api the REST API of this port
	 * @param connections the connections
	 * @param limits how much is taken
	 * @param tls how lines are encrypted, or {@code null} when they are not
	 */
	public Port(NettyLoop loop, InetSocketAddress address, FaultGate gate, RestApi api, Connections connections,
			EmulatorLimits limits, @Nullable SslContext tls) {
		this.loop = loop;
		this.context = new PortContext(loop, gate, api, connections, limits.maxFrameSize());
		this.maxSockets = limits.maxConnections() + MORE_SOCKETS;
		this.tls = tls;
		ChannelFuture bound = bootstrap().bind(address).awaitUninterruptibly();
		if (!bound.isSuccess()) {
			throw new IllegalStateException("The emulator cannot listen on " + address, bound.cause());
		}
		this.server = bound.channel();
	}

	private ServerBootstrap bootstrap() {
		return new ServerBootstrap().group(this.loop.group())
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_BACKLOG, 1024)
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
			.childHandler(new ChannelInitializer<>() {

				@Override
				protected void initChannel(Channel channel) {
					accept(channel);
				}

			});
	}

	private void accept(Channel channel) {
		if (this.sockets.size() >= this.maxSockets) {
			channel.close();
			return;
		}
		this.sockets.add(channel);
		ChannelPipeline pipeline = channel.pipeline();
		if (this.tls != null) {
			pipeline.addLast(this.tls.newHandler(channel.alloc()));
		}
		pipeline.addLast(
				new HttpServerCodec(new HttpDecoderConfig().setMaxInitialLineLength(MAX_INITIAL_LINE)
					.setMaxHeaderSize(MAX_HEADERS)),
				new IdleStateHandler(IDLE_SECONDS, 0, 0), new HttpObjectAggregator(MAX_BODY),
				new HttpHandler(this.context));
	}

	/**
	 * Where this listens.
	 * @return address and port
	 */
	public InetSocketAddress address() {
		return (InetSocketAddress) this.server.localAddress();
	}

	/**
	 * Stops to listen and closes all sockets.
	 */
	@Override
	public void close() {
		ChannelFuture closed = this.server.close();
		var ended = this.sockets.close();
		if (!this.loop.inLoop()) {
			closed.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
			ended.awaitUninterruptibly(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
	}

}
