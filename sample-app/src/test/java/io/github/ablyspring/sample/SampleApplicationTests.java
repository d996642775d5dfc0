package io.github.ablyspring.sample;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "sample.simulator.interval=50ms", "sample.tracker.remembered-orders=100000",
				"ably.timeouts.disconnected-retry=100ms", "ably.timeouts.realtime-request=45s",
				"ably.timeouts.http-open=45s", "ably.timeouts.http-request=45s", "ably.timeouts.http-max-retry=45s" })
@AutoConfigureWebTestClient(timeout = "60s")
class SampleApplicationTests {

	private static final ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>> EVENTS = new ParameterizedTypeReference<>() {
	};

	private static final Duration DEADLINE = Duration.ofSeconds(60);

	private final WebTestClient web;

	SampleApplicationTests(@Autowired WebTestClient web) {
		this.web = web;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/order.html", "/supervisor.html", "/operations.html", "/direct.html", "/direct.js",
			"/app.js", "/app.css", "/theme.js", "/favicon.svg", "/city.js", "/chart.js", "/map.js", "/order.js",
			"/supervisor.js", "/operations.js" })
	void servesItsPages(String path) {
		this.web.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((page) -> assertThat(page).isNotBlank());
	}

	@Test
	void showsHowCouriersMove() {
		Map<String, Object> first = events("/api/events").filter((event) -> "moved".equals(event.event()))
			.map(ServerSentEvent::data)
			.blockFirst(DEADLINE);

		assertThat(first).containsKeys("courier", "position");
	}

	@Test
	void showsWhoIsOnDuty() {
		Map<String, Object> state = events("/api/events").filter((event) -> "snapshot".equals(event.event()))
			.map(ServerSentEvent::data)
			.filter((snapshot) -> snapshot.get("onDuty").toString().contains("Ada"))
			.blockFirst(DEADLINE);

		assertThat(state).isNotNull();
	}

	@Test
	void tellsLateFollowersWhatHappenedToAnOrder() {
		String order = anOrder("DELIVERED");

		// a step whose acknowledgement was lost with its connection may be told twice
		assertThat(events("/api/orders/" + order + "/steps").map((event) -> event.data().get("status"))
			.distinct()
			.take(2)
			.collectList()
			.block(DEADLINE)).containsExactly("ACCEPTED", "PICKED_UP");
	}

	@Test
	void doesNotKnowEveryOrder() {
		this.web.get().uri("/api/orders/none/steps").exchange().expectStatus().isNotFound();
	}

	@Test
	void keepsChatsSecret() {
		post("/api/orders/secret/chat", Map.of("from", "You", "text", "ring twice"), HttpStatus.NO_CONTENT);

		assertThat(events("/api/orders/secret/chat").map(ServerSentEvent::data).blockFirst(DEADLINE))
			.containsEntry("text", "ring twice");
		this.web.get()
			.uri("/api/orders/secret/chat/wire")
			.exchange()
			.expectBody(String.class)
			.value((wire) -> assertThat(wire).contains("cipher+aes-256-cbc").doesNotContain("ring twice"));
	}

	@Test
	void takesNoEmptyChatMessages() {
		post("/api/orders/empty/chat", Map.of("from", "You", "text", " "), HttpStatus.BAD_REQUEST);
	}

	@Test
	void countsReactionsToNews() {
		Instant start = Instant.now();
		// one that will be remembered for long
		Map<String, Object> news = events("/api/feed").map(ServerSentEvent::data)
			.filter((item) -> Instant.parse(String.valueOf(item.get("at"))).isAfter(start))
			.blockFirst(DEADLINE);

		post("/api/feed/reactions", Map.of("serial", news.get("serial"), "name", "like"), HttpStatus.NO_CONTENT);

		Map<String, Object> reacted = events("/api/feed").map(ServerSentEvent::data)
			.filter((item) -> item.get("serial").equals(news.get("serial")))
			.filter((item) -> !((Map<?, ?>) item.get("reactions")).isEmpty())
			.blockFirst(DEADLINE);
		assertThat(reacted).containsEntry("reactions", Map.of("like", 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "DROP", "FORGET", "EXPIRE_TOKEN" })
	void recoversWhenItIsBroken(String breakage) {
		events("/api/operations/events").filter(SampleApplicationTests::isConnected).blockFirst(DEADLINE);
		int before = losses();

		post("/api/operations/break/" + breakage, Map.of(), HttpStatus.NO_CONTENT);

		events("/api/operations/events").filter((event) -> "state".equals(event.event()))
			.filter((event) -> "CONNECTED".equals(event.data().get("previous")))
			.skip(before)
			.blockFirst(DEADLINE);
		assertThat(events("/api/operations/events").filter(SampleApplicationTests::isConnected).blockFirst(DEADLINE))
			.isNotNull();
		showsHowCouriersMove();
	}

	@Test
	void tellsWhatTheMetersSay() {
		Map<String, Object> sample = events("/api/operations/events").filter((event) -> "sample".equals(event.event()))
			.map(ServerSentEvent::data)
			.filter((data) -> number(data.get("received")) > 0 && number(data.get("published")) > 0)
			.filter((data) -> timed(data.get("listener")) && timed(data.get("delivery")) && timed(data.get("publish")))
			.blockFirst(DEADLINE);

		assertThat(sample).containsEntry("failed", 0)
			.extractingByKey("circuit")
			.asString()
			.isEqualToIgnoringCase("closed");
	}

	private static boolean timed(Object timing) {
		return number(((Map<?, ?>) timing).get("count")) > 0;
	}

	private static long number(Object value) {
		return ((Number) value).longValue();
	}

	@Test
	void letsBrowsersListenByThemselves() {
		String token = this.web.get()
			.uri("/ably/token")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		Map<?, ?> direct = this.web.get()
			.uri("/api/direct")
			.exchange()
			.expectBody(Map.class)
			.returnResult()
			.getResponseBody();
		URI url = URI.create(String.valueOf(direct.get("url")));
		ClientOptions options = ClientOptions.builder()
			.token(token)
			.endpoint(url.getHost())
			.port(url.getPort())
			.tls(url.getScheme().equals("wss"))
			.realtimeRequestTimeout(DEADLINE)
			.build();
		try (AblyRealtime browser = AblyRealtime.create(options)) {
			RealtimeChannel channel = browser.channels().get(String.valueOf(direct.get("channel")));

			assertThat(channel.messages("moved").blockFirst(DEADLINE)).isNotNull();
			assertThat(channel.publish("moved", "nonsense")).failsWithin(DEADLINE)
				.withThrowableThat()
				.havingCause()
				.isInstanceOfSatisfying(AblyException.class,
						(failure) -> assertThat(failure.code()).isEqualTo(ErrorCodes.CAPABILITY_DENIED));
		}
	}

	private int losses() {
		return events("/api/operations/events").takeUntil((event) -> "sample".equals(event.event()))
			.filter((event) -> "state".equals(event.event()) && "CONNECTED".equals(event.data().get("previous")))
			.collectList()
			.block(DEADLINE)
			.size();
	}

	private static boolean isConnected(ServerSentEvent<Map<String, Object>> event) {
		return "sample".equals(event.event()) && "CONNECTED".equals(event.data().get("connection"));
	}

	// one that the tracker knows of, not only those who listen beside it
	private String anOrder(String status) {
		return events("/api/events").filter((event) -> "snapshot".equals(event.event()))
			.flatMapIterable((event) -> (List<?>) event.data().get("orders"))
			.cast(Map.class)
			.filter((report) -> status.equals(report.get("status")))
			.map((report) -> report.get("order").toString())
			.blockFirst(DEADLINE);
	}

	private Flux<ServerSentEvent<Map<String, Object>>> events(String path) {
		return this.web.get()
			.uri(path)
			.accept(MediaType.TEXT_EVENT_STREAM)
			.exchange()
			.expectStatus()
			.isOk()
			.returnResult(EVENTS)
			.getResponseBody();
	}

	private void post(String path, Object body, HttpStatus expected) {
		this.web.post().uri(path).bodyValue(body).exchange().expectStatus().isEqualTo(expected);
	}

}
