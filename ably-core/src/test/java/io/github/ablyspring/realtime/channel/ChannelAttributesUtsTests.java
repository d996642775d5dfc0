package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelAttributesUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	@Test
	@Uts("realtime/unit/RTL23/name-attribute-0")
	void hasTheNameItWasAskedForBy() {
		assertThat(this.fixture.channels().get("my-channel").name()).isEqualTo("my-channel");
		assertThat(this.fixture.channels().get("namespace:channel-name").name()).isEqualTo("namespace:channel-name");
	}

	@Test
	@Uts("realtime/unit/RTL24/error-reason-channel-error-0")
	void keepsTheErrorOfTheServer() {
		RealtimeChannel channel = this.fixture.attached();
		assertThat(channel.errorReason()).isNull();
		this.fixture.send(Frames.channelError(channel.name(), 90001, 500, "Channel error occurred"));
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		ErrorInfo error = channel.errorReason();
		assertThat(error.code()).isEqualTo(90001);
		assertThat(error.statusCode()).isEqualTo(500);
		assertThat(error.message()).isEqualTo("Channel error occurred");
	}

	@Test
	@Uts("realtime/unit/RTL24/error-reason-attach-failure-1")
	void keepsTheErrorOfAnAttachThatWasRejected() {
		this.fixture.answer(Action.ATTACH,
				frame -> Frames.detached(frame.channel(), ErrorInfo.of(40160, 401, "Permission denied")));
		RealtimeChannel channel = this.fixture.connected();
		this.fixture.failure(channel.attach());
		assertThat(channel.errorReason().code()).isEqualTo(40160);
		assertThat(channel.errorReason().statusCode()).isEqualTo(401);
	}

	@Test
	@Uts("realtime/unit/RTL4c/error-cleared-on-attach-0")
	void forgetsTheErrorWhenItIsAttached() {
		this.fixture.answerOnce(Action.ATTACH,
				frame -> Frames.detached(frame.channel(), ErrorInfo.of(50000, 500, "Temporary error")));
		RealtimeChannel channel = this.fixture.connected();
		this.fixture.failure(channel.attach());
		assertThat(channel.errorReason().code()).isEqualTo(50000);
		this.fixture.await(channel.attach());
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(channel.errorReason()).isNull();
	}

	@Test
	@Uts("realtime/unit/RTL4c/error-cleared-preserved-detach-1")
	void hasNoErrorAfterADetachEither() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.send(Frames.channelError(channel.name(), 90002, 500, "Channel error"));
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason().code()).isEqualTo(90002);
		this.fixture.await(channel.attach());
		assertThat(channel.errorReason()).isNull();
		this.fixture.await(channel.detach());
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(channel.errorReason()).isNull();
	}

}
