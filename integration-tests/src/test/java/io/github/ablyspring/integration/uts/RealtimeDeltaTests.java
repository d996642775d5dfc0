package io.github.ablyspring.integration.uts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.VcdiffDecoder;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.realtime.channel.ChannelEvent;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that arrive as the difference to the one before.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
@Timeout(300)
class RealtimeDeltaTests {

	private static final ChannelOptions DELTA = ChannelOptions.builder().param("delta", "vcdiff").build();

	private static final List<Map<String, Object>> DATA = List.of(data(1, "active"), data(2, "active"),
			data(2, "inactive"), data(3, "inactive"), data(3, "active"));

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	private final String channelName = unique("delta");

	private final AtomicInteger decoded = new AtomicInteger();

	private final Inbox<Message> received = new Inbox<>();

	private final Inbox<ChannelStateChange> attaching = new Inbox<>();

	@Parameter
	boolean binary;

	@Test
	@Uts("realtime/integration/PC3/delta-decode-end-to-end-0")
	void deltasAreDecoded() {
		RealtimeChannel channel = subscribed(counting(), DELTA);
		publish(channel, 0, DATA.size());
		assertReceivedInOrder();
		assertThat(this.attaching.all()).isEmpty();
		assertThat(this.decoded).hasValue(DATA.size() - 1);
	}

	@Test
	@Uts("realtime/integration/RTL19b/dissimilar-payloads-no-delta-0")
	void payloadsThatDifferArriveWhole() {
		RealtimeChannel channel = subscribed(counting(), DELTA);
		Random random = new Random(42);
		for (int i = 0; i < 5; i++) {
			byte[] payload = new byte[1024];
			random.nextBytes(payload);
			await(channel.publish(Integer.toString(i), payload));
			Message message = this.received.next();
			assertThat(message.name()).isEqualTo(Integer.toString(i));
			assertThat(message.data()).isEqualTo(payload);
		}
		assertThat(this.attaching.all()).isEmpty();
	}

	@Test
	@Uts("realtime/integration/PC3/no-deltas-without-param-1")
	void withoutTheParameterAllArrivesWhole() {
		RealtimeChannel channel = subscribed(counting(), ChannelOptions.DEFAULT);
		publish(channel, 0, DATA.size());
		assertReceivedInOrder();
		assertThat(this.decoded).hasValue(0);
	}

	@Test
	@Uts("realtime/integration/RTL18/recovery-message-id-mismatch-0")
	void gapIsRecoveredFrom() {
		RealtimeChannel channel = subscribed(counting(), DELTA);
		publish(channel, 0, 3);
		this.received.next(3);
		// the client misses a message, so that the next one refers to what it does not
		// have
		this.sandbox.faults().add(FaultRule.when(Trigger.toClient(Action.MESSAGE)).then(Fault.suppress()).once());
		publish(channel, 3, DATA.size());
		assertAllReceivedAtSomeTime();
		assertThat(this.attaching.next().reason().code()).isEqualTo(40018);
	}

	@Test
	@Uts("realtime/integration/RTL18/recovery-decode-failure-1")
	void failureOfTheDecoderIsRecoveredFrom() {
		RealtimeChannel channel = subscribed((delta, base) -> {
			throw new IllegalStateException("on purpose");
		}, DELTA);
		publish(channel, 0, DATA.size());
		assertAllReceivedAtSomeTime();
		assertThat(this.attaching.next().reason().code()).isEqualTo(40018);
	}

	@Test
	@Uts("realtime/integration/PC3/no-plugin-causes-failed-2")
	void withoutADecoderTheChannelFails() {
		RealtimeChannel subscriber = client(VcdiffDecoder.NONE).channels().get(this.channelName, DELTA);
		await(subscriber.attach());
		RealtimeChannel publisher = this.sandbox.connected(this.binary).channels().get(this.channelName);
		await(publisher.attach());
		publish(publisher, 0, DATA.size());
		await(subscriber, ChannelState.FAILED);
		assertThat(subscriber.state()).isEqualTo(ChannelState.FAILED);
		assertThat(subscriber.errorReason()).isNotNull();
		assertThat(subscriber.errorReason().code()).isEqualTo(40019);
	}

	private void assertReceivedInOrder() {
		List<Message> messages = this.received.next(DATA.size());
		for (int i = 0; i < DATA.size(); i++) {
			assertThat(messages.get(i).name()).isEqualTo(Integer.toString(i));
			assertThat(messages.get(i).data()).isEqualTo(DATA.get(i));
		}
	}

	private void assertAllReceivedAtSomeTime() {
		Map<String, Object> byName = new HashMap<>();
		this.received.all().forEach((message) -> byName.put(message.name(), message.data()));
		while (byName.size() < DATA.size()) {
			Message message = this.received.next();
			byName.put(message.name(), message.data());
		}
		for (int i = 0; i < DATA.size(); i++) {
			assertThat(byName).containsEntry(Integer.toString(i), DATA.get(i));
		}
	}

	private RealtimeChannel subscribed(VcdiffDecoder decoder, ChannelOptions options) {
		RealtimeChannel channel = client(decoder).channels().get(this.channelName, options);
		await(channel.subscribe(this.received).attached());
		channel.on(ChannelEvent.ATTACHING, this.attaching);
		return channel;
	}

	private AblyRealtime client(VcdiffDecoder decoder) {
		return this.sandbox.connected(
				(options) -> options.key(this.sandbox.key()).useBinaryProtocol(this.binary).vcdiffDecoder(decoder));
	}

	private VcdiffDecoder counting() {
		VcdiffDecoder decoder = VcdiffDecoder.onClassPath();
		return (delta, base) -> {
			this.decoded.incrementAndGet();
			return decoder.decode(delta, base);
		};
	}

	private static void publish(RealtimeChannel channel, int from, int to) {
		for (int i = from; i < to; i++) {
			await(channel.publish(Integer.toString(i), DATA.get(i)));
		}
	}

	private static Map<String, Object> data(long count, String status) {
		return Map.of("foo", "bar", "count", count, "status", status);
	}

}
