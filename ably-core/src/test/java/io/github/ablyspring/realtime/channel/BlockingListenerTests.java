package io.github.ablyspring.realtime.channel;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RestFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A listener may block for what the client does, even on an executor with a single
 * thread.
 */
@Timeout(60)
class BlockingListenerTests {

	private final ExecutorService single = Executors.newSingleThreadExecutor();

	private final MockWebSocket server = new MockWebSocket();

	private final ClientResources resources = ClientResources.builder()
		.ioThreads(1)
		.realtimeTransport(this.server)
		.executor(this.single)
		.build();

	private final AblyRealtime client;

	BlockingListenerTests() {
		this.server.onMessage(Action.ATTACH, (connection, frame) -> {
			connection.sendToClient(Frames.attached(frame.channel()));
			if ("events".equals(frame.channel())) {
				connection.sendToClient(event());
			}
		});
		this.server.onMessage(Action.DETACH,
				(connection, frame) -> connection.sendToClient(Frames.detached(frame.channel(), null)));
		this.server.onMessage(Action.MESSAGE, (connection, frame) -> connection.sendToClient(Frames.ack(frame, "s:1")));
		this.client = AblyRealtime.create(RestFixture.options().build(), this.resources);
	}

	@AfterEach
	void close() throws Exception {
		this.client.connection().close().get(30, TimeUnit.SECONDS);
		this.single.shutdown();
		this.resources.close();
	}

	@Test
	void forAPublish() throws Exception {
		assertThat(inListener(client -> client.channels().get("replies").publish("reply", "data")).serials())
			.containsExactly("s:1");
	}

	@Test
	void forAnAttach() throws Exception {
		ChannelStateChange change = inListener(client -> client.channels().get("other").attach());
		assertThat(change.current()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void forADetachOfItsOwnChannel() throws Exception {
		inListener(client -> client.channels().get("events").detach());
		assertThat(this.client.channels().get("events").state()).isEqualTo(ChannelState.DETACHED);
	}

	@Test
	void forAReleaseOfItsOwnChannel() throws Exception {
		inListener(client -> client.channels().release("events"));
		assertThat(this.client.channels().exists("events")).isFalse();
	}

	@Test
	void forTheEndOfTheConnection() throws Exception {
		inListener(client -> client.connection().close());
	}

	@Test
	void forAStateThatComesLater() throws Exception {
		inListener(client -> {
			client.channels().get("events").detach();
			return client.channels().get("events").whenState(ChannelState.DETACHED);
		});
		assertThat(this.client.channels().get("events").state()).isEqualTo(ChannelState.DETACHED);
	}

	private <T> T inListener(Function<AblyRealtime, CompletableFuture<T>> operation) throws Exception {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.client.channels().get("events").subscribe(message -> {
			try {
				result.complete(operation.apply(this.client).get(20, TimeUnit.SECONDS));
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		return result.get(30, TimeUnit.SECONDS);
	}

	private static ProtocolMessage event() {
		return ProtocolMessage.builder(Action.MESSAGE)
			.channel("events")
			.messages(List.of(WireMessage.builder().name("event").build()))
			.build();
	}

}
