package io.github.ablyspring.boot.rest;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.testing.DeafPort;
import io.github.ablyspring.testing.UnknownHost;
import io.github.ablyspring.transport.HttpRequest;
import io.github.ablyspring.transport.HttpResponse;
import io.github.ablyspring.transport.TransportException;
import io.github.ablyspring.transport.TransportException.Kind;
import io.netty.resolver.DefaultAddressResolverGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.tcp.TcpServer;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link WebClientHttpTransport}, against a real server and with more than one
 * HTTP client.
 */
class WebClientHttpTransportTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final CountDownLatch arrived = new CountDownLatch(1);

	private final CountDownLatch cancelled = new CountDownLatch(1);

	private final DisposableServer server = HttpServer.create()
		.port(0)
		.route((routes) -> routes.post("/echo", this::echo)
			.get("/headers", (request,
					response) -> response.header("X-Several", "one").addHeader("X-Several", "two").status(418).send())
			.get("/large", (request, response) -> response.sendString(Flux.range(0, 64).map((i) -> "x".repeat(1024))))
			.get("/silent",
					(request, response) -> Mono.<Void>never()
						.doOnSubscribe((subscription) -> this.arrived.countDown())
						.doOnCancel(this.cancelled::countDown)))
		.bindNow();

	@AfterEach
	void stop() {
		this.server.disposeNow();
	}

	@ParameterizedTest
	@EnumSource
	void bytesGoAndComeAsTheyAre(Client client) throws Exception {
		byte[] body = new byte[4096];
		for (int i = 0; i < body.length; i++) {
			body[i] = (byte) i;
		}
		HttpResponse response = client.transport().execute(request("POST", "/echo", body)).get();
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.body()).isEqualTo(body);
		assertThat(response.headers().first("x-got-length")).isEqualTo("4096");
		assertThat(response.headers().first("X-Got-Type")).isEqualTo("application/x-msgpack");
	}

	@ParameterizedTest
	@EnumSource
	void anErrorStatusIsANormalAnswerWithAllItsHeaders(Client client) throws Exception {
		HttpResponse response = client.transport().execute(request("GET", "/headers", null)).get();
		assertThat(response.status()).isEqualTo(418);
		assertThat(response.headers().all("x-several")).containsExactly("one", "two");
		assertThat(response.body()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void theCodecsOfTheClientDoNotLimitAnswers(Client client) throws Exception {
		HttpResponse response = client.transport().execute(request("GET", "/large", null)).get();
		assertThat(response.body()).hasSize(64 * 1024);
	}

	@ParameterizedTest
	@EnumSource
	void anAnswerThatIsTooLargeIsAFailureThatNamesTheProperty(Client client) {
		TransportException failure = failure(client.transport(DataSize.ofKilobytes(8)), "/large");
		assertThat(failure.kind()).isEqualTo(Kind.OTHER);
		assertThat(failure).hasMessageContaining("ably.rest.max-response-size");
	}

	@ParameterizedTest
	@EnumSource
	void silenceIsATimeout(Client client) throws Exception {
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			CompletableFuture<HttpResponse> answer = client.transport().execute(request("GET", "/silent", null));
			assertThat(this.arrived.await(30, TimeUnit.SECONDS)).isTrue();
			time.advanceTimeBy(PATIENCE.minusMillis(1));
			assertThat(answer).isNotDone();
			time.advanceTimeBy(Duration.ofMillis(1));
			assertThat(failure(answer).kind()).isEqualTo(Kind.REQUEST_TIMEOUT);
			assertThat(this.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	@ParameterizedTest
	@EnumSource
	void anAnswerThatBreaksOffIsClosed(Client client) {
		DisposableServer breaking = TcpServer.create()
			.port(0)
			// once it was asked: an answer to nothing may break the request instead
			.handle((in,
					out) -> out.sendString(in.receive()
						.asString()
						.next()
						.map((request) -> "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")))
			.bindNow();
		try {
			HttpRequest request = new HttpRequest("GET", URI.create("http://localhost:" + breaking.port() + "/"),
					Map.of(), null, PATIENCE, PATIENCE);
			assertThat(failure(client.transport().execute(request)).kind()).isEqualTo(Kind.CLOSED);
		}
		finally {
			breaking.disposeNow();
		}
	}

	@ParameterizedTest
	@EnumSource
	void aPortThatNobodyListensOnRefuses(Client client) {
		try (DeafPort port = new DeafPort()) {
			HttpRequest request = new HttpRequest("GET", URI.create("http://127.0.0.1:" + port.number() + "/"),
					Map.of(), null, PATIENCE, PATIENCE);
			assertThat(failure(client.transport().execute(request)).kind()).isEqualTo(Kind.REFUSED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aHostThatDoesNotExistIsUnknown(Client client) {
		HttpRequest request = new HttpRequest("GET", URI.create("http://" + UnknownHost.NAME + "/"), Map.of(), null,
				PATIENCE, PATIENCE);
		assertThat(failure(client.transport().execute(request)).kind()).isEqualTo(Kind.DNS);
	}

	@Test
	void whatIsCancelledIsCancelledOnTheWire() throws Exception {
		CompletableFuture<HttpResponse> answer = Client.REACTOR.transport().execute(request("GET", "/silent", null));
		assertThat(this.arrived.await(30, TimeUnit.SECONDS)).isTrue();
		answer.cancel(false);
		assertThat(this.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void requestsAreNamedByWhatTheyDo() {
		assertThat(UriTemplates.of(URI.create("https://h/channels/a%2Fb/messages")))
			.isEqualTo("/channels/{channel}/messages");
		assertThat(UriTemplates.of(URI.create("https://h/channels/a/messages/s:1/versions?limit=2")))
			.isEqualTo("/channels/{channel}/messages/{serial}/versions");
		assertThat(UriTemplates.of(URI.create("https://h/keys/app.key/requestToken")))
			.isEqualTo("/keys/{key}/requestToken");
		assertThat(UriTemplates.of(URI.create("https://h/time"))).isEqualTo("/time");
		assertThat(UriTemplates.of(URI.create("https://h"))).isEqualTo("/");
	}

	private Mono<Void> echo(HttpServerRequest request, HttpServerResponse response) {
		return request.receive()
			.aggregate()
			.asByteArray()
			.flatMap((body) -> response.status(201)
				.header("X-Got-Length", String.valueOf(request.requestHeaders().get("Content-Length")))
				.header("X-Got-Type", String.valueOf(request.requestHeaders().get("Content-Type")))
				.sendByteArray(Mono.just(body))
				.then());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.server.port() + path);
	}

	private HttpRequest request(String method, String path, byte[] body) {
		return new HttpRequest(method, uri(path), Map.of("Content-Type", "application/x-msgpack"), body, PATIENCE,
				PATIENCE);
	}

	private TransportException failure(WebClientHttpTransport transport, String path) {
		return failure(transport.execute(request("GET", path, null)));
	}

	private static TransportException failure(CompletableFuture<HttpResponse> answer) {
		ExecutionException failure = catchThrowableOfType(ExecutionException.class, answer::get);
		assertThat(failure).cause().isInstanceOf(TransportException.class);
		return (TransportException) failure.getCause();
	}

	enum Client {

		// with the resolver that the JDK's client has
		REACTOR(new ReactorClientHttpConnector(HttpClient.create().resolver(DefaultAddressResolverGroup.INSTANCE))),

		JDK(new JdkClientHttpConnector());

		private final ClientHttpConnector connector;

		Client(ClientHttpConnector connector) {
			this.connector = connector;
		}

		WebClientHttpTransport transport() {
			return transport(DataSize.ofMegabytes(1));
		}

		WebClientHttpTransport transport(DataSize limit) {
			WebClient client = WebClient.builder()
				.clientConnector(this.connector)
				.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(1))
				.build();
			return new WebClientHttpTransport(client, limit);
		}

	}

}
