package io.github.ablyspring.transport;

import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.transport.TransportException.Kind;
import io.netty.util.concurrent.Promise;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.github.ablyspring.transport.HttpClients.answer;
import static io.github.ablyspring.transport.HttpClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is told when connections cannot be opened, and who goes on waiting.
 */
@Timeout(60)
class HttpDialTests {

	private static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

	@AutoClose
	private final HttpClients clients = new HttpClients();

	private final PendingNames names = new PendingNames();

	private final NettyHttpTransport transport = this.clients
		.create(new HttpPool.Limits(3, 1000, 1_000_000, HttpClients.LONG), this.names);

	@Test
	void aConnectionThatCannotBeOpenedIsToldToThoseWhoWaitedForItAlone() throws Exception {
		CompletableFuture<HttpResponse> first = execute("http://host/1");
		Promise<InetAddress> firstName = this.names.next();
		CompletableFuture<HttpResponse> second = execute("http://host/2");
		Promise<InetAddress> secondName = this.names.next();
		CompletableFuture<HttpResponse> third = execute("http://host/3");
		Promise<InetAddress> thirdName = this.names.next();
		fail(firstName);
		assertThat(failure(first).kind()).isEqualTo(Kind.DNS);
		assertThat(second).isNotDone();
		fail(secondName);
		assertThat(failure(second).kind()).isEqualTo(Kind.DNS);
		assertThat(third).isNotDone();
		fail(thirdName);
		assertThat(failure(third).kind()).isEqualTo(Kind.DNS);
	}

	@Test
	void thoseForWhomThereWasNoRoomToOpenOneAreToldLast() throws Exception {
		CompletableFuture<HttpResponse> first = execute("http://host/1");
		CompletableFuture<HttpResponse> second = execute("http://host/2");
		CompletableFuture<HttpResponse> third = execute("http://host/3");
		CompletableFuture<HttpResponse> fourth = execute("http://host/4");
		Promise<InetAddress> one = this.names.next();
		Promise<InetAddress> two = this.names.next();
		Promise<InetAddress> three = this.names.next();
		fail(one);
		failure(first);
		Promise<InetAddress> four = this.names.next();
		fail(four);
		this.clients.settle();
		assertThat(fourth).isNotDone();
		assertThat(this.names.isAnythingPending()).as("tried at once again").isFalse();
		fail(two);
		failure(second);
		Promise<InetAddress> five = this.names.next();
		fail(three);
		failure(third);
		assertThat(fourth).isNotDone();
		fail(five);
		failure(fourth);
	}

	@Test
	void anOlderOneMayStillComeToTheAidOfAll() throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> OK)) {
			CompletableFuture<HttpResponse> first = execute(uri(server));
			Promise<InetAddress> older = this.names.next();
			CompletableFuture<HttpResponse> second = execute(uri(server));
			Promise<InetAddress> younger = this.names.next();
			fail(younger);
			this.clients.settle();
			assertThat(second).isNotDone();
			older.setSuccess(InetAddress.getLoopbackAddress());
			assertThat(answer(first).status()).isEqualTo(200);
			assertThat(answer(second).status()).isEqualTo(200);
			assertThat(server.connections()).isOne();
		}
	}

	@Test
	void asLongAsAConnectionIsOpenOthersWaitForTheirTurn() throws Exception {
		CompletableFuture<Void> arrived = new CompletableFuture<>();
		CompletableFuture<String> answer = new CompletableFuture<>();
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> {
			arrived.complete(null);
			return (request == 0) ? answer.join() : OK;
		})) {
			CompletableFuture<HttpResponse> first = execute(uri(server));
			this.names.resolveNext();
			arrived.get(30, TimeUnit.SECONDS);
			CompletableFuture<HttpResponse> second = execute(uri(server));
			this.names.failNext();
			this.clients.settle();
			assertThat(second).isNotDone();
			assertThat(this.names.isAnythingPending()).as("tried at once again").isFalse();
			answer.complete(OK);
			assertThat(answer(first).status()).isEqualTo(200);
			assertThat(answer(second).status()).isEqualTo(200);
			assertThat(server.connections()).isOne();
		}
	}

	@Test
	void whenTheLastOpenOneIsGoneOthersAreTold() throws Exception {
		CompletableFuture<Void> arrived = new CompletableFuture<>();
		CompletableFuture<String> never = new CompletableFuture<>();
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> {
			arrived.complete(null);
			never.join();
			return null;
		})) {
			CompletableFuture<HttpResponse> first = execute(uri(server));
			this.names.resolveNext();
			arrived.get(30, TimeUnit.SECONDS);
			CompletableFuture<HttpResponse> second = execute(uri(server));
			this.names.failNext();
			this.clients.settle();
			never.complete("");
			assertThat(failure(first).kind()).isEqualTo(Kind.CLOSED);
			this.names.failNext();
			assertThat(failure(second).kind()).isEqualTo(Kind.DNS);
		}
	}

	@Test
	void withTlsOneIsEnoughToSeeWhetherAllNeedTheirOwn() throws Exception {
		CompletableFuture<HttpResponse> first = execute("https://host/1");
		Promise<InetAddress> name = this.names.next();
		CompletableFuture<HttpResponse> second = execute("https://host/2");
		fail(name);
		failure(first);
		failure(second);
		assertThat(this.names.isAnythingPending()).isFalse();
	}

	@Test
	void whoIsCancelledMeanwhileIsNotSent() throws Exception {
		try (ScriptedServer server = new ScriptedServer((connection, request, head) -> OK)) {
			CompletableFuture<HttpResponse> cancelled = execute(uri(server) + "cancelled");
			Promise<InetAddress> name = this.names.next();
			cancelled.cancel(false);
			CompletableFuture<HttpResponse> next = execute(uri(server) + "next");
			name.setSuccess(InetAddress.getLoopbackAddress());
			assertThat(answer(next).status()).isEqualTo(200);
			assertThat(server.requests()).singleElement().asString().contains("/next");
		}
	}

	@Test
	void closingEndsThoseWhoWaitForAConnection() throws Exception {
		CompletableFuture<HttpResponse> waiting = execute("http://host/");
		this.names.next();
		this.transport.close();
		assertThat(failure(waiting).kind()).isEqualTo(Kind.CLOSED);
	}

	@Test
	void whoAsksAgainBecauseOfAFailureIsNotToldOfThatFailureToo() throws Exception {
		CompletableFuture<HttpResponse> again = new CompletableFuture<>();
		execute("http://host/").whenComplete((response, failure) -> execute("http://host/")
			.whenComplete((second, secondFailure) -> again.completeExceptionally(secondFailure)));
		this.names.failNext();
		Promise<InetAddress> second = this.names.next();
		assertThat(again).isNotDone();
		fail(second);
		assertThat(failure(again).kind()).isEqualTo(Kind.DNS);
	}

	private static void fail(Promise<InetAddress> name) {
		name.setFailure(new java.net.UnknownHostException("no-such-host"));
	}

	// a name, so that it has to be resolved
	private static String uri(ScriptedServer server) {
		return "http://host:" + server.uri("/").getPort() + "/";
	}

	private CompletableFuture<HttpResponse> execute(String uri) {
		return this.transport.execute(HttpClients.request("POST", URI.create(uri), Map.of(), null));
	}

}
