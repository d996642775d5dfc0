package io.github.ablyspring.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.HttpPaginatedResponse;
import io.github.ablyspring.testing.DeafPort;
import io.github.ablyspring.testing.LocalProxy;
import io.github.ablyspring.testing.LocalTls;
import io.github.ablyspring.testing.UnknownHost;
import io.github.ablyspring.transport.HostNames;
import io.github.ablyspring.transport.NettyHttpTransport;
import io.github.ablyspring.transport.ProxyOptions;
import io.github.ablyspring.transport.TransportException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.netty.util.ResourceLeakDetector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * The HTTP transport against a server on this machine.
 */
@Timeout(60)
class RealHttpTests {

	private static final String JSON = "application/json";

	private final List<Seen> seen = new CopyOnWriteArrayList<>();

	private final Sinks.Empty<Void> held = Sinks.empty();

	private final CompletableFuture<Void> isHeld = new CompletableFuture<>();

	private final ClientResources resources = ClientResources.builder().build();

	private DisposableServer server = serve((http) -> http);

	@AfterEach
	void close() {
		this.resources.close();
		this.server.disposeNow();
	}

	@Test
	void buffersAreWatchedMostThoroughly() {
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
	}

	@Test
	void requestsAndAnswersArriveWhole() {
		AblyRest ably = client((options) -> options);
		HttpPaginatedResponse response = ably
			.request("POST", "/echo", Map.of("a b", "ü&="), Map.of("name", "größe"), Map.of("X-Own", "1"))
			.join();
		assertThat(response.items()).isEqualTo(List.of(Map.of("name", "größe")));
		Seen request = this.seen.get(0);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.uri()).isEqualTo("/echo?a%20b=%C3%BC%26%3D");
		assertThat(request.headers()).containsEntry("host", "localhost:" + this.server.port())
			.containsEntry("x-own", "1")
			.containsEntry("x-ably-version", "6")
			.containsEntry("content-type", JSON);
	}

	@Test
	void compressedAnswersAreRead() {
		restart((http) -> http.compress(true));
		HttpPaginatedResponse response = client((options) -> options).request("GET", "/large").join();
		assertThat(this.seen.get(0).headers().get("accept-encoding")).contains("gzip");
		assertThat(response.headers().first("X-Was")).isEqualTo("compressible");
		assertThat((String) response.items().get(0)).hasSize(100_000);
	}

	@Test
	void connectionsAreUsedAgain() {
		AblyRest ably = client((options) -> options);
		for (int i = 0; i < 20; i++) {
			ably.request("GET", "/large").join();
		}
		assertThat(this.seen).hasSize(20);
		// An answer may arrive before its connection is back in the pool.
		assertThat(this.seen.stream().map(Seen::connection).distinct()).hasSizeLessThanOrEqualTo(3);
	}

	@Test
	void clientsShareConnections() {
		for (int i = 0; i < 20; i++) {
			client((options) -> options).request("GET", "/large").join();
		}
		assertThat(this.seen).hasSize(20);
		assertThat(this.seen.stream().map(Seen::connection).distinct()).hasSizeLessThanOrEqualTo(3);
	}

	@Test
	void theCertificatesOfTheOptionsAreTrusted() {
		secure(HttpProtocol.HTTP11);
		AblyRest ably = secureClient((options) -> options.sslContext(LocalTls.trusting()));
		ably.request("GET", "/large").join();
		assertThat(this.seen.get(0).protocol()).isEqualTo("HTTP/1.1");
	}

	@Test
	void httpTwoIsSpokenWhereTheServerHasIt() {
		secure(HttpProtocol.H2, HttpProtocol.HTTP11);
		AblyRest ably = secureClient((options) -> options.sslContext(LocalTls.trusting()));
		List<CompletableFuture<HttpPaginatedResponse>> answers = new CopyOnWriteArrayList<>();
		ably.request("GET", "/large").join();
		for (int i = 0; i < 20; i++) {
			answers.add(ably.request("POST", "/echo", Map.of(), Map.of("n", i), Map.of()));
		}
		for (int i = 0; i < 20; i++) {
			assertThat(answers.get(i).join().items()).isEqualTo(List.of(Map.of("n", (long) i)));
		}
		assertThat(this.seen).extracting(Seen::protocol).containsOnly("HTTP/2.0");
	}

	@Test
	void aCertificateThatIsNotTrustedIsRefused() {
		secure(HttpProtocol.HTTP11);
		AblyException error = failure(secureClient((options) -> options).request("GET", "/large"));
		assertThat(error.code()).isEqualTo(80000);
		assertThat(error).hasMessageContaining("'sslContext'");
		assertThat(kind(error)).isEqualTo(TransportException.Kind.TLS);
	}

	@Test
	void aCertificateOfAnotherHostIsRefused() {
		secure(HttpProtocol.HTTP11);
		AblyException error = failure(
				secureClient((options) -> options.sslContext(LocalTls.trusting()).endpoint("127.0.0.1")).request("GET",
						"/large"));
		assertThat(kind(error)).isEqualTo(TransportException.Kind.TLS);
		assertThat(this.seen).isEmpty();
	}

	@Test
	void anHttpProxyIsPassedWithCredentials() throws Exception {
		try (LocalProxy proxy = LocalProxy.http()) {
			AblyRest ably = client((options) -> options.endpoint("ably.test.invalid")
				.proxy(ProxyOptions.http("localhost", proxy.port())
					.credentials(LocalProxy.USERNAME, LocalProxy.PASSWORD)));
			ably.request("GET", "/large").join();
			assertThat(proxy.targets()).containsExactly("ably.test.invalid:" + this.server.port());
		}
	}

	@Test
	void aSocksProxyIsPassedWithCredentials() throws Exception {
		try (LocalProxy proxy = LocalProxy.socks5()) {
			AblyRest ably = client((options) -> options.endpoint("ably.test.invalid")
				.proxy(ProxyOptions.socks5("localhost", proxy.port())
					.credentials(LocalProxy.USERNAME, LocalProxy.PASSWORD)));
			ably.request("GET", "/large").join();
			assertThat(proxy.targets()).containsExactly("ably.test.invalid:" + this.server.port());
		}
	}

	@Test
	void tlsGoesThroughAProxyToo() throws Exception {
		secure(HttpProtocol.H2, HttpProtocol.HTTP11);
		try (LocalProxy proxy = LocalProxy.http()) {
			AblyRest ably = secureClient((options) -> options.sslContext(LocalTls.trusting())
				.proxy(ProxyOptions.http("localhost", proxy.port())
					.credentials(LocalProxy.USERNAME, LocalProxy.PASSWORD)));
			ably.request("GET", "/large").join();
			assertThat(proxy.targets()).containsExactly("localhost:" + this.server.port());
		}
	}

	@Test
	void aProxyThatRefusesIsNamed() throws Exception {
		try (LocalProxy proxy = LocalProxy.http()) {
			AblyException error = failure(client(
					(options) -> options.proxy(ProxyOptions.http("localhost", proxy.port()).credentials("who", "what")))
				.request("GET", "/large"));
			assertThat(error).hasMessageContaining("proxy");
			assertThat(error.getMessage()).doesNotContain("what");
			assertThat(this.seen).isEmpty();
		}
	}

	@Test
	void someHostsAreReachedWithoutTheProxy() throws Exception {
		try (LocalProxy proxy = LocalProxy.http()) {
			client((options) -> options.proxy(ProxyOptions.http("localhost", proxy.port())
				.credentials("who", "what")
				.except("*.internal", "local*"))).request("GET", "/large").join();
			assertThat(proxy.targets()).isEmpty();
			assertThat(this.seen).hasSize(1);
		}
	}

	@Test
	void anAnswerThatDoesNotComeIsATimeout() {
		AblyException error = failure(
				client((options) -> options.httpRequestTimeout(Duration.ofMillis(100))).request("GET", "/never"));
		assertThat(error.code()).isEqualTo(50003);
		assertThat(kind(error)).isEqualTo(TransportException.Kind.REQUEST_TIMEOUT);
	}

	@Test
	void aRequestThatHasTimedOutIsNotSentLater() {
		try (ClientResources one = ClientResources.builder().maxConnections(1).build()) {
			AblyRest patient = AblyRest.create(options().httpRequestTimeout(Duration.ofMinutes(1)).build(), one);
			AblyRest hasty = AblyRest.create(options().httpRequestTimeout(Duration.ofMillis(100)).build(), one);
			CompletableFuture<HttpPaginatedResponse> blocking = patient.request("GET", "/held");
			this.isHeld.join();
			assertThat(failure(hasty.request("GET", "/late")).code()).isEqualTo(50003);
			this.held.tryEmitEmpty();
			blocking.join();
			patient.request("GET", "/large").join();
			assertThat(this.seen).extracting(Seen::uri).containsExactly("/held", "/large");
		}
	}

	@Test
	void aConnectionThatBreaksIsAnError() {
		AblyException error = failure(client((options) -> options).request("GET", "/break"));
		assertThat(error.code()).isEqualTo(80000);
		assertThat(kind(error)).isEqualTo(TransportException.Kind.CLOSED);
	}

	@Test
	void aPortOnWhichNobodyListensIsAnError() {
		try (DeafPort port = new DeafPort()) {
			AblyException error = failure(client((options) -> options.port(port.number())).request("GET", "/large"));
			assertThat(error.code()).isEqualTo(80000);
			assertThat(error).hasMessageContaining("refused").hasMessageContaining("'port'");
			assertThat(kind(error)).isEqualTo(TransportException.Kind.REFUSED);
		}
	}

	@Test
	void aHostThatIsUnknownIsAnError() {
		try (NettyHttpTransport http = new NettyHttpTransport(this.resources.eventLoops(),
				HostNames.of(DefaultAddressResolverGroup.INSTANCE), 1, 1)) {
			AblyException error = failure(client((options) -> options.endpoint(UnknownHost.NAME).httpTransport(http))
				.request("GET", "/large"));
			assertThat(error.code()).isEqualTo(80000);
			assertThat(error).hasMessageContaining("'" + UnknownHost.NAME + "' is unknown")
				.hasMessageContaining("'endpoint'");
			assertThat(kind(error)).isEqualTo(TransportException.Kind.DNS);
		}
	}

	@Test
	void futuresCompleteWhereUserCodeRuns() {
		String thread = client((options) -> options).request("GET", "/large")
			.thenApply((response) -> Thread.currentThread().getName())
			.join();
		assertThat(thread).doesNotContain("ably-io");
	}

	private AblyRest client(UnaryOperator<ClientOptionsBuilder> customizer) {
		return AblyRest.create(customizer.apply(options()).build(), this.resources);
	}

	private ClientOptionsBuilder options() {
		return ClientOptions.builder()
			.token("token")
			.useBinaryProtocol(false)
			.endpoint("localhost")
			.tls(false)
			.port(this.server.port())
			// however slow the machine is
			.httpOpenTimeout(Duration.ofMinutes(1))
			.httpRequestTimeout(Duration.ofMinutes(1));
	}

	private AblyRest secureClient(UnaryOperator<ClientOptionsBuilder> customizer) {
		return client((options) -> customizer.apply(options.tls(true).tlsPort(this.server.port())));
	}

	private void secure(HttpProtocol... protocols) {
		boolean two = protocols[0] == HttpProtocol.H2;
		restart((http) -> http.protocol(protocols)
			.secure((spec) -> spec
				.sslContext((GenericSslContextSpec<?>) (two ? Http2SslContextSpec.forServer(LocalTls.key())
						: Http11SslContextSpec.forServer(LocalTls.key())))));
	}

	private void restart(UnaryOperator<HttpServer> customizer) {
		this.server.disposeNow();
		this.server = serve(customizer);
	}

	private DisposableServer serve(UnaryOperator<HttpServer> customizer) {
		return customizer.apply(HttpServer.create().host("localhost").port(0)).handle(this::answer).bindNow();
	}

	private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		request.requestHeaders().forEach((header) -> headers.put(header.getKey(), header.getValue()));
		this.seen.add(new Seen(request.method().name(), request.uri(), headers, String.valueOf(request.remoteAddress()),
				request.protocol()));
		response.header(HttpHeaderNames.CONTENT_TYPE, JSON);
		return switch (request.path()) {
			case "echo" -> response.send(request.receive().retain()).then();
			case "never" -> Mono.never();
			case "held" -> {
				this.isHeld.complete(null);
				yield this.held.asMono()
					.publishOn(threadOf(request))
					.then(Mono.defer(() -> response.sendString(Mono.just("[]")).then()));
			}
			case "break" -> {
				request.withConnection((connection) -> connection.channel().close());
				yield Mono.never();
			}
			default -> {
				response.header("X-Was", "compressible");
				yield response.sendString(Mono.just("[\"" + "x".repeat(100_000) + "\"]"), StandardCharsets.UTF_8)
					.then();
			}
		};
	}

	// Reactor Netty may leave unread what comes after an answer that it was given by
	// another thread than that of the connection.
	private static Scheduler threadOf(HttpServerRequest request) {
		return Schedulers.fromExecutor(
				(task) -> request.withConnection((connection) -> connection.channel().eventLoop().execute(task)));
	}

	private static AblyException failure(CompletableFuture<?> future) {
		CompletionException wrapped = catchThrowableOfType(CompletionException.class,
				() -> future.orTimeout(30, TimeUnit.SECONDS).join());
		return (AblyException) wrapped.getCause();
	}

	private static TransportException.Kind kind(AblyException error) {
		return ((TransportException) error.getCause()).kind();
	}

	private record Seen(String method, String uri, Map<String, String> headers, String connection, String protocol) {
	}

}
