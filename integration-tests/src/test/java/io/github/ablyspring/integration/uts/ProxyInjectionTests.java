package io.github.ablyspring.integration.uts;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.emulator.fault.Direction;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.TrafficEvent;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.message.PresenceAction;
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
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lost lines, demands for a token and lost continuity of presence.
 */
@Timeout(300)
class ProxyInjectionTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	private final Inbox<ConnectionStateChange> changes = new Inbox<>();

	private final AtomicInteger tokens = new AtomicInteger();

	private final String channelName = unique("presence");

	@Test
	@Uts("realtime/proxy/RTN23a/heartbeat-starvation-reconnect-0")
	void lostLineIsReplaced() {
		AblyRealtime client = this.sandbox.realtime((options) -> options.authCallback(jwts()));
		client.connection().on(this.changes);
		client.connect();
		assertThat(this.changes.next().current()).isEqualTo(ConnectionState.CONNECTING);
		assertThat(this.changes.next().current()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(client.connection().id()).isNotNull();
		this.sandbox.faults().closeSockets();
		assertThat(this.changes.next(3)).extracting(ConnectionStateChange::current)
			.containsExactly(ConnectionState.DISCONNECTED, ConnectionState.CONNECTING, ConnectionState.CONNECTED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(client.connection().id()).isNotNull();
		assertThat(client.connection().key()).isNotNull();
		List<TrafficEvent.WebSocketConnect> connects = this.sandbox.faults().traffic().connects();
		assertThat(connects).hasSizeGreaterThanOrEqualTo(2);
		assertThat(connects.get(1).query()).containsKey("resume");
	}

	@Test
	@Uts("realtime/proxy/RTN22/server-initiated-reauth-0")
	void serverMayAskForAToken() {
		AblyRealtime client = this.sandbox.connected((options) -> options.authCallback(jwts()));
		String id = client.connection().id();
		int before = this.tokens.get();
		assertThat(id).isNotNull();
		assertThat(before).isPositive();
		client.connection().on(this.changes);
		this.sandbox.faults().inject(ProtocolMessage.builder(Action.AUTH).build());
		assertThat(this.changes.next().event()).isEqualTo(ConnectionEvent.UPDATE);
		assertThat(this.tokens).hasValue(before + 1);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(client.connection().id()).isEqualTo(id);
		assertThat(this.changes.all())
			.allSatisfy((change) -> assertThat(change.current()).isEqualTo(ConnectionState.CONNECTED));
		assertThat(this.sandbox.faults().traffic().frames(Direction.TO_SERVER, Action.AUTH)).isNotEmpty()
			.allSatisfy((frame) -> assertThat(frame.auth()).isNotNull());
	}

	@Test
	@Uts("realtime/proxy/RTP17i/reenter-on-non-resumed-0")
	void memberEntersAgainWhenContinuityIsLost() {
		AblyRealtime client = this.sandbox.connected((options) -> options.authCallback(jwts()));
		RealtimeChannel channel = entered(client);
		int before = presenceFrames().size();
		Inbox<ChannelStateChange> updates = new Inbox<>();
		channel.on(ChannelEvent.UPDATE, updates);
		this.sandbox.faults().inject(continuityLost());
		updates.next();
		// what was sent before the ping has arrived when it is answered
		await(client.connection().ping());
		List<ProtocolMessage> frames = presenceFrames();
		assertThat(frames).hasSizeGreaterThan(before);
		assertEnters(frames.get(frames.size() - 1));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/proxy/RTP17i/reenter-after-disconnect-1")
	void memberEntersAgainAfterADisconnect() {
		this.sandbox.faults()
			.add(FaultRule.when(Trigger.toClient(Action.ATTACHED).channel(this.channelName).nth(2))
				.then(Fault.replace(continuityLost()))
				.once());
		AblyRealtime client = this.sandbox.connected((options) -> options.authCallback(jwts()));
		RealtimeChannel channel = entered(client);
		int before = presenceFrames().size();
		Inbox<ChannelStateChange> attached = new Inbox<>();
		channel.on(ChannelEvent.ATTACHED, attached);
		client.connection().on(this.changes);
		this.sandbox.faults().closeSockets();
		this.changes.nextWhere((change) -> change.current() == ConnectionState.DISCONNECTED);
		this.changes.nextWhere((change) -> change.current() == ConnectionState.CONNECTED);
		attached.next();
		await(client.connection().ping());
		assertThat(this.sandbox.faults().traffic().connects()).hasSizeGreaterThanOrEqualTo(2);
		List<ProtocolMessage> frames = presenceFrames();
		assertThat(frames).hasSizeGreaterThan(before);
		assertEnters(frames.get(before));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	private RealtimeChannel entered(AblyRealtime client) {
		RealtimeChannel channel = client.channels().get(this.channelName);
		await(channel.attach());
		await(channel.presence().enter("hello"));
		return channel;
	}

	private ProtocolMessage continuityLost() {
		return ProtocolMessage.builder(Action.ATTACHED)
			.channel(this.channelName)
			.error(ErrorInfo.of(91001, 500, "Continuity lost"))
			.build();
	}

	private List<ProtocolMessage> presenceFrames() {
		return this.sandbox.faults().traffic().frames(Direction.TO_SERVER, Action.PRESENCE);
	}

	private static void assertEnters(ProtocolMessage frame) {
		assertThat(frame.presence()).isNotEmpty();
		assertThat(frame.presence().get(0).clientId()).isEqualTo("client-a");
		assertThat(frame.presence().get(0).data()).isEqualTo("hello");
		assertThat(frame.presence().get(0).action()).isEqualTo(PresenceAction.ENTER.code());
	}

	private AuthCallback jwts() {
		return (params) -> {
			this.tokens.incrementAndGet();
			return CompletableFuture.completedFuture(Jwt.of(this.sandbox.key()).clientId("client-a").token());
		};
	}

}
