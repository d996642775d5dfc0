package io.github.ablyspring.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.testing.LocalTls;
import io.github.ablyspring.transport.TransportException.Kind;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.github.ablyspring.transport.HttpClients.answer;
import static io.github.ablyspring.transport.HttpClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * HTTP/2, frame by frame.
 */
@Timeout(60)
class Http2Tests {

	private static final int MUCH = 5_000_000;

	private static final AttributeKey<List<String>> PATHS = AttributeKey.valueOf(Http2Tests.class, "paths");

	private static final AttributeKey<CompletableFuture<Void>> PONG = AttributeKey.valueOf(Http2Tests.class, "pong");

	@AutoClose
	private final HttpClients clients = new HttpClients();

	private final EventLoopGroup serverLoop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final NettyHttpTransport shared = this.clients.create(new HttpPool.Limits(8, 1000, MUCH, HttpClients.LONG));

	private final HttpTransport transport = this.shared.with(LocalTls.trusting(), null);

	private final List<Channel> connections = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger requests = new AtomicInteger();

	private final CompletableFuture<Long> reset = new CompletableFuture<>();

	private @Nullable Channel server;

	private int maxStreams = 100;

	private boolean answersPings = true;

	@AfterEach
	void close() {
		this.shared.close();
		if (this.server != null) {
			this.server.close().syncUninterruptibly();
		}
		List.copyOf(this.connections).forEach((connection) -> connection.close().syncUninterruptibly());
		this.serverLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
	}

	@Test
	void oneConnectionIsEnoughForMany() throws Exception {
		serve(Http2Tests::ok);
		List<CompletableFuture<HttpResponse>> answers = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			answers.add(this.transport.execute(request("POST", "/" + i)));
		}
		for (int i = 0; i < 50; i++) {
			HttpResponse response = answer(answers.get(i));
			assertThat(response.status()).isEqualTo(201);
			assertThat(response.headers().first("X-Path")).isEqualTo("/" + i);
			assertThat(response.body()).asString().isEqualTo("ok");
		}
		assertThat(this.connections).hasSize(1);
	}

	@Test
	void noMoreStreamsAreOpenedThanTheServerAllows() throws Exception {
		this.maxStreams = 2;
		AtomicInteger open = new AtomicInteger();
		serve((context, stream, path) -> {
			assertThat(open.incrementAndGet()).isLessThanOrEqualTo(2 * this.connections.size());
			context.executor().schedule(() -> {
				open.decrementAndGet();
				ok(context, stream, path);
			}, 1, TimeUnit.MILLISECONDS);
		});
		execute("GET", "/first");
		List<CompletableFuture<HttpResponse>> answers = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			answers.add(this.transport.execute(request("POST", "/" + i)));
		}
		for (CompletableFuture<HttpResponse> answer : answers) {
			assertThat(answer(answer).status()).isEqualTo(201);
		}
		assertThat(this.connections).hasSizeBetween(2, 8);
	}

	@Test
	void aServerThatSaysGoodbyeIsAskedOnANewConnection() throws Exception {
		serve((context, stream, path) -> {
			if (path.equals("/last")) {
				context.write(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR).setExtraStreamIds(0));
			}
			ok(context, stream, path);
		});
		execute("GET", "/last");
		assertThat(execute("POST", "/next").status()).isEqualTo(201);
		assertThat(this.connections).hasSize(2);
		this.connections.get(0).closeFuture().get(30, TimeUnit.SECONDS);
		assertThat(this.connections.get(1).isActive()).isTrue();
	}

	@Test
	void aRequestThatIsRefusedIsRepeatedSinceTheServerDidNothingWithIt() throws Exception {
		serve((context, stream, path) -> {
			if (this.requests.get() == 1) {
				refuse(context, stream);
			}
			else {
				ok(context, stream, path);
			}
		});
		assertThat(execute("POST", "/").status()).isEqualTo(201);
		assertThat(this.requests).hasValue(2);
	}

	@Test
	void aRequestThatIsAlwaysRefusedFails() throws Exception {
		serve((context, stream, path) -> refuse(context, stream));
		assertThat(failure(this.transport.execute(request("POST", "/"))).kind()).isEqualTo(Kind.CLOSED);
		assertThat(this.requests).hasValue(3);
	}

	@Test
	void aServerThatSaysGoodbyeBeforeItHasLookedIsAskedElsewhere() throws Exception {
		serve((context, stream, path) -> {
			if (this.requests.get() == 1) {
				Http2FrameCodec codec = context.pipeline().get(Http2FrameCodec.class);
				ChannelHandlerContext codecContext = context.pipeline().context(codec);
				codec.encoder().writeGoAway(codecContext, 0, 0, Unpooled.EMPTY_BUFFER, codecContext.newPromise());
				codecContext.flush();
			}
			else {
				ok(context, stream, path);
			}
		});
		assertThat(execute("POST", "/").status()).isEqualTo(201);
		assertThat(this.connections).hasSize(2);
	}

	@Test
	void aConnectionThatBreaksAfterAnAnswerIsTriedOnceMoreWhereThatDoesNoHarm() throws Exception {
		serve((context, stream, path) -> {
			if (this.requests.get() == 2 || path.equals("/twice")) {
				context.close();
			}
			else {
				ok(context, stream, path);
			}
		});
		execute("POST", "/");
		assertThat(execute("GET", "/again").status()).isEqualTo(201);
		assertThat(this.requests).hasValue(3);
		assertThat(failure(this.transport.execute(request("POST", "/twice"))).kind()).isEqualTo(Kind.CLOSED);
		assertThat(this.requests).hasValue(4);
	}

	@Test
	void closingEndsWhatCouldBeSentAgainElsewhere() throws Exception {
		CompletableFuture<Void> arrived = new CompletableFuture<>();
		serve((context, stream, path) -> {
			if (path.equals("/never")) {
				arrived.complete(null);
			}
			else {
				ok(context, stream, path);
			}
		});
		execute("GET", "/first");
		CompletableFuture<HttpResponse> never = this.transport.execute(request("GET", "/never"));
		arrived.get(30, TimeUnit.SECONDS);
		this.shared.close();
		assertThat(failure(never).kind()).isEqualTo(Kind.CLOSED);
	}

	@Test
	void aRequestWhoseStreamIsResetFails() throws Exception {
		serve((context, stream, path) -> context
			.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR).stream(stream)));
		TransportException failure = failure(this.transport.execute(request("GET", "/")));
		assertThat(failure.kind()).isEqualTo(Kind.CLOSED);
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void aConnectionThatBreaksEndsAllThatIsUnderWay() throws Exception {
		serve((context, stream, path) -> {
			if (this.requests.get() == 3) {
				context.close();
			}
		});
		List<CompletableFuture<HttpResponse>> answers = List.of(this.transport.execute(request("POST", "/1")),
				this.transport.execute(request("POST", "/2")), this.transport.execute(request("POST", "/3")));
		for (CompletableFuture<HttpResponse> answer : answers) {
			assertThat(failure(answer).kind()).isEqualTo(Kind.CLOSED);
		}
	}

	@Test
	void aRequestThatIsCancelledResetsItsStreamAlone() throws Exception {
		CompletableFuture<Void> arrived = new CompletableFuture<>();
		serve((context, stream, path) -> {
			if (path.equals("/never")) {
				arrived.complete(null);
			}
			else {
				ok(context, stream, path);
			}
		});
		CompletableFuture<HttpResponse> never = this.transport.execute(request("GET", "/never"));
		arrived.get(30, TimeUnit.SECONDS);
		never.cancel(false);
		assertThat(this.reset.get(30, TimeUnit.SECONDS)).isEqualTo(Http2Error.CANCEL.code());
		assertThat(execute("GET", "/next").status()).isEqualTo(201);
		assertThat(this.connections.get(0).isActive()).isTrue();
	}

	@Test
	void aConnectionOnWhichNothingIsHeardAnyMoreIsNotUsedUntilItIs() throws Exception {
		this.answersPings = false;
		CompletableFuture<Void> arrived = new CompletableFuture<>();
		serve((context, stream, path) -> {
			if (path.equals("/never")) {
				arrived.complete(null);
			}
			else {
				context.channel().attr(PATHS).get().add(path);
				ok(context, stream, path);
			}
		});
		execute("GET", "/first");
		CompletableFuture<HttpResponse> never = this.transport.execute(request("GET", "/never"));
		arrived.get(30, TimeUnit.SECONDS);
		never.cancel(false);
		assertThat(execute("GET", "/second").status()).isEqualTo(201);
		assertThat(this.connections).extracting((connection) -> connection.attr(PATHS).get())
			.containsExactly(List.of("/first"), List.of("/second"));
		Channel silent = this.connections.get(0);
		silent.writeAndFlush(new DefaultHttp2PingFrame(1)).sync();
		silent.attr(PONG).get().get(30, TimeUnit.SECONDS);
		// the one that has got room last comes first
		assertThat(execute("GET", "/third").status()).isEqualTo(201);
		assertThat(silent.attr(PATHS).get()).containsExactly("/first", "/third");
	}

	@Test
	void answersMayBeLargerThanTheWindow() throws Exception {
		byte[] large = new byte[MUCH];
		serve((context, stream, path) -> {
			context.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("200")).stream(stream));
			context.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(large), true).stream(stream));
		});
		assertThat(execute("GET", "/").body()).hasSize(MUCH);
		assertThat(execute("GET", "/").body()).hasSize(MUCH);
	}

	private HttpResponse execute(String method, String path) throws Exception {
		return answer(this.transport.execute(request(method, path)));
	}

	private HttpRequest request(String method, String path) {
		int port = ((java.net.InetSocketAddress) this.server.localAddress()).getPort();
		return HttpClients.request(method, URI.create("https://localhost:" + port + path), Map.of("X-Own", "1"),
				"POST".equals(method) ? new byte[10] : null);
	}

	private static void refuse(ChannelHandlerContext context, Http2FrameStream stream) {
		context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM).stream(stream));
	}

	private static void ok(ChannelHandlerContext context, Http2FrameStream stream, String path) {
		context.write(new DefaultHttp2HeadersFrame(new DefaultHttp2Headers().status("201").set("x-path", path))
			.stream(stream));
		context.writeAndFlush(
				new DefaultHttp2DataFrame(Unpooled.copiedBuffer("ok", StandardCharsets.US_ASCII), true).stream(stream));
	}

	private void serve(Answering answering) throws Exception {
		SslContext tls = SslContextBuilder.forServer(LocalTls.key())
			.applicationProtocolConfig(new ApplicationProtocolConfig(ApplicationProtocolConfig.Protocol.ALPN,
					ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
					ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT, ApplicationProtocolNames.HTTP_2))
			.build();
		this.server = new ServerBootstrap().group(this.serverLoop)
			.channelFactory(NioServerSocketChannel::new)
			.childHandler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel channel) {
					channel.attr(PATHS).set(new CopyOnWriteArrayList<>());
					channel.attr(PONG).set(new CompletableFuture<>());
					Http2Tests.this.connections.add(channel);
					channel.pipeline()
						.addLast(tls.newHandler(channel.alloc()), Http2FrameCodecBuilder.forServer()
							.initialSettings(
									Http2Settings.defaultSettings().maxConcurrentStreams(Http2Tests.this.maxStreams))
							.autoAckPingFrame(Http2Tests.this.answersPings)
							.build(), new Frames(answering));
				}
			})
			.bind("localhost", 0)
			.sync()
			.channel();
	}

	/** Says what happens to a request that has come whole. */
	@FunctionalInterface
	private interface Answering {

		void answer(ChannelHandlerContext context, Http2FrameStream stream, String path);

	}

	private final class Frames extends ChannelInboundHandlerAdapter {

		private final Answering answering;

		private final Map<Integer, String> paths = new java.util.HashMap<>();

		Frames(Answering answering) {
			this.answering = answering;
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			try {
				if (message instanceof Http2HeadersFrame headers) {
					assertThat(headers.headers().get("x-own")).hasToString("1");
					assertThat(headers.headers().scheme()).hasToString("https");
					this.paths.put(headers.stream().id(), headers.headers().path().toString());
					if (headers.isEndStream()) {
						answer(context, headers.stream());
					}
				}
				else if (message instanceof Http2DataFrame data && data.isEndStream()) {
					answer(context, data.stream());
				}
				else if (message instanceof Http2PingFrame ping && ping.ack()) {
					context.channel().attr(PONG).get().complete(null);
				}
				else if (message instanceof Http2ResetFrame frame) {
					Http2Tests.this.reset.complete(frame.errorCode());
				}
			}
			finally {
				ReferenceCountUtil.release(message);
			}
		}

		private void answer(ChannelHandlerContext context, Http2FrameStream stream) {
			Http2Tests.this.requests.incrementAndGet();
			this.answering.answer(context, stream, this.paths.get(stream.id()));
		}

	}

}
