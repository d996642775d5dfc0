package io.github.ablyspring.realtime.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.realtime.channel.ChannelEvent;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static io.github.ablyspring.realtime.presence.Members.enter;
import static io.github.ablyspring.realtime.presence.PresenceFixture.CHANNEL;
import static io.github.ablyspring.realtime.presence.PresenceFixture.clientIds;
import static io.github.ablyspring.realtime.presence.PresenceFixture.presence;
import static io.github.ablyspring.realtime.presence.PresenceFixture.wire;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Portable tests for entering again what the server has lost (RTP17), and tests that it
 * is the latest value that is entered again.
 */
class PresenceReentryUtsTests {

	@AutoClose
	private final PresenceFixture fixture = new PresenceFixture();

	@Test
	@Uts("realtime/unit/RTP17i/auto-reentry-on-attached-0")
	void membersAreEnteredAgainAfterALostConnection() {
		RealtimeChannel channel = enteredWith("hello");
		assertThat(this.fixture.entered()).hasSize(1);
		this.fixture.entered().clear();
		this.fixture.reconnect(channel);
		assertThat(sent()).anySatisfy((message) -> assertThat(message.action()).isEqualTo(PresenceAction.ENTER.code()));
	}

	@Test
	@Uts("realtime/unit/RTP17g/reentry-publishes-enter-with-data-0")
	void membersAreEnteredAgainWithTheirData() {
		this.fixture.echo();
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		this.fixture.await(channel.presence().enterClient("alice", "alice-data"));
		this.fixture.await(channel.presence().enterClient("bob", "bob-data"));
		this.fixture.realtime().run();
		assertThat(this.fixture.entered()).hasSize(2);
		this.fixture.entered().clear();
		this.fixture.reconnect(channel);
		assertThat(sent()).hasSizeGreaterThanOrEqualTo(2);
		for (String name : List.of("alice", "bob")) {
			assertThat(sent()).filteredOn((message) -> name.equals(message.clientId())).first().satisfies((message) -> {
				assertThat(message.action()).isEqualTo(PresenceAction.ENTER.code());
				assertThat(message.data()).isEqualTo(name + "-data");
			});
		}
	}

	@Test
	void membersAreEnteredAgainWithTheirDataAsItWasThen() {
		Map<String, Object> data = new HashMap<>(Map.of("status", "busy"));
		RealtimeChannel channel = enteredWith(data);
		WirePresence before = sent().get(0);
		this.fixture.entered().clear();
		data.put("status", new Object() {

			@Override
			public String toString() {
				throw new IllegalStateException("expected by the test");
			}

		});
		this.fixture.reconnect(channel);
		assertThat(sent()).first().satisfies((message) -> {
			assertThat(message.data()).isEqualTo(before.data());
			assertThat(message.encoding()).isEqualTo(before.encoding());
		});
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTP17g1/reentry-omits-id-new-connid-0")
	void onAnotherConnectionMembersHaveNoId() {
		RealtimeChannel channel = enteredWith("hello");
		assertThat(this.fixture.connectionId()).isEqualTo("conn-1");
		this.fixture.entered().clear();
		this.fixture.reconnect(channel);
		assertThat(this.fixture.connectionId()).isEqualTo("conn-2");
		assertThat(sent()).first().satisfies((message) -> {
			assertThat(message.action()).isEqualTo(PresenceAction.ENTER.code());
			assertThat(message.id()).isNull();
			assertThat(message.data()).isEqualTo("hello");
		});
	}

	@Test
	@Uts("realtime/unit/RTP17i/no-reentry-with-resumed-flag-1")
	void nobodyIsEnteredAgainWhenTheServerHasForgottenNothing() {
		enteredWith("hello");
		this.fixture.entered().clear();
		this.fixture.send(Frames.attached(CHANNEL, Flag.RESUMED));
		assertThat(this.fixture.entered()).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTP17e/failed-reentry-emits-update-error-0")
	void anEntryThatIsRefusedIsToldOnTheChannel() {
		RealtimeChannel channel = enteredWith("hello");
		this.fixture.server()
			.onMessage(Action.PRESENCE,
					(frame) -> this.fixture.server().sendToClient(Frames.nack(frame, 40160, 401, "Presence denied")));
		List<ChannelStateChange> failures = new ArrayList<>();
		channel.on(ChannelEvent.UPDATE, (change) -> {
			ErrorInfo reason = change.reason();
			if (reason != null && reason.code() == 91004) {
				failures.add(change);
			}
		});
		this.fixture.reconnect(channel);
		assertThat(failures).isNotEmpty();
		ChannelStateChange failure = failures.get(0);
		assertThat(failure.resumed()).isTrue();
		ErrorInfo reason = failure.reason();
		assertThat(reason).isNotNull();
		assertThat(reason.code()).isEqualTo(91004);
		assertThat(reason.message()).contains("my-client");
		assertThat(reason.cause()).isNotNull().extracting(ErrorInfo::code).isEqualTo(40160);
	}

	@Test
	@Uts("realtime/unit/RTP17a/server-publishes-without-subscribe-0")
	void aClientSeesItselfWithoutTheRightToSeeOthers() {
		this.fixture.attachWith(Flag.PRESENCE);
		this.fixture.server().onMessage(Action.PRESENCE, (frame) -> {
			this.fixture.server().sendToClient(Frames.ack(frame));
			this.fixture.server().sendToClient(presence(wire(enter("my-client", "conn-1:0:0", 1000))));
		});
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAs("my-client"));
		this.fixture.await(channel.presence().enter());
		this.fixture.realtime().run();
		List<PresenceMessage> members = this.fixture
			.await(channel.presence().get(PresenceQuery.all().withoutWaiting()));
		assertThat(clientIds(members)).containsExactly("my-client");
	}

	@Test
	void whatIsEnteredAgainIsTheLatestValueThoughItsEchoNeverCame() {
		RealtimeChannel channel = enteredWith("old");
		this.fixture.server().onMessage(Action.PRESENCE, (frame) -> {
			this.fixture.entered().add(frame);
			this.fixture.server().sendToClient(Frames.ack(frame));
		});
		this.fixture.await(channel.presence().update("new"));
		this.fixture.entered().clear();
		this.fixture.reconnect(channel);
		assertThat(sent()).extracting(WirePresence::data).containsOnly("new");
	}

	@Test
	void whoHasLeftIsNotEnteredAgainThoughTheEchoNeverCame() {
		RealtimeChannel channel = enteredWith("hello");
		this.fixture.server().onMessage(Action.PRESENCE, (frame) -> {
			this.fixture.entered().add(frame);
			this.fixture.server().sendToClient(Frames.ack(frame));
		});
		this.fixture.await(channel.presence().leave());
		this.fixture.entered().clear();
		this.fixture.reconnect(channel);
		assertThat(this.fixture.entered()).isEmpty();
	}

	@Test
	void anUpdateThatWasRefusedIsNotEnteredAgain() {
		RealtimeChannel channel = enteredWith("accepted");
		this.fixture.server()
			.onMessage(Action.PRESENCE,
					(frame) -> this.fixture.server().sendToClient(Frames.nack(frame, 40160, 401, "no")));
		CompletableFuture<Void> refused = channel.presence().update("refused");
		this.fixture.awaitFailure(refused);
		this.fixture.echo();
		this.fixture.entered().clear();
		this.fixture.reconnect(channel);
		assertThat(sent()).extracting(WirePresence::data).containsExactly("accepted");
	}

	@Test
	void whoWasAcceptedIsEnteredAgainThoughTheEchoNeverCame() {
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAs("my-client"));
		this.fixture.await(channel.presence().enter("hello"));
		this.fixture.entered().clear();
		this.fixture.reconnect(channel);
		assertThat(sent()).extracting(WirePresence::data).containsExactly("hello");
	}

	@Test
	void whenAnUpdateIsRefusedWhatWasAcceptedBeforeIsEnteredAgain() {
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAs("my-client"));
		this.fixture.await(channel.presence().enter("accepted"));
		this.fixture.server()
			.onMessage(Action.PRESENCE,
					(frame) -> this.fixture.server().sendToClient(Frames.nack(frame, 40160, 401, "no")));
		this.fixture.awaitFailure(channel.presence().update("refused"));
		this.fixture.echo();
		this.fixture.entered().clear();
		this.fixture.reconnect(channel);
		assertThat(sent()).extracting(WirePresence::data).containsExactly("accepted");
	}

	@Test
	void whatWaitedInTheConnectionComesBeforeWhatWaitedForTheChannel() {
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		this.fixture.server().onConnection((connection) -> connection.respondWithRefused());
		this.fixture.server().simulateDisconnect();
		this.fixture.realtime().awaitState(ConnectionState.DISCONNECTED);
		CompletableFuture<Void> enter = channel.presence().enterClient("alice", "first");
		this.fixture.realtime().run();
		channel.setOptions(ChannelOptions.builder().param("a", "1").build());
		CompletableFuture<Void> leave = channel.presence().leaveClient("alice", "second");
		this.fixture.server()
			.onConnection((connection) -> connection.respondWithSuccess(Frames.connected("conn-2", "key-2").build()));
		this.fixture.realtime().awaitState(ConnectionState.CONNECTED, Duration.ofMinutes(1));
		this.fixture.await(CompletableFuture.allOf(enter, leave));
		assertThat(sent()).extracting(WirePresence::data).containsExactly("first", "second");
	}

	@Test
	void theServerHearsWhoIsPresentAsSoonAsItHasTheChannelThoughAnotherAttachFollows() {
		RealtimeChannel channel = enteredWith("hello");
		this.fixture.entered().clear();
		this.fixture.doNotAttach();
		this.fixture.server().simulateDisconnect();
		this.fixture.realtime().awaitState(ConnectionState.DISCONNECTED);
		this.fixture.realtime().awaitState(ConnectionState.CONNECTED, Duration.ofMinutes(1));
		channel.setOptions(ChannelOptions.builder().param("a", "1").build());
		this.fixture.realtime().run();
		this.fixture.send(Frames.attached(CHANNEL));
		assertThat(sent()).extracting(WirePresence::data).containsExactly("hello");
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		this.fixture.send(Frames.attached(CHANNEL, Flag.RESUMED));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(sent()).hasSize(1);
	}

	private RealtimeChannel enteredWith(Object data) {
		this.fixture.echo();
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAs("my-client"));
		this.fixture.await(channel.presence().enter(data));
		this.fixture.realtime().run();
		return channel;
	}

	private List<WirePresence> sent() {
		return this.fixture.entered().stream().flatMap((frame) -> frame.presence().stream()).toList();
	}

}
