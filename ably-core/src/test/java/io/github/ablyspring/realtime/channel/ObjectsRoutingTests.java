package io.github.ablyspring.realtime.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.PublishObservers;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.connection.AckListener;
import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.PendingPublish;
import io.github.ablyspring.realtime.connection.ReconnectDelay;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.VirtualLoop;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.UserExecutor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What concerns the objects of a channel reaches what handles them, in its order.
 */
class ObjectsRoutingTests {

	private final VirtualLoop loop = new VirtualLoop();

	private final List<String> events = new ArrayList<>();

	private final DefaultRealtimeChannels channels = new DefaultRealtimeChannels(
			new ChannelParts(settings(), this.loop, new UserExecutor(this.loop.users(), this.loop), ConnectedLink::new,
					null, EventLog.slf4j(), (channel) -> recording()));

	private final RealtimeChannel channel = this.channels.get("test");

	@Test
	void framesComeInTheirOrderAfterTheAttach() {
		attach();
		receive(Frames.of(Action.OBJECT_SYNC).channelSerial("sync:1"));
		receive(Frames.of(Action.OBJECT).channelSerial("00000000000002-000@series"));
		receive(Frames.of(Action.OBJECT_SYNC).channelSerial("sync:"));
		assertThat(this.events).containsExactly("ATTACHING", "ATTACHED", "attached", "OBJECT_SYNC", "OBJECT",
				"OBJECT_SYNC");
		assertThat(this.channel.properties().channelSerial()).isEqualTo("00000000000002-000@series");
	}

	@Test
	void nothingComesThatTheNextAttachBringsAgain() {
		this.channel.attach();
		this.loop.runUntilIdle();
		receive(Frames.of(Action.OBJECT).channelSerial("00000000000002-000@series"));
		assertThat(this.events).containsExactly("ATTACHING");
	}

	@Test
	void hearsOfFurtherAttachesAndOfFailures() {
		attach();
		receive(Frames.of(Action.ATTACHED));
		receive(Frames.of(Action.ERROR).error(ErrorInfo.of(40160, 401, "Denied")));
		assertThat(this.events).containsExactly("ATTACHING", "ATTACHED", "attached", "attached again", "FAILED");
	}

	private void attach() {
		this.channel.attach();
		this.loop.runUntilIdle();
		receive(Frames.of(Action.ATTACHED));
	}

	private void receive(ProtocolMessage.Builder frame) {
		this.channels.received(frame.channel("test").build());
		this.loop.runUntilIdle();
	}

	private ChannelPlugin recording() {
		return new ChannelPlugin() {
			@Override
			public void attached(ProtocolMessage attached, boolean again) {
				ObjectsRoutingTests.this.events.add(again ? "attached again" : "attached");
			}

			@Override
			public void stateChanged(ChannelState state, ChannelStateChange change) {
				ObjectsRoutingTests.this.events.add(state.name());
			}

			@Override
			public void received(ProtocolMessage frame) {
				ObjectsRoutingTests.this.events.add(String.valueOf(frame.action()));
			}
		};
	}

	private static ChannelSettings settings() {
		return new ChannelSettings(WireFormat.JSON, Duration.ofSeconds(10), Duration.ofSeconds(15),
				ReconnectDelay.backoff(() -> 0.5), false, true, true, MailboxOptions.DEFAULT, false, false, 100, null,
				() -> null, PayloadMapper.defaultMapper(), null, List.of(), new PublishObservers(List.of()), List.of(),
				ChannelDefaults.NONE);
	}

	private static final class ConnectedLink implements ConnectionLink {

		@Override
		public ConnectionState state() {
			return ConnectionState.CONNECTED;
		}

		@Override
		public ErrorInfo stateError() {
			throw new AssertionError("connected");
		}

		@Override
		public String connectionId() {
			return "id";
		}

		@Override
		public ConnectionDetails details() {
			return ConnectionDetails.builder().build();
		}

		@Override
		public void send(ProtocolMessage frame) {
		}

		@Override
		public PendingPublish publish(ProtocolMessage frame, AckListener listener) {
			throw new AssertionError("nothing is published");
		}

		@Override
		public ReadHold holdReading() {
			throw new AssertionError("nothing is slow");
		}

	}

}
