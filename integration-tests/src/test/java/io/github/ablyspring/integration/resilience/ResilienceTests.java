package io.github.ablyspring.integration.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.emulator.EmulatorPort;
import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultHandle;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.integration.support.Await;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.integration.support.ManualTime;
import io.github.ablyspring.integration.support.Patient;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.ablyspring.integration.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A publisher and a subscriber, each on a line of its own, both of which break, fall
 * silent, lose, double and forget.
 */
@ParameterizedClass
@EnumSource(WireFormat.class)
@Timeout(300)
class ResilienceTests {

	private static final String CHANNEL = "persisted:numbers";

	private static final Duration MAX_IDLE = Duration.ofSeconds(1);

	// so many wait for their acknowledgement at a time
	private static final int WINDOW = 5000;

	@Parameter
	WireFormat format;

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create((builder) -> builder.recordedEvents(0)
		.limits(EmulatorLimits.builder().maxHistoryEntries(100_000).maxIdleInterval(MAX_IDLE).build()));

	private EmulatorPort publisherLine;

	private EmulatorPort subscriberLine;

	@BeforeEach
	void openLines() {
		this.publisherLine = this.emulator.openPort();
		this.subscriberLine = this.emulator.openPort();
	}

	@Test
	void nothingIsLostOrDoubledWhileConnectionsBreak() throws Exception {
		Sequence sequence = subscribe(50_000, connect(this.subscriberLine));
		RealtimeChannel publisher = channelOf(connect(this.publisherLine));
		// cut in the middle of what is said, at both ends
		List<FaultHandle> cuts = List.of(
				this.publisherLine.faults()
					.add(FaultRule.when(Trigger.toServer(Action.MESSAGE).nth(700)).then(Fault.disconnect())),
				this.publisherLine.faults()
					.add(FaultRule.when(Trigger.toClient(Action.ACK).nth(9)).then(Fault.disconnect())),
				this.subscriberLine.faults()
					.add(FaultRule.when(Trigger.toClient(Action.MESSAGE).nth(4321)).then(Fault.disconnect())));
		publish(50_000, publisher, (number) -> {
			if (number % 4000 == 1999) {
				this.publisherLine.faults().disconnect();
			}
			else if (number % 4000 == 3999) {
				this.subscriberLine.faults().disconnect();
			}
		});
		sequence.awaitAll();
		assertThat(cuts).allSatisfy((cut) -> assertThat(cut.fired()).isPositive());
	}

	@Test
	void nothingIsLostOrDoubledWhileTokensExpire() throws Exception {
		AblyRest issuer = this.emulator.closedLater(AblyRest.create(options(this.publisherLine).build()));
		UnaryOperator<ClientOptionsBuilder> byToken = (options) -> options.key(null)
			.authCallback((params) -> issuer.auth().requestToken(params));
		AblyRealtime subscriber = connect(this.subscriberLine, byToken);
		AblyRealtime publisher = connect(this.publisherLine, byToken);
		Sequence sequence = subscribe(10_000, subscriber);
		AblyFaults faults = this.emulator.faults();
		publish(10_000, channelOf(publisher), (number) -> {
			if (number % 2000 == 999) {
				faults.expireTokens();
			}
			else if (number % 2000 == 1999) {
				faults.requestReauthentication();
			}
		});
		sequence.awaitAll();
		assertThat(subscriber.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	void aLineThatFallsSilentIsLeft() throws Exception {
		ManualTime time = this.emulator.closedLater(new ManualTime());
		AblyRealtime subscriber = connect(this.subscriberLine, time);
		AblyRealtime publisher = connect(this.publisherLine, time);
		Sequence sequence = subscribe(3000, subscriber);
		publish(3000, channelOf(publisher), (number) -> {
			switch (number) {
				case 1000 -> this.publisherLine.faults().stall();
				case 1500 -> assertLeaves(publisher, time);
				case 2000 -> this.subscriberLine.faults().stall();
				case 2500 -> assertLeaves(subscriber, time);
				default -> {
				}
			}
		});
		sequence.awaitAll();
	}

	// what had been said before the silence may still arrive, and prolong it
	private static void assertLeaves(AblyRealtime client, ManualTime time) {
		Duration silence = MAX_IDLE.plus(client.options().realtimeRequestTimeout());
		Awaitility.await()
			.atMost(Await.LIMIT)
			.until(() -> time.advance(silence, () -> client.connection().state() != ConnectionState.CONNECTED));
	}

	@Test
	void whatWasAcceptedButNeverAcknowledgedIsNotDoubled() throws Exception {
		Sequence sequence = subscribe(WINDOW, connect(this.subscriberLine));
		RealtimeChannel publisher = channelOf(connect(this.publisherLine));
		AtomicReference<FaultHandle> loss = new AtomicReference<>();
		publish(WINDOW, publisher, (number) -> {
			if (number % 1000 == 0) {
				loss.set(this.publisherLine.faults()
					.add(FaultRule.when(Trigger.toClient(Action.ACK)).then(Fault.suppressOnwards()).once()));
			}
			else if (number % 1000 == 500) {
				Awaitility.await().atMost(Await.LIMIT).until(() -> loss.get().fired() == 1);
				this.publisherLine.faults().disconnect();
			}
		});
		sequence.awaitAll();
		assertThat(await(publisher.history()).items().get(0).data()).isEqualTo(Integer.toString(WINDOW - 1));
	}

	@Test
	void whatComesTwiceIsTakenOnce() throws Exception {
		Sequence sequence = subscribe(2000, connect(this.subscriberLine));
		AblyRealtime publisher = connect(this.publisherLine);
		for (Action action : List.of(Action.MESSAGE, Action.ATTACH)) {
			this.publisherLine.faults().add(FaultRule.when(Trigger.toServer(action)).then(Fault.duplicate()));
		}
		this.publisherLine.faults().add(FaultRule.when(Trigger.toClient(Action.ACK)).then(Fault.duplicate()));
		this.subscriberLine.faults().add(FaultRule.when(Trigger.toClient(Action.MESSAGE)).then(Fault.duplicate()));
		publish(2000, channelOf(publisher), (number) -> {
		});
		sequence.awaitAll();
	}

	@Test
	void whatIsMissedIsAnnouncedAndFilledFromTheHistory() throws Exception {
		AblyRealtime subscriber = connect(this.subscriberLine);
		RealtimeChannel channel = channelOf(subscriber);
		RealtimeChannel publisher = channelOf(connect(this.publisherLine));
		publishNumbers(publisher, 0, 20);
		Inbox<String> told = new Inbox<>();
		channel.historyThenLive(100).map((message) -> String.valueOf(message.data())).subscribe(told);
		publishNumbers(publisher, 20, 40);
		assertThat(told.next(40)).isEqualTo(numbers(0, 40));
		Inbox<ConnectionStateChange> connections = new Inbox<>();
		subscriber.connection().on(connections);
		Inbox<ChannelStateChange> attachments = new Inbox<>();
		channel.on(attachments);
		// the server knows neither the connection nor where on the channel it was
		this.subscriberLine.faults()
			.add(FaultRule.when(Trigger.toServer(Action.ATTACH))
				.then(Fault.replace(ProtocolMessage.builder(Action.ATTACH).channel(CHANNEL).build()))
				.once());
		FaultHandle outage = this.subscriberLine.faults().outage();
		this.subscriberLine.faults().forgetConnections();
		publishNumbers(publisher, 40, 60);
		outage.remove();
		ConnectionStateChange connected = connections
			.nextWhere((change) -> change.current() == ConnectionState.CONNECTED);
		assertThat(connected.reason()).isNotNull();
		assertThat(connected.reason().code()).isEqualTo(80018);
		assertThat(attachments.nextWhere((change) -> change.current() == ChannelState.ATTACHED).resumed()).isFalse();
		publishNumbers(publisher, 60, 80);
		assertThat(told.next(40)).isEqualTo(numbers(40, 80));
	}

	private void publishNumbers(RealtimeChannel channel, int from, int to) {
		await(channel.publish(numbers(from, to).stream().map((number) -> Message.of("n", number)).toList()));
	}

	private static List<String> numbers(int from, int to) {
		return IntStream.range(from, to).mapToObj(Integer::toString).toList();
	}

	private Sequence subscribe(int length, AblyRealtime client) {
		Sequence sequence = new Sequence(length);
		await(channelOf(client).subscribe(sequence).attached());
		return sequence;
	}

	private static RealtimeChannel channelOf(AblyRealtime client) {
		return client.channels().get(CHANNEL);
	}

	private static void publish(int count, RealtimeChannel channel, IntConsumer meanwhile) throws Exception {
		Semaphore window = new Semaphore(WINDOW);
		List<CompletableFuture<?>> published = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			assertThat(window.tryAcquire(Await.SECONDS, TimeUnit.SECONDS)).as("publishes end").isTrue();
			published
				.add(channel.publish("n", Integer.toString(i)).whenComplete((result, failure) -> window.release()));
			meanwhile.accept(i);
		}
		await(CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)));
	}

	private AblyRealtime connect(EmulatorPort line) {
		return connect(line, UnaryOperator.identity());
	}

	private AblyRealtime connect(EmulatorPort line, UnaryOperator<ClientOptionsBuilder> customizer) {
		return connected(AblyRealtime.create(customizer.apply(options(line)).build()));
	}

	private AblyRealtime connect(EmulatorPort line, ManualTime time) {
		return connected(AblyRealtime.create(options(line).build(), time.resources()));
	}

	private AblyRealtime connected(AblyRealtime client) {
		this.emulator.closedLater(client);
		await(client.connection(), ConnectionState.CONNECTED);
		return client;
	}

	private ClientOptionsBuilder options(EmulatorPort line) {
		return Patient.options(line.host(), line.port())
			.key(this.emulator.emulator().key())
			.disconnectedRetryTimeout(Duration.ofMillis(50))
			.useBinaryProtocol(this.format == WireFormat.MSGPACK);
	}

}
