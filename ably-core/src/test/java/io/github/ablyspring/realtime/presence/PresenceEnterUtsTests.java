package io.github.ablyspring.realtime.presence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static io.github.ablyspring.realtime.presence.Members.enter;
import static io.github.ablyspring.realtime.presence.Members.present;
import static io.github.ablyspring.realtime.presence.PresenceFixture.CHANNEL;
import static io.github.ablyspring.realtime.presence.PresenceFixture.presence;
import static io.github.ablyspring.realtime.presence.PresenceFixture.sync;
import static io.github.ablyspring.realtime.presence.PresenceFixture.wire;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Portable tests for entering, updating and leaving (RTP4, RTP8 to RTP10, RTP14 to
 * RTP16). Where the specification takes a client of any identity, these take one that has
 * a key and no client id.
 */
class PresenceEnterUtsTests {

	private static final int MANY = 50;

	@AutoClose
	private final PresenceFixture fixture = new PresenceFixture();

	@Test
	@Uts("realtime/unit/RTP8a/enter-sends-presence-enter-0")
	void enterSendsAnEnterWithoutClientId() {
		RealtimeChannel channel = attachedAs("my-client");
		this.fixture.await(channel.presence().enter());
		assertThat(this.fixture.entered()).hasSize(1);
		ProtocolMessage frame = this.fixture.entered().get(0);
		assertThat(frame.action()).isEqualTo(Action.PRESENCE);
		assertThat(frame.channel()).isEqualTo(CHANNEL);
		assertThat(frame.presence()).hasSize(1);
		assertEntered(0, PresenceAction.ENTER, null, null);
	}

	@Test
	@Uts("realtime/unit/RTP8e/enter-with-data-0")
	void enterSendsTheData() {
		RealtimeChannel channel = attachedAs("my-client");
		this.fixture.await(channel.presence().enter("hello world"));
		assertThat(this.fixture.entered()).hasSize(1);
		assertEntered(0, PresenceAction.ENTER, null, "hello world");
	}

	@Test
	@Uts("realtime/unit/RTP8d/enter-implicitly-attaches-0")
	void enterAttaches() {
		RealtimeChannel channel = this.fixture.connectAs("my-client");
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		this.fixture.await(channel.presence().enter());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTP8g/enter-detached-failed-errors-0")
	void enterFailsOnAFailedChannel() {
		this.fixture.server()
			.onMessage(Action.ATTACH, (frame) -> this.fixture.server()
				.sendToClient(Frames.channelError(CHANNEL, 90001, 400, "Channel failed")));
		RealtimeChannel channel = this.fixture.connectAs("my-client");
		assertThat(this.fixture.awaitFailure(channel.attach()).code()).isEqualTo(90001);
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(this.fixture.awaitFailure(channel.presence().enter()).code()).isEqualTo(90001);
	}

	@Test
	@Uts("realtime/unit/RTP8j/enter-null-clientid-errors-0")
	void enterFailsWithoutIdentity() {
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		ErrorInfo error = this.fixture.awaitFailure(channel.presence().enter());
		assertThat(error.code()).isEqualTo(91000);
		assertThat(error.message()).contains("clientId");
		assertThat(this.fixture.entered()).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTP8j/enter-wildcard-clientid-errors-1")
	void enterFailsForAClientOfAnyIdentity() {
		// a client id of * is what a token grants; the options refuse it as one's own
		this.fixture.server()
			.onConnection((connection) -> connection
				.respondWithSuccess(Frames.connected("conn-1", Frames.details("key-1").clientId("*").build()).build()));
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		assertThat(this.fixture.awaitFailure(channel.presence().enter()).code()).isEqualTo(91000);
	}

	@Test
	@Uts("realtime/unit/RTP8h/nack-presence-permission-denied-0")
	void enterFailsWhenTheServerRefuses() {
		this.fixture.server()
			.onMessage(Action.PRESENCE, (frame) -> this.fixture.server()
				.sendToClient(Frames.nack(frame, 40160, 401, "Presence permission denied")));
		RealtimeChannel channel = attachedAs("my-client");
		assertThat(this.fixture.awaitFailure(channel.presence().enter()).code()).isEqualTo(40160);
	}

	@Test
	@Uts("realtime/unit/RTP9a/update-sends-presence-update-0")
	void updateSendsAnUpdate() {
		RealtimeChannel channel = attachedAs("my-client");
		this.fixture.await(channel.presence().update("new-status"));
		assertThat(this.fixture.entered()).hasSize(1);
		assertEntered(0, PresenceAction.UPDATE, null, "new-status");
	}

	@Test
	@Uts("realtime/unit/RTP10a/leave-sends-presence-leave-0")
	void leaveSendsALeave() {
		RealtimeChannel channel = attachedAs("my-client");
		this.fixture.await(channel.presence().leave());
		assertThat(this.fixture.entered()).hasSize(1);
		assertEntered(0, PresenceAction.LEAVE, null, null);
	}

	@Test
	@Uts("realtime/unit/RTP10a/leave-with-data-1")
	void leaveSendsTheData() {
		RealtimeChannel channel = attachedAs("my-client");
		this.fixture.await(channel.presence().leave("goodbye"));
		assertEntered(0, PresenceAction.LEAVE, null, "goodbye");
	}

	@Test
	@Uts("realtime/unit/RTP14a/enterclient-on-behalf-0")
	void oneClientEntersForOthers() {
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		this.fixture.await(channel.presence().enterClient("user-alice", "alice-data"));
		this.fixture.await(channel.presence().enterClient("user-bob", "bob-data"));
		assertThat(this.fixture.entered()).hasSize(2);
		assertEntered(0, PresenceAction.ENTER, "user-alice", "alice-data");
		assertEntered(1, PresenceAction.ENTER, "user-bob", "bob-data");
	}

	@Test
	@Uts("realtime/unit/RTP15a/updateclient-leaveclient-0")
	void oneClientUpdatesAndLeavesForOthers() {
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		this.fixture.await(channel.presence().enterClient("user-1", "entered"));
		this.fixture.await(channel.presence().updateClient("user-1", "updated"));
		this.fixture.await(channel.presence().leaveClient("user-1", "leaving"));
		assertThat(this.fixture.entered()).hasSize(3);
		assertEntered(0, PresenceAction.ENTER, "user-1", "entered");
		assertEntered(1, PresenceAction.UPDATE, "user-1", "updated");
		assertEntered(2, PresenceAction.LEAVE, "user-1", "leaving");
	}

	@Test
	@Uts("realtime/unit/RTP15e/enterclient-implicitly-attaches-0")
	void enteringForOthersAttaches() {
		RealtimeChannel channel = this.fixture.connectAnonymously();
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		this.fixture.await(channel.presence().enterClient("user-1"));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTP15f/enterclient-mismatched-clientid-0")
	void aClientOfOneIdentityCannotEnterForOthers() {
		RealtimeChannel channel = attachedAs("my-client");
		ErrorInfo error = this.fixture.awaitFailure(channel.presence().enterClient("other-client"));
		assertThat(error.code()).isEqualTo(40012);
		assertThat(this.fixture.realtime().connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTP16a/presence-sent-when-attached-0")
	void whatIsEnteredOnAnAttachedChannelIsSentAtOnce() {
		RealtimeChannel channel = attachedAs("my-client");
		this.fixture.await(channel.presence().enter());
		assertThat(this.fixture.entered()).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTP16b/presence-queued-when-attaching-0")
	void whatIsEnteredWhileAttachingWaits() {
		this.fixture.doNotAttach();
		RealtimeChannel channel = this.fixture.connectAs("my-client");
		channel.attach();
		this.fixture.realtime().awaitState(channel, ChannelState.ATTACHING);
		CompletableFuture<Void> entered = channel.presence().enter();
		this.fixture.realtime().run();
		assertThat(this.fixture.entered()).isEmpty();
		this.fixture.send(Frames.attached(CHANNEL));
		this.fixture.await(entered);
		assertThat(this.fixture.entered()).hasSize(1);
		assertEntered(0, PresenceAction.ENTER, null, null);
	}

	@Test
	void whatIsEnteredWhileAttachingFailsIfNothingIsToBeQueued() {
		this.fixture.doNotAttach();
		RealtimeChannel channel = this.fixture.connect((options) -> options.clientId("my-client").queueMessages(false));
		channel.attach();
		this.fixture.realtime().awaitState(channel, ChannelState.ATTACHING);
		assertThat(this.fixture.awaitFailure(channel.presence().enter()).message()).contains("queueMessages");
	}

	@Test
	@Uts("realtime/unit/RTP16c/presence-errors-other-states-0")
	void enterFailsOnADetachedChannel() {
		RealtimeChannel channel = attachedAs("my-client");
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.awaitFailure(channel.presence().enter()).code()).isEqualTo(90001);
	}

	@Test
	@Uts("realtime/unit/RTP4/bulk-enterclient-same-connection-0")
	void manyEnterOverOneConnectionAndAreSeenThere() {
		this.fixture.attachWith(Flag.HAS_PRESENCE);
		this.fixture.echo();
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		List<PresenceMessage> heard = new ArrayList<>();
		channel.presence().subscribe(PresenceAction.ENTER, heard::add);
		for (int i = 0; i < MANY; i++) {
			this.fixture.await(channel.presence().enterClient("user-" + i, "data-" + i));
		}
		this.fixture.send(sync("seq1:", membersOf("conn-1")));
		List<PresenceMessage> members = this.fixture.await(channel.presence().get());
		assertThat(this.fixture.entered()).hasSize(MANY);
		assertThat(heard).hasSize(MANY);
		assertAllThere(members, "conn-1");
	}

	@Test
	@Uts("realtime/unit/RTP4/bulk-enterclient-diff-connections-1")
	void manyEnterOverOneConnectionAndAreSeenOnAnother() {
		this.fixture.attachWith(Flag.HAS_PRESENCE);
		RealtimeChannel entering = this.fixture.attach(this.fixture.connectAnonymously());
		AblyRealtime observer = this.fixture.realtime().anotherClient((options) -> options);
		this.fixture.realtime().connect(observer);
		RealtimeChannel observing = observer.channels().get(CHANNEL);
		this.fixture.await(observing.attach());
		List<PresenceMessage> heard = new ArrayList<>();
		observing.presence().subscribe(PresenceAction.ENTER, heard::add);
		for (int i = 0; i < MANY; i++) {
			CompletableFuture<Void> entered = entering.presence().enterClient("user-" + i, "data-" + i);
			this.fixture.realtime().run();
			this.fixture.server().connection(0).sendToClient(Frames.ack(this.fixture.entered().get(i)));
			this.fixture.await(entered);
		}
		for (int i = 0; i < MANY; i++) {
			this.fixture.server()
				.connection(1)
				.sendToClient(presence(wire(enter("user-" + i, "conn-A:" + i + ":0", 1000, "data-" + i))));
		}
		this.fixture.server().connection(1).sendToClient(sync("seq1:", membersOf("conn-A")));
		this.fixture.realtime().run();
		List<PresenceMessage> members = this.fixture.await(observing.presence().get());
		assertThat(this.fixture.entered()).hasSize(MANY);
		assertThat(heard).hasSize(MANY);
		assertAllThere(members, "conn-A");
	}

	@Test
	void whatIsTooLargeIsNotSent() {
		this.fixture.server()
			.onConnection((connection) -> connection.respondWithSuccess(
					Frames.connected("conn-1", Frames.details("key-1").maxMessageSize(65_536L).build()).build()));
		RealtimeChannel channel = attachedAs("my-client");
		assertThat(this.fixture.awaitFailure(channel.presence().enter("x".repeat(70_000))).code()).isEqualTo(40009);
		assertThat(this.fixture.entered()).isEmpty();
	}

	private RealtimeChannel attachedAs(String clientId) {
		return this.fixture.attach(this.fixture.connectAs(clientId));
	}

	private void assertEntered(int index, PresenceAction action, @Nullable String clientId, @Nullable Object data) {
		WirePresence sent = this.fixture.entered(index);
		assertThat(sent.action()).isEqualTo(action.code());
		assertThat(sent.clientId()).isEqualTo(clientId);
		assertThat(sent.data()).isEqualTo(data);
	}

	private static WirePresence[] membersOf(String connectionId) {
		WirePresence[] members = new WirePresence[MANY];
		for (int i = 0; i < MANY; i++) {
			members[i] = wire(present("user-" + i, connectionId + ":" + i + ":0", 1000, "data-" + i));
		}
		return members;
	}

	private static void assertAllThere(List<PresenceMessage> members, String connectionId) {
		assertThat(members).hasSize(MANY);
		for (int i = 0; i < MANY; i++) {
			String clientId = "user-" + i;
			String data = "data-" + i;
			assertThat(members).filteredOn((member) -> clientId.equals(member.clientId()))
				.singleElement()
				.satisfies((member) -> {
					assertThat(member.data()).isEqualTo(data);
					assertThat(member.connectionId()).isEqualTo(connectionId);
				});
		}
	}

}
