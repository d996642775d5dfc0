package io.github.ablyspring.client;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.MailboxOptions;
import io.github.ablyspring.realtime.channel.PublishOptions;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.testing.RestFixture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever wants something to last for ever may say so.
 */
class LongDurationsTests {

	private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	void inOptionsOfARealtimeClient() {
		AblyRealtime client = this.fixture.client((options) -> options.realtimeRequestTimeout(FOREVER)
			.connectionStateTtl(FOREVER)
			.suspendedRetryTimeout(FOREVER)
			.channelRetryTimeout(FOREVER)
			.disconnectedRetryTimeout(FOREVER)
			.httpOpenTimeout(FOREVER)
			.publishTimeout(FOREVER));
		this.server.onMessage(Action.ATTACH, (frame) -> this.server.sendToClient(Frames.attached(frame.channel())));
		this.server.onMessage(Action.MESSAGE, (frame) -> this.server.sendToClient(Frames.ack(frame, "serial")));
		this.fixture.connect();
		RealtimeChannel channel = client.channels().get("orders");
		this.fixture.await(channel.attach());
		assertThat(this.fixture.await(channel.publish("name", "data")).serials()).containsExactly("serial");
		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);
		this.server.onConnection(MockConnection::respondWithRefused);
		this.server.simulateDisconnect();
		this.fixture.advance(Duration.ofMinutes(1));
		assertThat(client.connection().state()).isEqualTo(ConnectionState.DISCONNECTED);
	}

	@Test
	void inWhatTheServerSays() {
		this.server.onConnection((attempt) -> attempt.respondWithSuccess(Frames
			.connected("connection",
					Frames.details("key").maxIdleInterval(Long.MAX_VALUE).connectionStateTtl(Long.MAX_VALUE).build())
			.build()));
		this.fixture.connect();
		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);
	}

	@Test
	void inTheDelayBeforeTheNextAttempt() {
		AblyRealtime client = this.fixture.client((options) -> options.reconnectDelay((retry, base) -> FOREVER));
		this.server.onConnection(MockConnection::respondWithRefused);
		client.connect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.run();
		assertThat(this.fixture.changes()).last().satisfies((change) -> assertThat(change.retryIn()).isPositive());
		this.server.onConnection(MockConnection::respondWithConnected);
		client.connect();
		this.fixture.awaitState(ConnectionState.CONNECTED);
	}

	@Test
	void inTheOptionsOfAPublish() {
		RealtimeChannel channel = this.fixture.client().channels().get("orders");
		this.server.onMessage(Action.MESSAGE, (frame) -> this.server.sendToClient(Frames.ack(frame, "serial")));
		this.fixture.connect();
		CompletableFuture<PublishResult> published = channel.publish(List.of(Message.of("name", "data")),
				PublishOptions.NONE.withTimeout(FOREVER));
		assertThat(this.fixture.await(published).serials()).containsExactly("serial");
	}

	@Test
	void inTheOptionsOfAMailbox() {
		RealtimeChannel channel = this.fixture
			.client((options) -> options.mailbox(MailboxOptions.DEFAULT.withCapacity(1).withMaxPause(FOREVER)))
			.channels()
			.get("orders");
		this.server.onMessage(Action.ATTACH, (frame) -> this.server.sendToClient(Frames.attached(frame.channel())));
		this.fixture.connect();
		channel.on((change) -> {
		});
		this.fixture.await(channel.attach());
		for (int i = 0; i < 3; i++) {
			this.server.sendToClient(Frames.attached("orders"));
		}
		this.fixture.run();
		assertThat(channel.mailbox().pausing()).isFalse();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void inOptionsOfARestClient() {
		RestFixture rest = new RestFixture();
		rest.http.queue(503, null).queue(200, List.of());
		AblyRest client = rest.client(RestFixture.options()
			.httpOpenTimeout(FOREVER)
			.httpRequestTimeout(FOREVER)
			.httpMaxRetryDuration(FOREVER)
			.fallbackRetryTimeout(FOREVER));
		assertThat(rest.await(client.channels().get("orders").history()).items()).isEmpty();
	}

}
