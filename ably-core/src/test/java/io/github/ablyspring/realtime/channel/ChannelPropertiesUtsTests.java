package io.github.ablyspring.realtime.channel;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelPropertiesUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	@Test
	@Uts("realtime/unit/RTL15c/attach-serial-from-attached-0")
	void everyAttachSetsTheAttachSerial() {
		AtomicInteger attaches = new AtomicInteger();
		this.fixture.answer(Action.ATTACH,
				frame -> ChannelFixture.attached(frame.channel())
					.channelSerial("attach-serial-" + attaches.incrementAndGet())
					.build());
		RealtimeChannel channel = this.fixture.channel();
		assertThat(channel.properties().attachSerial()).isNull();
		this.fixture.connect();
		this.fixture.await(channel.attach());
		assertThat(channel.properties().attachSerial()).isEqualTo("attach-serial-1");
		this.fixture.await(channel.detach());
		this.fixture.await(channel.attach());
		assertThat(channel.properties().attachSerial()).isEqualTo("attach-serial-2");
	}

	@Test
	@Uts("realtime/unit/RTL15c/attach-serial-server-reattach-1")
	void aLossOfContinuitySetsTheAttachSerial() {
		RealtimeChannel channel = attachedAt("initial-serial");
		assertThat(channel.properties().attachSerial()).isEqualTo("initial-serial");
		this.fixture.send(ChannelFixture.attached(channel.name()).channelSerial("updated-serial").build());
		assertThat(channel.properties().attachSerial()).isEqualTo("updated-serial");
	}

	@Test
	@Uts("realtime/unit/RTL15c/attach-serial-not-updated-resumed-2")
	void aResumedAttachLeavesTheAttachSerial() {
		RealtimeChannel channel = attachedAt("initial-serial");
		this.fixture
			.send(ChannelFixture.attached(channel.name()).channelSerial("resumed-serial").flags(Flag.RESUMED).build());
		assertThat(channel.properties().channelSerial()).isEqualTo("resumed-serial");
		assertThat(channel.properties().attachSerial()).isEqualTo("initial-serial");
	}

	@Test
	@Uts("realtime/unit/RTL15b/channel-serial-from-attached-0")
	void anAttachSetsTheChannelSerial() {
		assertThat(this.fixture.channel().properties().channelSerial()).isNull();
		assertThat(attachedAt("serial-001").properties().channelSerial()).isEqualTo("serial-001");
	}

	@Test
	@Uts("realtime/unit/RTL15b/channel-serial-from-messages-1")
	void messagesAndPresenceSetTheChannelSerial() {
		RealtimeChannel channel = attachedAt("serial-001");
		this.fixture.send(ChannelFixture.message(channel.name(), "event", "data").channelSerial("serial-002").build());
		assertThat(channel.properties().channelSerial()).isEqualTo("serial-002");
		this.fixture
			.send(ProtocolMessage.builder(Action.PRESENCE).channel(channel.name()).channelSerial("serial-003").build());
		assertThat(channel.properties().channelSerial()).isEqualTo("serial-003");
	}

	@Test
	@Uts("realtime/unit/RTL15b/serial-not-updated-empty-2")
	void aFrameWithoutSerialLeavesTheChannelSerial() {
		RealtimeChannel channel = attachedAt("serial-001");
		this.fixture.send(ChannelFixture.message(channel.name(), "event", "data").build());
		assertThat(channel.properties().channelSerial()).isEqualTo("serial-001");
	}

	@Test
	@Uts("realtime/unit/RTL15b/serial-not-updated-irrelevant-3")
	void otherFramesLeaveTheChannelSerial() {
		RealtimeChannel channel = attachedAt("serial-001");
		this.fixture.send(ProtocolMessage.builder(Action.DETACHED)
			.channel(channel.name())
			.channelSerial("serial-should-not-apply")
			.error(ErrorInfo.of(90198, 500, "Detached"))
			.build());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(2);
		assertThat(this.fixture.sent(Action.ATTACH).get(1).channelSerial()).isEqualTo("serial-001");
		assertThat(channel.properties().channelSerial()).isEqualTo("serial-001");
	}

	@Test
	@Uts("realtime/unit/RTL15b1/serial-cleared-detached-0")
	void aDetachClearsTheChannelSerial() {
		RealtimeChannel channel = attachedAt("serial-001");
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(channel.properties().channelSerial()).isNull();
	}

	// RTL15b2 of the specification has replaced RTL15b1: only with the serial can a
	// suspended channel go on.
	@Test
	void aSuspendedChannelKeepsTheChannelSerial() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.realtimeRequestTimeout(ChannelFixture.millis(100)));
		fixture.answer(Action.ATTACH,
				frame -> ChannelFixture.attached(frame.channel()).channelSerial("serial-001").build());
		RealtimeChannel channel = fixture.attached();
		fixture.server().ignore(Action.ATTACH);
		fixture.send(Frames.detached(channel.name(), ErrorInfo.of(90198, 500, "Detached")));
		fixture.advance(150);
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		assertThat(channel.properties().channelSerial()).isEqualTo("serial-001");
	}

	@Test
	@Uts("realtime/unit/RTL15b1/serial-cleared-failed-2")
	void aFailureClearsTheChannelSerial() {
		RealtimeChannel channel = attachedAt("serial-001");
		this.fixture.send(Frames.channelError(channel.name(), 40160, 401, "Not permitted"));
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.properties().channelSerial()).isNull();
	}

	private RealtimeChannel attachedAt(String serial) {
		this.fixture.answer(Action.ATTACH,
				frame -> ChannelFixture.attached(frame.channel()).channelSerial(serial).build());
		return this.fixture.attached();
	}

}
