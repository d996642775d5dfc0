package io.github.ablyspring.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.transport.LogLevel;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a client tells its log.
 */
class LoggingTests {

	private final RestFixture fixture = new RestFixture();

	private final List<Event> events = new ArrayList<>();

	@Test
	@Uts("rest/unit/RSC2/default-log-level-warn-0")
	void byDefaultOnlyWarningsAndErrorsAreTold() {
		askTheTime(options());
		assertThat(this.events).allSatisfy((event) -> assertThat(event.level()).isIn(LogLevel.ERROR, LogLevel.WARN));
	}

	@Test
	@Uts("rest/unit/TO3b/log-level-changeable-0")
	void onDemandEverythingIsTold() {
		askTheTime(options().logLevel(LogLevel.VERBOSE));
		assertThat(this.events).extracting(Event::level).contains(LogLevel.INFO);
		assertThat(this.events).anyMatch((event) -> event.level() == LogLevel.INFO);
		assertThat(this.events)
			.anyMatch((event) -> event.level() == LogLevel.DEBUG && event.message().contains("HTTP request"));
	}

	@Test
	@Uts("rest/unit/TO3c/custom-handler-structured-events-0")
	void aHandlerGetsTheParticularsOfAnEvent() {
		askTheTime(options().logLevel(LogLevel.INFO));
		assertThat(this.events).isNotEmpty().anyMatch((event) -> !event.context().isEmpty());
	}

	@Test
	@Uts("rest/unit/TO3c2/context-contains-expected-keys-0")
	void theParticularsOfARequestSayWhatAndWhere() {
		askTheTime(options().logLevel(LogLevel.DEBUG));
		List<Event> requests = this.events.stream()
			.filter((event) -> event.message().contains("HTTP request") && event.level() == LogLevel.DEBUG)
			.toList();
		assertThat(requests).isNotEmpty();
		assertThat(requests.get(0).context()).containsEntry("method", "GET")
			.containsEntry("host", "main.realtime.ably.net")
			.containsEntry("path", "/time");
	}

	@Test
	@Uts("rest/unit/RSC2b/log-level-none-suppresses-all-0")
	void onDemandNothingIsTold() {
		askTheTime(options().logLevel(LogLevel.NONE));
		assertThat(this.events).isEmpty();
	}

	@Test
	void noSecretIsTold() {
		this.fixture.http.always(200,
				Map.of("token", "the-token-itself", "expires", this.fixture.loop.millis() + 1000));
		AblyRest ably = this.fixture.client(options().useTokenAuth(true).logLevel(LogLevel.VERBOSE));
		this.fixture.await(ably.request("GET", "/channels/test?key=hidden"));
		assertThat(this.events.toString()).doesNotContain("keySecret", "the-token-itself", "hidden");
	}

	@Test
	void aHandlerThatThrowsDoesNoHarm() {
		this.fixture.http.always(200, List.of(0));
		AblyRest ably = this.fixture
			.client(RestFixture.options().logLevel(LogLevel.VERBOSE).logHandler((level, message, context) -> {
				throw new IllegalStateException("full");
			}));
		assertThat(this.fixture.await(ably.time())).isNotNull();
	}

	private ClientOptionsBuilder options() {
		return RestFixture.options()
			.logHandler((level, message, context) -> this.events.add(new Event(level, message, context)));
	}

	private void askTheTime(ClientOptionsBuilder options) {
		this.fixture.http.always(200, List.of(1704067200000L));
		this.fixture.await(this.fixture.client(options).time());
	}

	private record Event(LogLevel level, String message, Map<String, Object> context) {
	}

}
