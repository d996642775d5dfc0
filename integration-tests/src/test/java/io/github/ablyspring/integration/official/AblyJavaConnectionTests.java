package io.github.ablyspring.integration.official;

import java.util.concurrent.CompletableFuture;

import io.ably.lib.realtime.AblyRealtime;
import io.ably.lib.realtime.Channel;
import io.ably.lib.realtime.ChannelState;
import io.ably.lib.realtime.ChannelStateListener.ChannelStateChange;
import io.ably.lib.realtime.ConnectionState;
import io.ably.lib.realtime.ConnectionStateListener.ConnectionStateChange;
import io.ably.lib.types.ClientOptions;
import io.ably.lib.types.Message;
import io.github.ablyspring.emulator.EmulatorPort;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultHandle;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.integration.support.Await;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.WireFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.ablyspring.integration.official.AblyJava.attached;
import static io.github.ablyspring.integration.official.AblyJava.await;
import static io.github.ablyspring.integration.official.AblyJava.changesOf;
import static io.github.ablyspring.integration.official.AblyJava.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that are interrupted, resumed, recovered, forgotten or refused.
 */
@ParameterizedClass
@EnumSource(WireFormat.class)
@Timeout(300)
class AblyJavaConnectionTests {

	@Parameter
	WireFormat format;

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create();

	private final Inbox<Message> received = new Inbox<>();

	private AblyJava ably;

	private EmulatorPort line;

	/** A line of its own for the client that suffers. */
	@BeforeEach
	void prepare() {
		this.ably = new AblyJava(this.emulator, this.format);
		this.line = this.emulator.openPort();
	}

	@Test
	void anInterruptedConnectionIsResumed() throws Exception {
		AblyRealtime client = this.ably.connected(onLine());
		Channel channel = subscribe(client, "orders");
		Channel publisher = attached(this.ably.connected(), "orders");
		await((done) -> publisher.publish("n", "1", done));
		assertThat(this.received.next().data).isEqualTo("1");
		String id = client.connection.id;
		Inbox<ConnectionStateChange> changes = changesOf(client);
		Inbox<ChannelStateChange> attachments = new Inbox<>();
		channel.on(attachments::accept);
		FaultHandle outage = this.line.faults().outage();
		changes.nextWhere((change) -> change.current == ConnectionState.disconnected);
		for (String data : new String[] { "2", "3", "4" }) {
			await((done) -> publisher.publish("n", data, done));
		}
		CompletableFuture<Void> queued = start((done) -> channel.publish("n", "5", done));
		outage.remove();
		changes.nextWhere((change) -> change.current == ConnectionState.connected);
		assertThat(client.connection.id).isEqualTo(id);
		assertThat(client.connection.reason).isNull();
		Await.await(queued);
		assertThat(this.received.next(4)).extracting((message) -> message.data).containsExactly("2", "3", "4", "5");
		assertThat(attachments.nextWhere((change) -> change.current == ChannelState.attached).resumed).isTrue();
	}

	@Test
	void whatWasNotAcknowledgedIsSentAgainAndArrivesOnce() throws Exception {
		AblyRealtime client = this.ably.connected(onLine());
		Channel channel = subscribe(client, "orders");
		this.line.faults().add(FaultRule.when(Trigger.toClient(Action.ACK)).then(Fault.disconnect()).once());
		await((done) -> channel.publish("n", "once", done));
		await((done) -> channel.publish("n", "last", done));
		assertThat(this.received.next(2)).extracting((message) -> message.data).containsExactly("once", "last");
		assertThat(channel.history(null).items()).hasSize(2);
	}

	@Test
	void aForgottenConnectionIsAnother() throws Exception {
		AblyRealtime client = this.ably.connected(onLine());
		Channel channel = subscribe(client, "orders");
		String id = client.connection.id;
		Inbox<ConnectionStateChange> changes = changesOf(client);
		Inbox<ChannelStateChange> attachments = new Inbox<>();
		channel.on(attachments::accept);
		this.line.faults().forgetConnections();
		ConnectionStateChange connected = changes.nextWhere((change) -> change.current == ConnectionState.connected);
		assertThat(client.connection.id).isNotEqualTo(id);
		assertThat(connected.reason).isNotNull();
		assertThat(connected.reason.code).isEqualTo(80018);
		attachments.nextWhere((change) -> change.current == ChannelState.attached);
		await((done) -> channel.publish("n", "on we go", done));
		assertThat(this.received.next().data).isEqualTo("on we go");
	}

	@Test
	void aConnectionIsRecoveredByAnotherClient() throws Exception {
		AblyRealtime first = this.ably.connected(onLine());
		attached(first, "orders");
		String id = first.connection.id;
		String recoveryKey = first.connection.createRecoveryKey();
		this.line.faults().outage();
		await((done) -> attached(this.ably.connected(), "orders").publish("n", "missed", done));
		ClientOptions options = this.ably.options();
		options.recover = recoveryKey;
		AblyRealtime second = this.ably.connected(options);
		assertThat(second.connection.id).isEqualTo(id);
		subscribe(second, "orders");
		assertThat(this.received.next().data).isEqualTo("missed");
	}

	@Test
	void aWrongKeyIsRefused() throws Exception {
		ClientOptions options = this.ably.options();
		options.key = options.key.substring(0, options.key.indexOf(':')) + ":wrong";
		AblyRealtime client = this.ably.realtime(options);
		Inbox<ConnectionStateChange> changes = changesOf(client);
		client.connect();
		ConnectionStateChange failed = changes.nextWhere((change) -> change.current == ConnectionState.failed);
		assertThat(failed.reason.code).isEqualTo(40101);
		assertThat(failed.reason.statusCode).isEqualTo(401);
	}

	@Test
	void whoClosesIsForgotten() throws Exception {
		AblyRealtime client = this.ably.connected();
		Inbox<ConnectionStateChange> changes = changesOf(client);
		client.close();
		changes.nextWhere((change) -> change.current == ConnectionState.closed);
		assertThat(this.emulator.emulator().load().connections()).isZero();
	}

	private ClientOptions onLine() throws Exception {
		ClientOptions options = this.ably.options();
		options.port = this.line.port();
		options.disconnectedRetryTimeout = 100;
		return options;
	}

	private Channel subscribe(AblyRealtime client, String name) throws Exception {
		Channel channel = client.channels.get(name);
		channel.subscribe(this.received::accept);
		await(channel::attach);
		return channel;
	}

}
