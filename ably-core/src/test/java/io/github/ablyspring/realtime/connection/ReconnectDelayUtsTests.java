package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.realtime.channel.ChannelEvent;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time between attempts (RTB1).
 */
class ReconnectDelayUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTB1a/backoff-coefficient-sequence-0")
	void growsToTwice() {
		double[] coefficients = IntStream.rangeClosed(1, 10).mapToDouble(ReconnectDelay::backoffCoefficient).toArray();

		assertThat(coefficients).containsExactly(new double[] { 1, 4 / 3.0, 5 / 3.0, 2, 2, 2, 2, 2, 2, 2 },
				Offset.offset(1e-12));
	}

	@Test
	@Uts("realtime/unit/RTB1b/jitter-coefficient-range-0")
	void isSpreadEvenly() {
		SplittableRandom random = new SplittableRandom(42);
		double[] jitter = DoubleStream.generate(() -> ReconnectDelay.jitterCoefficient(random::nextDouble))
			.limit(1000)
			.toArray();

		assertThat(DoubleStream.of(jitter).boxed()).allSatisfy((value) -> assertThat(value).isBetween(0.8, 1.0));
		assertThat(DoubleStream.of(jitter).average().orElseThrow()).isBetween(0.85, 0.95);
		assertThat(DoubleStream.of(jitter).max().orElseThrow() - DoubleStream.of(jitter).min().orElseThrow())
			.isGreaterThan(0.05);
	}

	/**
	 * The first DISCONNECTED is followed by an attempt at once and so has no delay to
	 * tell; the sequence begins with the first that waits.
	 */
	@Test
	@Uts("realtime/unit/RTB1/disconnected-retry-delay-0")
	void isToldWhenDisconnected() {
		this.server.onConnections((first) -> first.respondWithSuccess(
				Frames.connected("connection-id", Frames.details("connection-key").connectionStateTtl(60_000L).build())
					.build()),
				MockConnection::respondWithRefused);
		Connection connection = this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(2000)).useBinaryProtocol(false))
			.connection();
		List<Duration> delays = new ArrayList<>();
		connection.on(ConnectionEvent.DISCONNECTED, (change) -> delays.add(change.retryIn()));
		this.fixture.connect();

		this.server.simulateDisconnect();
		for (int round = 0; round < 30 && delays.size() < 6; round++) {
			this.fixture.advance(5000);
		}

		assertThat(delays.get(0)).isNull();
		delays.removeIf(Objects::isNull);
		assertDelays(2000, delays, 5);
	}

	@Test
	@Uts("realtime/unit/RTB1/suspended-channel-retry-delay-1")
	void isWaitedWhenAChannelIsSuspended() {
		this.server.onMessage(Action.ATTACH, (frame) -> {
			if (this.server.sent(Action.ATTACH).size() == 1) {
				this.server.sendToClient(Frames.attached(frame.channel()));
			}
			else {
				this.server.sendToClient(
						Frames.detached(frame.channel(), Frames.errorInfo(90001, 500, "Channel re-attach failed")));
			}
		});
		this.fixture.client((options) -> options.channelRetryTimeout(Duration.ofMillis(3000)).useBinaryProtocol(false));
		this.fixture.connect();
		RealtimeChannel channel = this.fixture.client().channels().get("test-RTB1-channel");
		List<Duration> delays = new ArrayList<>();
		List<Instant> suspended = new ArrayList<>();
		channel.on(ChannelEvent.SUSPENDED, (change) -> suspended.add(this.fixture.loop().now()));
		channel.on(ChannelEvent.ATTACHING, (change) -> {
			if (!suspended.isEmpty()) {
				delays.add(Duration.between(suspended.get(delays.size()), this.fixture.loop().now()));
			}
		});
		this.fixture.await(channel.attach());

		// RTL13a: what makes a channel attach again is a DETACHED; an ERROR fails it for
		// good (RTL14).
		this.server.sendToClient(Frames.detached("test-RTB1-channel", Frames.errorInfo(90001, 500, "Channel error")));
		for (int round = 0; round < 30 && delays.size() < 4; round++) {
			this.fixture.advance(7000);
		}

		assertDelays(3000, delays, 4);
	}

	private static void assertDelays(long base, List<Duration> delays, int count) {
		assertThat(delays).hasSizeGreaterThanOrEqualTo(count);
		for (int retry = 1; retry <= count; retry++) {
			double longest = base * Math.min((retry + 2) / 3.0, 2);
			assertThat((double) delays.get(retry - 1).toMillis()).isBetween(Math.floor(longest * 0.8), longest);
		}
	}

}
