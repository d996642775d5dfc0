package io.github.ablyspring.realtime.channel;

import java.util.List;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelErrorUtsTests {

	private final ChannelFixture fixture = ChannelFixture
		.create(options -> options.realtimeRequestTimeout(ChannelFixture.millis(100))
			.channelRetryTimeout(ChannelFixture.millis(200)));

	@Test
	@Uts("realtime/unit/RTL14/attached-to-failed-0")
	void anErrorFailsAnAttachedChannel() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.send(Frames.channelError(channel.name(), 40160, 401, "Not permitted"));
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason().code()).isEqualTo(40160);
		assertThat(channel.errorReason().statusCode()).isEqualTo(401);
		assertThat(channel.errorReason().message()).contains("Not permitted");
		assertThat(changes).singleElement().satisfies(change -> {
			assertThat(change.current()).isEqualTo(ChannelState.FAILED);
			assertThat(change.previous()).isEqualTo(ChannelState.ATTACHED);
			assertThat(change.reason().code()).isEqualTo(40160);
		});
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTL14/attaching-to-failed-1")
	void anErrorFailsAnAttachUnderWay() {
		this.fixture.answer(Action.ATTACH, frame -> Frames.channelError(frame.channel(), 40160, 401, "Not permitted"));
		RealtimeChannel channel = this.fixture.connected();
		assertThat(this.fixture.failure(channel.attach()).code()).isEqualTo(40160);
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason().code()).isEqualTo(40160);
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTL14/pending-detach-error-2")
	void anErrorFailsADetachUnderWay() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.answer(Action.DETACH, frame -> Frames.channelError(frame.channel(), 90198, 500, "Detach failed"));
		assertThat(this.fixture.failure(channel.detach()).code()).isEqualTo(90198);
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(channel.errorReason().code()).isEqualTo(90198);
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTL14/other-channels-unaffected-3")
	void anErrorConcernsOneChannel() {
		RealtimeChannel first = this.fixture.channels().get("first");
		RealtimeChannel second = this.fixture.channels().get("second");
		this.fixture.connect();
		this.fixture.await(first.attach());
		this.fixture.await(second.attach());
		this.fixture.send(Frames.channelError("first", 40160, 401, "Not permitted"));
		assertThat(first.state()).isEqualTo(ChannelState.FAILED);
		assertThat(first.errorReason()).isNotNull();
		assertThat(second.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(second.errorReason()).isNull();
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTL14/cancels-pending-timers-4")
	void anErrorEndsTheRetries() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.server().ignore(Action.ATTACH);
		this.fixture.send(Frames.detached(channel.name(), ErrorInfo.of(90198, 500, "Detach")));
		this.fixture.advance(150);
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		this.fixture.send(Frames.channelError(channel.name(), 40160, 401, "Not permitted"));
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		int attaches = this.fixture.sent(Action.ATTACH).size();
		this.fixture.advance(500);
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(attaches);
	}

}
