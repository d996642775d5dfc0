package io.github.ablyspring.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.ablyspring.rest.HttpPaginatedResponse;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients without number leave nothing behind.
 */
@Timeout(300)
class ManyClientsTests {

	private static final int CLIENTS = 10_000;

	// threads of closed clients, which end when they have found nothing to do for a while
	private final Set<Thread> ofOtherTests = allThreads("ably-");

	private final Set<EventLoopGroup> used = new HashSet<>();

	private final Set<Channel> connections = ConcurrentHashMap.newKeySet();

	private final Sinks.Empty<Void> held = Sinks.empty();

	private final DisposableServer server = HttpServer.create()
		.host("localhost")
		.port(0)
		.doOnChannelInit((observer, channel, address) -> {
			this.connections.add(channel);
			channel.closeFuture().addListener((closed) -> this.connections.remove(channel));
		})
		.handle((request, response) -> {
			if (request.path().equals("held") && request.requestHeaders().get("Host").startsWith("localhost")) {
				return this.held.asMono()
					.publishOn(threadOf(request))
					.then(Mono.defer(() -> response.status(500).send().then()));
			}
			return response.header("Content-Type", "application/json").sendString(Mono.just("[0]"));
		})
		.bindNow();

	@AfterEach
	void close() {
		this.server.disposeNow();
	}

	@Test
	void tenThousandAtATimeNeedNoMoreThreadsThanOne() throws Exception {
		List<AblyRest> clients = new ArrayList<>();
		try {
			for (int i = 0; i < CLIENTS; i++) {
				clients.add(create());
			}
			for (int i = 0; i < CLIENTS; i += 100) {
				clients.get(i).request("GET", "/").join();
			}
			assertThat(this.used).hasSize(1);
			assertThat(threads("ably-io")).hasSizeLessThanOrEqualTo(8);
			assertThat(threads("ably-user"))
				.hasSizeLessThanOrEqualTo(Math.max(8, 2 * Runtime.getRuntime().availableProcessors()));
			assertThat(this.connections).hasSizeLessThanOrEqualTo(64);
		}
		finally {
			clients.forEach(AblyRest::close);
		}
		nothingIsLeft();
	}

	@Test
	void tenThousandOneAfterTheOtherLeaveNothing() throws Exception {
		for (int i = 0; i < CLIENTS; i++) {
			try (AblyRest ably = create()) {
				if (i % 100 == 0) {
					ably.request("GET", "/").join();
				}
			}
		}
		nothingIsLeft();
	}

	@Test
	void clientsThatAreClosedWhileTheyAskLeaveNothing() throws Exception {
		List<CompletableFuture<HttpPaginatedResponse>> answers = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			try (AblyRest ably = create()) {
				answers.add(ably.request("GET", "/held"));
			}
		}
		this.held.tryEmitEmpty();
		for (CompletableFuture<HttpPaginatedResponse> answer : answers) {
			// the primary has failed, and the client is closed, when the fallback is
			// asked
			assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
		}
		nothingIsLeft();
	}

	// Reactor Netty may leave unread what comes after an answer that it was given by
	// another thread than that of the connection.
	private static Scheduler threadOf(HttpServerRequest request) {
		return Schedulers.fromExecutor(
				(task) -> request.withConnection((connection) -> connection.channel().eventLoop().execute(task)));
	}

	private AblyRest create() {
		AblyRest client = AblyRest.create(ClientOptions.builder()
			.token("token")
			.endpoint("localhost")
			.fallbackHosts(List.of("127.0.0.1"))
			.tls(false)
			.port(this.server.port())
			.useBinaryProtocol(false)
			// however slow the machine is
			.httpOpenTimeout(Duration.ofMinutes(1))
			.httpRequestTimeout(Duration.ofMinutes(1))
			.build());
		SharedResources.Lease lease = SharedResources.lease();
		this.used.add(lease.resources().eventLoops());
		lease.release().run();
		return client;
	}

	private void nothingIsLeft() throws InterruptedException {
		for (EventLoopGroup loops : this.used) {
			assertThat(loops.terminationFuture().await(60, TimeUnit.SECONDS)).as("ended").isTrue();
		}
		for (Thread thread : threads("ably-")) {
			thread.join(60_000);
			assertThat(thread.isAlive()).as(thread.getName()).isFalse();
		}
		for (Channel connection : this.connections) {
			assertThat(connection.closeFuture().await(60, TimeUnit.SECONDS)).as("closed").isTrue();
		}
	}

	private Set<Thread> threads(String prefix) {
		Set<Thread> threads = allThreads(prefix);
		threads.removeAll(this.ofOtherTests);
		return threads;
	}

	private static Set<Thread> allThreads(String prefix) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith(prefix))
			.collect(Collectors.toSet());
	}

}
