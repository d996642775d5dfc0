package io.github.ablyspring.integration.uts;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.emulator.fault.Direction;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.TrafficEvent;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.integration.support.ManualTime;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.channel.ChannelEvent;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionEvent;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.support.Await.failureOf;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Channels to which something happens.
 */
@Timeout(300)
class ProxyChannelTests {

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	private final String channelName = unique("channel");

	private final Inbox<ChannelStateChange> changes = new Inbox<>();

	@Test
	@Uts("realtime/proxy/RTL4f/attach-timeout-suppressed-0")
	void attachTimesOut() {
		this.sandbox.faults()
			.add(FaultRule.when(Trigger.toServer(Action.ATTACH).channel(this.channelName)).then(Fault.suppress()));
		ManualTime time = this.sandbox.manualTime();
		AblyRealtime client = connected(time);
		RealtimeChannel channel = client.channels().get(this.channelName);
		channel.on(this.changes);
		CompletableFuture<?> attached = channel.attach();
		assertThat(this.changes.next().current()).isEqualTo(ChannelState.ATTACHING);
		// what was sent before the ping has arrived when it is answered
		await(client.connection().ping());
		time.advance(REQUEST_TIMEOUT);
		assertThat(this.changes.next().current()).isEqualTo(ChannelState.SUSPENDED);
		assertThat(failureOf(attached)).isNotNull();
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(attaches(this.channelName)).isNotEmpty()
			.allSatisfy((frame) -> assertThat(frame.ruleMatched()).isNotNull());
	}

	@Test
	@Uts("realtime/proxy/RTL14/error-on-attach-0")
	void refusedAttachFails() {
		ErrorInfo refusal = ErrorInfo.of(40160, 403, "Not permitted");
		this.sandbox.faults()
			.add(FaultRule.when(Trigger.toClient(Action.ATTACHED).channel(this.channelName))
				.then(Fault.replace(about(Action.ERROR, refusal)))
				.once());
		AblyRealtime client = connected();
		RealtimeChannel channel = client.channels().get(this.channelName);
		channel.on(this.changes);
		assertThat(failureOf(channel.attach()).code()).isEqualTo(40160);
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason()).isNotNull();
		assertThat(channel.errorReason().code()).isEqualTo(40160);
		assertThat(channel.errorReason().statusCode()).isEqualTo(403);
		assertThat(this.changes.next(2)).extracting(ChannelStateChange::current)
			.containsExactly(ChannelState.ATTACHING, ChannelState.FAILED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/proxy/RTL5f/detach-timeout-suppressed-0")
	void detachTimesOut() {
		ManualTime time = this.sandbox.manualTime();
		AblyRealtime client = connected(time);
		RealtimeChannel channel = attached(client);
		channel.on(this.changes);
		this.sandbox.faults()
			.addFirst(FaultRule.when(Trigger.toServer(Action.DETACH).channel(this.channelName)).then(Fault.suppress()));
		CompletableFuture<?> detached = channel.detach();
		assertThat(this.changes.next().current()).isEqualTo(ChannelState.DETACHING);
		time.advance(REQUEST_TIMEOUT);
		assertThat(this.changes.next().current()).isEqualTo(ChannelState.ATTACHED);
		assertThat(failureOf(detached)).isNotNull();
		// it asks to be attached once more, for the server may have detached it all the
		// same
		await(channel, ChannelState.ATTACHED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/proxy/RTL13a/unsolicited-detach-reattach-0")
	void channelThatIsDetachedAttachesAgain() {
		AblyRealtime client = connected();
		RealtimeChannel channel = attached(client);
		channel.on(this.changes);
		this.sandbox.faults().inject(about(Action.DETACHED, ErrorInfo.of(90198, 500, "Channel detached by server")));
		ChannelStateChange attaching = this.changes.next();
		assertThat(attaching.current()).isEqualTo(ChannelState.ATTACHING);
		assertThat(attaching.reason()).isNotNull();
		assertThat(attaching.reason().code()).isEqualTo(90198);
		assertThat(this.changes.next().current()).isEqualTo(ChannelState.ATTACHED);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(attaches(this.channelName)).hasSizeGreaterThanOrEqualTo(2);
	}

	@Test
	@Uts("realtime/proxy/RTL14/channel-error-goes-failed-1")
	void errorFailsTheChannelAlone() {
		AblyRealtime client = connected();
		RealtimeChannel channel = attached(client);
		channel.on(this.changes);
		this.sandbox.faults().inject(about(Action.ERROR, ErrorInfo.of(40160, 403, "Not permitted")));
		assertThat(this.changes.next().current()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason()).isNotNull();
		assertThat(channel.errorReason().code()).isEqualTo(40160);
		assertThat(channel.errorReason().statusCode()).isEqualTo(403);
		assertThat(channel.errorReason().message()).contains("Not permitted");
		assertThat(this.changes.all()).hasSize(1);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/proxy/RTL12/attached-non-resumed-update-0")
	void lostContinuityIsAnUpdate() {
		AblyRealtime client = connected();
		RealtimeChannel channel = attached(client);
		Inbox<ChannelStateChange> attachedEvents = new Inbox<>();
		channel.on(ChannelEvent.UPDATE, this.changes);
		channel.on(ChannelEvent.ATTACHED, attachedEvents);
		this.sandbox.faults().inject(about(Action.ATTACHED, ErrorInfo.of(91001, 500, "Continuity lost")));
		ChannelStateChange update = this.changes.next();
		assertThat(update.current()).isEqualTo(ChannelState.ATTACHED);
		assertThat(update.previous()).isEqualTo(ChannelState.ATTACHED);
		assertThat(update.resumed()).isFalse();
		assertThat(update.reason()).isNotNull();
		assertThat(update.reason().code()).isEqualTo(91001);
		assertThat(update.reason().statusCode()).isEqualTo(500);
		assertThat(update.reason().message()).contains("Continuity lost");
		assertThat(this.changes.all()).hasSize(1);
		assertThat(attachedEvents.all()).isEmpty();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/proxy/RTL3d/channels-reattach-on-reconnect-0")
	void channelsAttachAgainAfterReconnecting() {
		AblyRealtime client = connected();
		RealtimeChannel a = attached(client);
		RealtimeChannel b = attached(client, unique("another"));
		Inbox<ChannelStateChange> changesOfB = new Inbox<>();
		a.on(this.changes);
		b.on(changesOfB);
		Inbox<ConnectionStateChange> connection = new Inbox<>();
		client.connection().on(connection);
		this.sandbox.faults().closeSockets();
		connection.nextWhere((change) -> change.event() == ConnectionEvent.DISCONNECTED);
		connection.nextWhere((change) -> change.event() == ConnectionEvent.CONNECTED);
		for (Inbox<ChannelStateChange> inbox : List.of(this.changes, changesOfB)) {
			assertThat(inbox.next(2)).extracting(ChannelStateChange::current)
				.containsExactly(ChannelState.ATTACHING, ChannelState.ATTACHED);
		}
		assertThat(a.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(b.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(attaches(a.name())).hasSizeGreaterThanOrEqualTo(2);
		assertThat(attaches(b.name())).hasSizeGreaterThanOrEqualTo(2);
	}

	private ProtocolMessage about(Action action, ErrorInfo error) {
		return ProtocolMessage.builder(action).channel(this.channelName).error(error).build();
	}

	private List<TrafficEvent.Frame> attaches(String channel) {
		return this.sandbox.faults()
			.traffic()
			.frames()
			.stream()
			.filter((frame) -> frame.direction() == Direction.TO_SERVER && frame.message().action() == Action.ATTACH
					&& channel.equals(frame.message().channel()))
			.toList();
	}

	private AblyRealtime connected() {
		return this.sandbox.connected((options) -> options
			.authCallback((params) -> CompletableFuture.completedFuture(Jwt.of(this.sandbox.key()).token())));
	}

	private AblyRealtime connected(ManualTime time) {
		return this.sandbox.connected(time,
				(options) -> options
					.authCallback((params) -> CompletableFuture.completedFuture(Jwt.of(this.sandbox.key()).token()))
					.realtimeRequestTimeout(REQUEST_TIMEOUT));
	}

	private RealtimeChannel attached(AblyRealtime client) {
		return attached(client, this.channelName);
	}

	private static RealtimeChannel attached(AblyRealtime client, String name) {
		RealtimeChannel channel = client.channels().get(name);
		// the event, not the state: listeners that are added from now on do not see it
		Inbox<ChannelStateChange> events = new Inbox<>();
		channel.on(ChannelEvent.ATTACHED, events);
		await(channel.attach());
		events.next();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		return channel;
	}

}
