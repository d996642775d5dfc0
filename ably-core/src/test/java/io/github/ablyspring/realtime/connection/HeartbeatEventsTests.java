package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who watches a connection hears of its heartbeats, of both kinds.
 */
class HeartbeatEventsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	private final List<String> events = new ArrayList<>();

	HeartbeatEventsTests() {
		this.fixture.client((options) -> options.connectionObservers(List.of(new ConnectionObserver() {
			@Override
			public void heartbeatSent() {
				throw new IllegalStateException("expected by the test");
			}
		}, new ConnectionObserver() {
			@Override
			public void heartbeatSent() {
				HeartbeatEventsTests.this.events.add("sent");
			}

			@Override
			public void heartbeatReceived(@Nullable Duration roundTrip) {
				HeartbeatEventsTests.this.events.add((roundTrip != null) ? "answered after " + roundTrip : "received");
			}

			@Override
			public void heartbeatTimedOut() {
				HeartbeatEventsTests.this.events.add("timed out");
			}
		})));
		this.server.onConnection((attempt) -> attempt
			.respondWithSuccess(Frames.connected("id", Frames.details("key").maxIdleInterval(5000L).build()).build()));
		this.fixture.connect();
	}

	@Test
	void aPingAndItsAnswer() {
		this.server.onMessage(Action.HEARTBEAT, (frame) -> this.fixture.loop()
			.schedule(Duration.ofMillis(30), () -> this.server.sendToClient(Frames.heartbeat(frame.id()))));
		this.fixture.connection().ping();
		this.fixture.advance(100);
		assertThat(this.events).containsExactly("sent", "answered after PT0.03S");
	}

	@Test
	void aPingWithoutAnswer() {
		this.server.ignore(Action.HEARTBEAT);
		this.fixture.connection().ping();
		this.fixture.advance(10_001);
		assertThat(this.events).containsExactly("sent", "timed out");
	}

	@Test
	void heartbeatsOfTheServer() {
		this.server.sendToClient(Frames.heartbeat(null));
		this.server.active().sendPing();
		this.fixture.run();
		assertThat(this.events).containsExactly("received", "received");
	}

	@Test
	void aServerThatIsSilentForTooLong() {
		this.fixture.advance(15_001);
		assertThat(this.events).containsExactly("timed out");
		assertThat(this.server.connections()).hasSize(2);
	}

}
