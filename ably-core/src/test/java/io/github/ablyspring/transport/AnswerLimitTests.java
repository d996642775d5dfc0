package io.github.ablyspring.transport;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How large an answer may be.
 */
@Timeout(60)
class AnswerLimitTests {

	private static final int LIMIT = 1_000_000;

	private static final int MUCH = 1_000;

	private static final byte[] CHUNK = new byte[100_000];

	private final AtomicLong sent = new AtomicLong();

	@AutoClose
	private final HttpClients clients = new HttpClients();

	private final NettyHttpTransport transport = this.clients
		.create(new HttpPool.Limits(1, 10, LIMIT, HttpClients.LONG));

	private final DisposableServer server = HttpServer.create()
		.host("localhost")
		.port(0)
		.compress((request, response) -> request.uri().endsWith("packed"))
		.route((routes) -> routes.get("/{chunks}",
				(request, response) -> chunks(response, Integer.parseInt(request.param("chunks")))))
		.bindNow();

	@AfterEach
	void closeServer() {
		this.server.disposeNow();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void anAnswerThatIsLargerThanAllowedIsGivenUp(boolean compressed) {
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> get(compressed, MUCH).get(30, TimeUnit.SECONDS))
			.havingCause()
			.isInstanceOf(TransportException.class)
			.withMessageContaining("more than 1000000 bytes")
			.satisfies((ex) -> assertThat(((TransportException) ex).kind()).isEqualTo(TransportException.Kind.OTHER));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void anAnswerThatJustFitsArrivesWhole(boolean compressed) throws Exception {
		assertThat(get(compressed, 10).get(30, TimeUnit.SECONDS).body()).hasSize(LIMIT);
		assertThat(get(compressed, 1).get(30, TimeUnit.SECONDS).body()).isEqualTo(CHUNK);
		assertThat(get(compressed, 0).get(30, TimeUnit.SECONDS).body()).isEmpty();
	}

	@Test
	void theConnectionOfAnAnswerThatIsTooLargeIsClosed() throws Exception {
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> get(false, MUCH).get(30, TimeUnit.SECONDS));
		// there is but one connection, so this would wait for the rest of the other
		// answer
		assertThat(get(false, 1).get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
		assertThat(this.sent).hasValueLessThan(MUCH);
	}

	private CompletableFuture<HttpResponse> get(boolean compressed, int chunks) {
		String path = "/" + chunks + (compressed ? "?packed" : "");
		return this.transport.execute(HttpClients.request("GET",
				URI.create("http://localhost:" + this.server.port() + path), Map.of(), null));
	}

	private Flux<Void> chunks(HttpServerResponse response, int count) {
		return Flux.from(response.sendByteArray(
				Flux.range(0, count).limitRate(1).doOnNext((i) -> this.sent.incrementAndGet()).map((i) -> CHUNK)));
	}

}
