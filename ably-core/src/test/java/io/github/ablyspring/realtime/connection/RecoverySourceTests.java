package io.github.ablyspring.realtime.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application is asked which connection to take over.
 */
class RecoverySourceTests {

	private static final String KEY = """
			{"connectionKey": "old-key", "msgSerial": 42, "channelSerials": {"orders": "serial-7"}}""";

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	private final List<CompletableFuture<@Nullable String>> asked = new ArrayList<>();

	private final List<String> errors = new ArrayList<>();

	RecoverySourceTests() {
		this.fixture.client((options) -> options.recovery(() -> {
			CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
			this.asked.add(answer);
			return answer;
		}).logHandler((level, message, context) -> {
			if (level == LogLevel.ERROR) {
				this.errors.add(message);
			}
		}));
		this.server.onConnection((attempt) -> attempt.respondWithSuccess(Frames.connected("id", "key").build()));
		this.server.onMessage(Action.ATTACH, (frame) -> this.server.sendToClient(Frames.attached(frame.channel())));
	}

	@Test
	void takesOverTheConnectionWhoseKeyItFinds() {
		RealtimeChannel orders = this.fixture.client().channels().get("orders");
		startToConnect();
		CompletableFuture<?> published = orders.publish("event", "data");
		orders.attach();
		assertThat(this.server.connections()).isEmpty();

		answer(KEY);

		assertThat(this.server.connection(0).query("recover")).isEqualTo("old-key");
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.server.sent(Action.ATTACH)).singleElement()
			.satisfies((frame) -> assertThat(frame.channelSerial()).isEqualTo("serial-7"));
		assertThat(this.server.sent(Action.MESSAGE)).singleElement()
			.satisfies((frame) -> assertThat(frame.msgSerial()).isEqualTo(42L));
		assertThat(published).isNotDone();
	}

	@Test
	void isAskedOnce() {
		startToConnect();
		answer(KEY);
		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);
		assertThat(this.asked).hasSize(1);
		assertThat(this.server.connection(1).query()).containsEntry("resume", "key").doesNotContainKey("recover");
	}

	@Test
	void mayFindNothing() {
		startToConnect();
		answer(null);
		assertConnectedAnew();
		assertThat(this.errors).isEmpty();
	}

	@Test
	void mayFail() {
		startToConnect();
		this.asked.get(0).completeExceptionally(new IllegalStateException("expected by the test"));
		this.fixture.run();
		assertConnectedAnew();
		assertThat(this.errors).singleElement().satisfies((error) -> assertThat(error).contains("recovery key"));
	}

	@Test
	void isNotWaitedForForEver() {
		startToConnect();
		this.fixture.advance(10_001);
		assertConnectedAnew();
		answer(KEY);
		assertThat(this.server.connections()).hasSize(1);
	}

	@Test
	void aCloseMeanwhileEndsInClosed() {
		startToConnect();
		CompletableFuture<Void> closed = this.fixture.connection().close();
		this.fixture.await(closed);
		answer(KEY);
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CLOSED);
		assertThat(this.server.connections()).isEmpty();
		assertThat(this.fixture.loop().pendingTimers()).isZero();
	}

	@Test
	void isAskedAgainWhenTheNetworkWasGoneMeanwhile() {
		startToConnect();
		this.fixture.connection().networkChanged(false);
		this.fixture.run();
		this.fixture.advance(1000);
		assertThat(this.asked).hasSize(2);
		answer("a key that comes too late");
		this.asked.get(1).complete(KEY);
		this.fixture.run();
		assertThat(this.server.connection(0).query("recover")).isEqualTo("old-key");
	}

	private void startToConnect() {
		this.fixture.client().connect();
		this.fixture.run();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTING);
		assertThat(this.asked).hasSize(1);
	}

	private void answer(@Nullable String key) {
		this.asked.get(0).complete(key);
		this.fixture.run();
	}

	private void assertConnectedAnew() {
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.server.connection(0).query()).doesNotContainKeys("recover", "resume");
	}

}
