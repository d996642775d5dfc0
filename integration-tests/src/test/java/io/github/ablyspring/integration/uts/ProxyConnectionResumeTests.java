package io.github.ablyspring.integration.uts;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.emulator.fault.Direction;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.TrafficEvent;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
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
 * Connections that are interrupted.
 */
@Timeout(300)
class ProxyConnectionResumeTests {

	private static final ErrorInfo NOT_RECOVERED = ErrorInfo.of(80008, 400, "Unable to recover connection");

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	private final Inbox<ConnectionStateChange> changes = new Inbox<>();

	@Test
	@Uts("realtime/proxy/RTN15a/disconnect-triggers-resume-0")
	void closedSocketIsResumed() {
		assertResumedAfter(AblyFaults::closeSockets);
	}

	@Test
	@Uts("realtime/proxy/RTN15a/tcp-close-triggers-resume-1")
	void cutLineIsResumed() {
		assertResumedAfter(AblyFaults::disconnect);
	}

	private void assertResumedAfter(Consumer<AblyFaults> interruption) {
		connected();
		interruption.accept(faults());
		assertReconnects();
		assertThat(connects()).hasSizeGreaterThanOrEqualTo(2);
		assertThat(connects().get(1).query()).containsKey("resume");
	}

	@Test
	@Uts("realtime/proxy/RTN15b/resume-preserves-connid-0")
	void resumedConnectionKeepsItsId() {
		AblyRealtime client = connected();
		String id = client.connection().id();
		String key = client.connection().key();
		assertThat(id).isNotNull();
		assertThat(key).isNotNull();
		faults().closeSockets();
		assertReconnects();
		assertThat(client.connection().id()).isEqualTo(id);
		assertThat(connects()).hasSizeGreaterThanOrEqualTo(2);
		assertThat(connects().get(1).query()).containsEntry("resume", key);
		assertThat(client.connection().errorReason()).isNull();
	}

	@Test
	@Uts("realtime/proxy/RTN15c7/failed-resume-new-connid-0")
	void connectionThatIsNotResumedIsAnother() {
		faults().add(FaultRule.when(Trigger.toClient(Action.CONNECTED).nth(2))
			.then(Fault.replace(connectedAs("injected-new-id", "injected-new-key")))
			.once());
		AblyRealtime client = connected();
		String id = client.connection().id();
		assertThat(id).isNotNull().isNotEqualTo("injected-new-id");
		faults().closeSockets();
		assertReconnects();
		assertThat(client.connection().id()).isEqualTo("injected-new-id").isNotEqualTo(id);
		assertThat(client.connection().key()).isEqualTo("injected-new-key");
		assertThat(client.connection().errorReason()).isNotNull();
		assertThat(client.connection().errorReason().code()).isEqualTo(80008);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(connects()).hasSizeGreaterThanOrEqualTo(2);
		assertThat(connects().get(1).query()).containsKey("resume");
	}

	@Test
	@Uts("realtime/proxy/RTN15h3/non-token-error-reconnects-0")
	void otherErrorReconnects() {
		AblyRealtime client = connected();
		faults().trigger(Fault
			.injectAndClose(disconnectedBecauseOf(ErrorInfo.of(80003, 500, "Service temporarily unavailable")), 1000));
		assertReconnects();
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(connects()).hasSizeGreaterThanOrEqualTo(2);
		assertThat(connects().get(1).query()).containsKey("resume");
		assertThat(client.connection().errorReason()).isNull();
	}

	@Test
	@Uts("realtime/proxy/RTN15j/fatal-error-established-conn-0")
	void fatalErrorFailsAllChannels() {
		AblyRealtime client = connected();
		RealtimeChannel a = client.channels().get(unique("fatal-a"));
		RealtimeChannel b = client.channels().get(unique("fatal-b"));
		await(CompletableFuture.allOf(a.attach(), b.attach()));
		Inbox<ChannelStateChange> changesOfA = new Inbox<>();
		Inbox<ChannelStateChange> changesOfB = new Inbox<>();
		a.on(changesOfA);
		b.on(changesOfB);
		faults().inject(
				ProtocolMessage.builder(Action.ERROR).error(ErrorInfo.of(50000, 500, "Internal server error")).build());
		this.changes.nextWhere((change) -> change.current() == ConnectionState.FAILED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.FAILED);
		assertThat(client.connection().errorReason()).isNotNull();
		assertThat(client.connection().errorReason().code()).isEqualTo(50000);
		assertThat(client.connection().errorReason().statusCode()).isEqualTo(500);
		assertThat(changesOfA.nextWhere((it) -> it.current() == ChannelState.FAILED)).isNotNull();
		assertThat(changesOfB.nextWhere((it) -> it.current() == ChannelState.FAILED)).isNotNull();
		for (RealtimeChannel channel : List.of(a, b)) {
			assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
			assertThat(channel.errorReason()).isNotNull();
			assertThat(channel.errorReason().code()).isEqualTo(50000);
		}
		assertThat(connects()).hasSize(1);
	}

	@Test
	@Uts("realtime/proxy/RTN19a/unacked-resent-on-resume-0")
	void messageWithoutAnswerIsSentAgain() {
		// the acknowledgement is lost, and with it the line
		faults().add(FaultRule.when(Trigger.toClient(Action.ACK)).then(Fault.disconnect()).once());
		AblyRealtime client = connected();
		String id = client.connection().id();
		RealtimeChannel channel = client.channels().get(unique("resend"));
		await(channel.attach());
		await(channel.publish("event", "test-data"));
		assertThat(client.connection().id()).isEqualTo(id);
		assertThat(connects()).hasSizeGreaterThanOrEqualTo(2);
		assertThat(connects().get(1).query()).containsKey("resume");
		List<ProtocolMessage> sent = faults().traffic().frames(Direction.TO_SERVER, Action.MESSAGE);
		assertThat(sent).hasSizeGreaterThanOrEqualTo(2);
		assertThat(sent.get(1).msgSerial()).isNotNull().isEqualTo(sent.get(0).msgSerial());
	}

	@Test
	@Uts("realtime/proxy/RTN16d/recovery-preserves-connid-0")
	void recoveredConnectionKeepsItsId() {
		AblyRealtime first = connected((options) -> withJwts(options).disconnectedRetryTimeout(Duration.ofHours(1)));
		String id = first.connection().id();
		String key = first.connection().key();
		assertThat(id).isNotNull();
		await(first.channels().get(unique("recovery")).attach());
		String recoveryKey = first.connection().createRecoveryKey();
		assertThat(recoveryKey).isNotNull();
		// it does not come back, and does not say goodbye
		faults().refuseConnections();
		faults().closeSockets();
		assertThat(this.changes.next(3)).extracting(ConnectionStateChange::current)
			.containsExactly(ConnectionState.DISCONNECTED, ConnectionState.CONNECTING, ConnectionState.DISCONNECTED);
		await(first.connection().close());
		faults().reset();
		AblyRealtime second = this.sandbox.connected((options) -> withJwts(options).recover(recoveryKey));
		assertThat(second.connection().id()).isEqualTo(id);
		assertThat(second.connection().key()).isNotNull().isNotEqualTo(key);
		assertThat(connects()).isNotEmpty();
		assertThat(connects().get(0).query()).containsEntry("recover", key).doesNotContainKey("resume");
		assertThat(second.connection().errorReason()).isNull();
	}

	@Test
	@Uts("realtime/proxy/RTN16l/recovery-failure-fresh-conn-0")
	void connectionThatIsNotRecoveredIsAnother() {
		faults().add(FaultRule.when(Trigger.toClient(Action.CONNECTED).nth(1))
			.then(Fault.replace(connectedAs("not-recovered-id", "not-recovered-key")))
			.once());
		String recoveryKey = """
				{"connectionKey":"stale-old-key","msgSerial":99,"channelSerials":{"old-channel":"old-serial"}}""";
		AblyRealtime client = this.sandbox.connected((options) -> withJwts(options).recover(recoveryKey));
		assertThat(client.connection().id()).isEqualTo("not-recovered-id");
		assertThat(client.connection().key()).isEqualTo("not-recovered-key");
		assertThat(client.connection().errorReason()).isNotNull();
		assertThat(client.connection().errorReason().code()).isEqualTo(80008);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(connects()).isNotEmpty();
		assertThat(connects().get(0).query()).containsEntry("recover", "stale-old-key");
	}

	private void assertReconnects() {
		assertThat(this.changes.next(3)).extracting(ConnectionStateChange::current)
			.containsExactly(ConnectionState.DISCONNECTED, ConnectionState.CONNECTING, ConnectionState.CONNECTED);
	}

	private static ProtocolMessage connectedAs(String id, String key) {
		return ProtocolMessage.builder(Action.CONNECTED)
			.connectionId(id)
			.connectionDetails(ConnectionDetails.builder()
				.connectionKey(key)
				.connectionStateTtl(120000L)
				.maxIdleInterval(15000L)
				.build())
			.error(NOT_RECOVERED)
			.build();
	}

	private static ProtocolMessage disconnectedBecauseOf(ErrorInfo error) {
		return ProtocolMessage.builder(Action.DISCONNECTED).error(error).build();
	}

	private AblyFaults faults() {
		return this.sandbox.faults();
	}

	private List<TrafficEvent.WebSocketConnect> connects() {
		return faults().traffic().connects();
	}

	private ClientOptionsBuilder withJwts(ClientOptionsBuilder options) {
		return options.authCallback((params) -> CompletableFuture.completedFuture(Jwt.of(this.sandbox.key()).token()));
	}

	private AblyRealtime connected() {
		return connected(this::withJwts);
	}

	private AblyRealtime connected(UnaryOperator<ClientOptionsBuilder> options) {
		AblyRealtime client = this.sandbox.connected(options);
		client.connection().on(this.changes);
		return client;
	}

}
