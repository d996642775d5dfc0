package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelStateEventsUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	private final List<ChannelStateChange> seen = new ArrayList<>();

	@Test
	@Uts("realtime/unit/RTL2b/channel-state-attribute-0")
	void hasAState() {
		assertThat(this.fixture.channel().state()).isInstanceOf(ChannelState.class).isEqualTo(ChannelState.INITIALIZED);
	}

	@Test
	@Uts("realtime/unit/RTL2b/initial-state-initialized-1")
	void isInitializedAtFirst() {
		assertThat(this.fixture.channels().get("another").state()).isEqualTo(ChannelState.INITIALIZED);
	}

	@Test
	@Uts("realtime/unit/RTL2a/state-change-events-emitted-0")
	void tellsOfEveryChange() {
		RealtimeChannel channel = this.fixture.connected();
		channel.on(this.seen::add);
		this.fixture.await(channel.attach());
		assertThat(this.seen).hasSize(2);
		assertThat(this.seen.get(0).current()).isEqualTo(ChannelState.ATTACHING);
		assertThat(this.seen.get(0).previous()).isEqualTo(ChannelState.INITIALIZED);
		assertThat(this.seen.get(1).current()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.seen.get(1).previous()).isEqualTo(ChannelState.ATTACHING);
	}

	@Test
	@Uts("realtime/unit/RTL2d/state-change-object-structure-0")
	void saysWhatHasChanged() {
		RealtimeChannel channel = this.fixture.connected();
		channel.on(this.seen::add);
		this.fixture.await(channel.attach());
		ChannelStateChange change = this.seen.get(0);
		assertThat(change.current()).isEqualTo(ChannelState.ATTACHING);
		assertThat(change.previous()).isEqualTo(ChannelState.INITIALIZED);
		assertThat(change.event()).isEqualTo(ChannelEvent.ATTACHING);
	}

	@Test
	@Uts("realtime/unit/RTL2d/state-change-error-reason-1")
	void saysWhy() {
		this.fixture.answer(Action.ATTACH, frame -> Frames.channelError(frame.channel(), 40160, 401, "Channel denied"));
		RealtimeChannel channel = this.fixture.connected();
		channel.on(ChannelEvent.FAILED, this.seen::add);
		this.fixture.failure(channel.attach());
		assertThat(this.seen).singleElement().satisfies(change -> {
			assertThat(change.current()).isEqualTo(ChannelState.FAILED);
			assertThat(change.reason().code()).isEqualTo(40160);
			assertThat(change.reason().message()).isEqualTo("Channel denied");
		});
	}

	@Test
	@Uts("realtime/unit/RTL2/filtered-event-subscription-0")
	void tellsOfOneEventOnly() {
		RealtimeChannel channel = this.fixture.connected();
		channel.on(ChannelEvent.ATTACHED, this.seen::add);
		this.fixture.await(channel.attach());
		assertThat(this.seen).singleElement().satisfies(change -> {
			assertThat(change.current()).isEqualTo(ChannelState.ATTACHED);
			assertThat(change.event()).isEqualTo(ChannelEvent.ATTACHED);
		});
	}

	@Test
	@Uts("realtime/unit/RTL2g/update-event-condition-change-0")
	void tellsOfAnUpdateWithinAState() {
		RealtimeChannel channel = this.fixture.connected();
		channel.on(ChannelEvent.UPDATE, this.seen::add);
		this.fixture.await(channel.attach());
		this.fixture.send(Frames.attached(channel.name()));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.seen).singleElement().satisfies(change -> {
			assertThat(change.event()).isEqualTo(ChannelEvent.UPDATE);
			assertThat(change.current()).isEqualTo(ChannelState.ATTACHED);
			assertThat(change.previous()).isEqualTo(ChannelState.ATTACHED);
			assertThat(change.resumed()).isFalse();
		});
	}

	@Test
	@Uts("realtime/unit/RTL2g/no-duplicate-state-events-1")
	void neverTellsOfTheSameStateTwice() {
		RealtimeChannel channel = this.fixture.connected();
		channel.on(this.seen::add);
		this.fixture.await(channel.attach());
		this.fixture.send(Frames.attached(channel.name()));
		assertThat(this.seen).filteredOn(change -> change.event() == ChannelEvent.ATTACHED).hasSize(1);
	}

	@Test
	@Uts("realtime/unit/RTL2i/has-backlog-flag-true-0")
	void saysThatABacklogComes() {
		assertThat(attachedWith(Flag.HAS_BACKLOG).hasBacklog()).isTrue();
	}

	@Test
	@Uts("realtime/unit/RTL2i/has-backlog-flag-false-1")
	void saysThatNoBacklogComes() {
		assertThat(attachedWith().hasBacklog()).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTL2d/resumed-flag-propagated-2")
	void saysThatItGoesOn() {
		assertThat(attachedWith(Flag.RESUMED).resumed()).isTrue();
	}

	@Test
	@Uts("realtime/unit/RTL24/error-reason-populated-0")
	void keepsTheError() {
		this.fixture.answer(Action.ATTACH, frame -> Frames.channelError(frame.channel(), 40160, 401, "Not authorized"));
		RealtimeChannel channel = this.fixture.connected();
		this.fixture.failure(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason().code()).isEqualTo(40160);
		assertThat(channel.errorReason().message()).isEqualTo("Not authorized");
	}

	@Test
	@Uts("realtime/unit/RTL4c/error-reason-cleared-attach-0")
	void forgetsTheErrorOnSuccess() {
		this.fixture.answerOnce(Action.ATTACH, frame -> Frames.channelError(frame.channel(), 40160, 401, "Denied"));
		RealtimeChannel channel = this.fixture.connected();
		this.fixture.failure(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason()).isNotNull();
		this.fixture.await(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(channel.errorReason()).isNull();
	}

	private ChannelStateChange attachedWith(Flag... flags) {
		this.fixture.answer(Action.ATTACH, frame -> Frames.attached(frame.channel(), flags));
		RealtimeChannel channel = this.fixture.connected();
		channel.on(ChannelEvent.ATTACHED, this.seen::add);
		this.fixture.await(channel.attach());
		assertThat(this.seen).hasSize(1);
		return this.seen.get(0);
	}

}
