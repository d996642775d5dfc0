package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdditionalAttachedUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	private final RealtimeChannel channel = this.fixture.attached();

	private final List<ChannelStateChange> updates = new ArrayList<>();

	AdditionalAttachedUtsTests() {
		this.channel.on(ChannelEvent.UPDATE, this.updates::add);
	}

	@Test
	@Uts("realtime/unit/RTL12/update-emits-with-error-0")
	void tellsThatContinuityIsLost() {
		this.fixture.send(ChannelFixture.attached(this.channel.name())
			.error(ErrorInfo.of(50000, 500, "generic serverside failure"))
			.build());
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.updates).singleElement().satisfies(update -> {
			assertThat(update.event()).isEqualTo(ChannelEvent.UPDATE);
			assertThat(update.current()).isEqualTo(ChannelState.ATTACHED);
			assertThat(update.previous()).isEqualTo(ChannelState.ATTACHED);
			assertThat(update.resumed()).isFalse();
			assertThat(update.reason().code()).isEqualTo(50000);
		});
	}

	@Test
	@Uts("realtime/unit/RTL12/resumed-no-update-1")
	void saysNothingWhenNothingWasLost() {
		this.fixture.send(Frames.attached(this.channel.name(), Flag.RESUMED));
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.updates).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL12/no-error-null-reason-2")
	void hasNoReasonWhenTheServerGivesNone() {
		this.fixture.send(Frames.attached(this.channel.name()));
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.updates).singleElement().satisfies(update -> {
			assertThat(update.resumed()).isFalse();
			assertThat(update.reason()).isNull();
		});
	}

}
