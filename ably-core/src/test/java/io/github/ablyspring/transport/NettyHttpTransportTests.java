package io.github.ablyspring.transport;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.transport.TransportException.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.ablyspring.transport.HttpClients.answer;
import static io.github.ablyspring.transport.HttpClients.request;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * HTTP/1.1, byte for byte.
 */
@Timeout(60)
class NettyHttpTransportTests {

	private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

	@AutoClose
	private final HttpClients clients = new HttpClients();

	private NettyHttpTransport transport = transport(64, 1000, Duration.ofSeconds(60));

	@Test
	void requestsAreWrittenAsTheyAre() throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> OK)) {
			execute(request("POST", server.uri("/a%20b?c=%C3%BC"), Map.of("X-Own", "1"),
					"body".getBytes(StandardCharsets.US_ASCII)));
			execute(request("GET", server.uri(""), Map.of("X-Own", "2"), null));
			execute(request("POST", server.uri("/empty"), Map.of("X-Own", "2"), null));
			String host = server.uri("").getRawAuthority();
			assertThat(server.requests()).containsExactly(
					"0 POST /a%20b?c=%C3%BC HTTP/1.1\r\nhost: " + host
							+ "\r\naccept-encoding: gzip\r\nX-Own: 1\r\ncontent-length: 4\r\n\r\nbody",
					"0 GET / HTTP/1.1\r\nhost: " + host + "\r\naccept-encoding: gzip\r\nX-Own: 2\r\n\r\n",
					"0 POST /empty HTTP/1.1\r\nhost: " + host
							+ "\r\naccept-encoding: gzip\r\nX-Own: 2\r\ncontent-length: 0\r\n\r\n");
		}
	}

	@Test
	void anAddressThatCannotBeConnectedToFailsWhatWaitsForIt() throws Exception {
		URI nowhere = URI.create("http://localhost:99999/");
		for (int i = 0; i < 2; i++) {
			CompletableFuture<HttpResponse> answer = this.transport.execute(request("GET", nowhere, Map.of(), null));
			assertThat(HttpClients.failure(answer)).hasMessageContaining("localhost");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nX-More: 1", "a\nb", "a\u0000b" })
	void aHeaderThatIsNoneIsNotSent(String value) throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> OK)) {
			assertThat(failure(request("GET", server.uri("/"), Map.of("X-Own", value), null)).kind())
				.isEqualTo(Kind.OTHER);
			execute(get(server, "/next"));
			assertThat(server.requests()).singleElement().asString().contains("/next");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
			"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n",
			"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2;x=y\r\nok\r\n0\r\nx-after: 1\r\n\r\n",
			"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
			"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok" })
	void answersOfAllShapesAreRead(String answer) throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> answer)) {
			for (int i = 0; i < 3; i++) {
				HttpResponse response = execute(get(server, "/"));
				assertThat(response.status()).isEqualTo(200);
				assertThat(response.body()).asString().isEqualTo("ok");
			}
			assertThat(server.connections()).isOne();
		}
	}

	@Test
	void answersWithoutBodyDoNotWaitForOne() throws Exception {
		Map<String, String> answers = Map.of("HEAD", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n", "DELE",
				"HTTP/1.1 204 No Content\r\n\r\n", "GET ", "HTTP/1.1 304 Not Modified\r\ncontent-length: 100\r\n\r\n");
		try (ScriptedServer server = new ScriptedServer(
				(connection, request, head) -> answers.get(head.substring(0, 4)))) {
			HttpResponse head = execute(request("HEAD", server.uri("/"), Map.of(), null));
			assertThat(head.headers().first("Content-Length")).isEqualTo("100");
			assertThat(head.body()).isEmpty();
			assertThat(execute(request("DELETE", server.uri("/"), Map.of(), null)).status()).isEqualTo(204);
			assertThat(execute(get(server, "/")).status()).isEqualTo(304);
			assertThat(execute(request("DELETE", server.uri("/"), Map.of(), null)).body()).isEmpty();
			assertThat(server.connections()).isOne();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok",
			"HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok" })
	void aConnectionThatTheServerWillCloseIsNotUsedAgain(String answer) throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> answer)) {
			execute(get(server, "/"));
			execute(get(server, "/"));
			assertThat(server.connections()).isEqualTo(2);
		}
	}

	@Test
	void anAnswerMayEndWithItsConnection() throws Exception {
		try (ScriptedServer server = new ScriptedServer(new ScriptedServer.Script() {

			@Override
			public @Nullable String answer(int connection, int request, String head) {
				return "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nall there is";
			}

			@Override
			public boolean closesAfter(int request) {
				return true;
			}

		})) {
			assertThat(execute(get(server, "/")).body()).asString().isEqualTo("all there is");
		}
	}

	@Test
	void aRequestThatMetAClosingConnectionIsRepeatedWhereThatDoesNoHarm() throws Exception {
		try (ScriptedServer server = new ScriptedServer(
				(connection, request, head) -> (connection == 0 && request == 1) ? null : OK)) {
			execute(get(server, "/first"));
			assertThat(execute(get(server, "/second")).body()).asString().isEqualTo("ok");
			assertThat(server.requests()).extracting((request) -> request.substring(0, 13))
				.containsExactly("0 GET /first ", "0 GET /second", "1 GET /second");
		}
	}

	@Test
	void aRequestThatMayHaveHadAnEffectIsNotRepeated() throws Exception {
		try (ScriptedServer server = new ScriptedServer(
				(connection, request, head) -> (connection == 0 && request == 1) ? null : OK)) {
			execute(get(server, "/first"));
			assertThat(failure(request("POST", server.uri("/second"), Map.of(), new byte[1])).kind())
				.isEqualTo(Kind.CLOSED);
			assertThat(server.requests()).hasSize(2);
		}
	}

	@Test
	void aNewConnectionThatBreaksIsNoReasonToTryAgain() throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> null)) {
			assertThat(failure(get(server, "/")).kind()).isEqualTo(Kind.CLOSED);
			assertThat(server.requests()).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SSH-2.0-OpenSSH_9\r\n\r\n", "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
			"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n",
			"HTTP/1.1 101 Switching Protocols\r\nupgrade: other\r\n\r\n",
			"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\nok" })
	void whatIsNoAnswerIsAnError(String answer) throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> answer)) {
			assertThat(failure(get(server, "/")).kind()).isIn(Kind.CLOSED, Kind.OTHER);
		}
	}

	@Test
	void whatIsNoAnswerIsNotAskedForAgain() throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> (request == 0) ? OK
				: "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\nok")) {
			execute(get(server, "/"));
			failure(get(server, "/"));
			assertThat(server.requests()).hasSize(2);
		}
	}

	@Test
	void headersThatDoNotEndAreAnError() throws Exception {
		try (ScriptedServer server = new ScriptedServer(
				(connection, request, head) -> "HTTP/1.1 200 OK\r\nx-long: " + "x".repeat(100_000))) {
			assertThat(failure(get(server, "/")).kind()).isEqualTo(Kind.CLOSED);
			server.closed(0).get(30, TimeUnit.SECONDS);
		}
	}

	@Test
	void anAnswerThatIsCutOffIsAnErrorAndNotAskedForAgain() throws Exception {
		try (ScriptedServer server = new ScriptedServer(new ScriptedServer.Script() {

			@Override
			public String answer(int connection, int request, String head) {
				return (request == 0) ? OK : "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly a part";
			}

			@Override
			public boolean closesAfter(int request) {
				return request == 1;
			}

		})) {
			execute(get(server, "/"));
			assertThat(failure(get(server, "/")).kind()).isEqualTo(Kind.CLOSED);
			assertThat(server.requests()).hasSize(2);
		}
	}

	@Test
	void whatComesBesidesTheAnswerIsNotTakenForTheNext() throws Exception {
		try (ScriptedServer server = new ScriptedServer(
				(connection, request, head) -> OK + "HTTP/1.1 500 Mixed Up\r\ncontent-length: 0\r\n\r\n")) {
			List<CompletableFuture<HttpResponse>> answers = new ArrayList<>();
			for (int i = 0; i < 10; i++) {
				answers.add(this.transport.execute(get(server, "/" + i)));
			}
			for (CompletableFuture<HttpResponse> answer : answers) {
				assertThat(answer(answer).status()).isEqualTo(200);
			}
			assertThat(server.connections()).isEqualTo(10);
		}
	}

	@Test
	void whatComesUnaskedClosesTheConnection() throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> OK)) {
			execute(get(server, "/"));
			server.send(0, "HTTP/1.1 408 Request Timeout\r\n");
			server.closed(0).get(30, TimeUnit.SECONDS);
			assertThat(execute(get(server, "/")).status()).isEqualTo(200);
			assertThat(server.connections()).isEqualTo(2);
		}
	}

	@Test
	void noMoreConnectionsAreOpenedThanAllowed() throws Exception {
		this.transport = transport(2, 1000, Duration.ofSeconds(60));
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> OK)) {
			List<CompletableFuture<HttpResponse>> answers = new ArrayList<>();
			for (int i = 0; i < 100; i++) {
				answers.add(this.transport.execute(get(server, "/" + i)));
			}
			for (CompletableFuture<HttpResponse> answer : answers) {
				assertThat(answer(answer).status()).isEqualTo(200);
			}
			assertThat(server.requests()).hasSize(100);
			assertThat(server.connections()).isEqualTo(2);
		}
	}

	@Test
	void noMoreRequestsWaitThanAllowed() throws Exception {
		this.transport = transport(1, 2, Duration.ofSeconds(60));
		CompletableFuture<Void> arrived = new CompletableFuture<>();
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> {
			arrived.complete(null);
			return "";
		})) {
			List<CompletableFuture<HttpResponse>> patient = new ArrayList<>();
			patient.add(this.transport.execute(get(server, "/sent")));
			arrived.get(30, TimeUnit.SECONDS);
			patient.add(this.transport.execute(get(server, "/first")));
			patient.add(this.transport.execute(get(server, "/second")));
			assertThat(failure(get(server, "/third"))).hasMessageContaining("More than 2 requests wait");
			assertThat(patient).noneMatch(CompletableFuture::isDone);
		}
	}

	@Test
	void aRequestThatIsCancelledFreesItsConnection() throws Exception {
		this.transport = transport(1, 1000, Duration.ofSeconds(60));
		try (ScriptedServer server = new ScriptedServer(
				(connection, request, head) -> head.contains("/never") ? "" : OK)) {
			CompletableFuture<HttpResponse> never = this.transport.execute(get(server, "/never"));
			CompletableFuture<HttpResponse> waiting = this.transport.execute(get(server, "/waiting"));
			CompletableFuture<HttpResponse> next = this.transport.execute(get(server, "/next"));
			waiting.cancel(false);
			never.cancel(false);
			assertThat(answer(next).status()).isEqualTo(200);
			assertThat(server.requests()).noneMatch((request) -> request.contains("/waiting"));
		}
	}

	@Test
	void connectionsThatNobodyUsesAreClosed() throws Exception {
		this.transport = transport(64, 1000, Duration.ofMillis(50));
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> OK)) {
			execute(get(server, "/"));
			server.closed(0).get(30, TimeUnit.SECONDS);
			assertThat(execute(get(server, "/")).status()).isEqualTo(200);
			assertThat(server.connections()).isEqualTo(2);
		}
	}

	@Test
	void whoMakesTheNextRequestInTheAnswerUsesTheSameConnection() throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> OK)) {
			CompletableFuture<HttpResponse> last = this.transport.execute(get(server, "/"));
			for (int i = 0; i < 10; i++) {
				last = last.thenCompose((response) -> this.transport.execute(get(server, "/")));
			}
			last.get(30, TimeUnit.SECONDS);
			assertThat(server.connections()).isOne();
		}
	}

	@Test
	void closingEndsWhatIsUnderWayAndWhatComes() throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> "")) {
			CompletableFuture<HttpResponse> underWay = this.transport.execute(get(server, "/"));
			this.transport.close();
			assertThat(HttpClients.failure(underWay).kind()).isEqualTo(Kind.CLOSED);
			assertThat(failure(get(server, "/")).kind()).isEqualTo(Kind.CLOSED);
		}
	}

	@Test
	void closingEndsWhatCouldBeSentAgainElsewhere() throws Exception {
		CompletableFuture<Void> arrived = new CompletableFuture<>();
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> {
			if (request == 0) {
				return OK;
			}
			arrived.complete(null);
			return "";
		})) {
			execute(get(server, "/"));
			CompletableFuture<HttpResponse> underWay = this.transport.execute(get(server, "/"));
			arrived.get(30, TimeUnit.SECONDS);
			this.transport.close();
			assertThat(HttpClients.failure(underWay).kind()).isEqualTo(Kind.CLOSED);
			assertThat(server.requests()).hasSize(2);
		}
	}

	@Test
	void aHandshakeThatDoesNotEndIsATimeout() throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> "")) {
			TransportException failure = failure(new HttpRequest("GET", secure(server), Map.of(), null,
					Duration.ofMillis(50), Duration.ofSeconds(60)));
			assertThat(failure.kind()).isEqualTo(Kind.CONNECT_TIMEOUT);
		}
	}

	@Test
	void aHandshakeThatIsBrokenOffIsNoMatterOfTrust() throws Exception {
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			CompletableFuture<HttpResponse> answer = this.transport
				.execute(request("GET", URI.create("https://127.0.0.1:" + server.getLocalPort()), Map.of(), null));
			try (Socket connection = server.accept()) {
				assertThat(connection.getInputStream().readNBytes(100)).hasSize(100);
			}
			assertThat(HttpClients.failure(answer).kind()).isEqualTo(Kind.CLOSED);
		}
	}

	private static URI secure(ScriptedServer server) {
		return URI.create("https" + server.uri("/").toString().substring(4));
	}

	private NettyHttpTransport transport(int maxConnections, int maxWaiting, Duration maxIdle) {
		return this.clients.create(new HttpPool.Limits(maxConnections, maxWaiting, 1_000_000, maxIdle));
	}

	private HttpResponse execute(HttpRequest request) throws Exception {
		return answer(this.transport.execute(request));
	}

	private TransportException failure(HttpRequest request) {
		return HttpClients.failure(this.transport.execute(request));
	}

	private static HttpRequest get(ScriptedServer server, String path) {
		return request("GET", server.uri(path), Map.of(), null);
	}

}
