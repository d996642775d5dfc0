package io.github.ablyspring.realtime.channel;

import java.util.List;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ServerInitiatedDetachUtsTests {

	private final ChannelFixture fixture = ChannelFixture
		.create(options -> options.realtimeRequestTimeout(ChannelFixture.millis(100))
			.channelRetryTimeout(ChannelFixture.millis(200)));

	@Test
	@Uts("realtime/unit/RTL13a/attached-reattach-triggered-0")
	void attachesAgainAtOnce() {
		RealtimeChannel channel = this.fixture.attached();
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		detachedByServer(channel, 90198);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(2);
		assertThat(changes).hasSize(2);
		assertThat(changes.get(0).current()).isEqualTo(ChannelState.ATTACHING);
		assertThat(changes.get(0).previous()).isEqualTo(ChannelState.ATTACHED);
		assertThat(changes.get(0).reason().code()).isEqualTo(90198);
		assertThat(changes.get(1).current()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTL13a/suspended-reattach-triggered-1")
	void attachesASuspendedChannelAtOnce() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.realtimeRequestTimeout(ChannelFixture.millis(100))
				.channelRetryTimeout(ChannelFixture.millis(60_000)));
		RealtimeChannel channel = fixture.attached();
		fixture.server().ignore(Action.ATTACH);
		fixture.send(Frames.detached(channel.name(), ErrorInfo.of(90198, 500, "Detach 1")));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		fixture.advance(150);
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		fixture.answerAttach();
		fixture.send(Frames.detached(channel.name(), ErrorInfo.of(90199, 500, "Detach 2")));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(fixture.sent(Action.ATTACH)).hasSize(3);
	}

	@Test
	@Uts("realtime/unit/RTL13b/failed-reattach-suspended-retry-0")
	void triesAgainLaterWhenThatFails() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.server().ignore(Action.ATTACH);
		detachedByServer(channel, 90198);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(2);
		this.fixture.advance(150);
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		this.fixture.answerAttach();
		this.fixture.advance(250);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(3);
		assertThat(changes).extracting(ChannelStateChange::current)
			.containsExactly(ChannelState.ATTACHING, ChannelState.SUSPENDED, ChannelState.ATTACHING,
					ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTL13b/attaching-detached-to-suspended-1")
	void isSuspendedWhenTheServerDetachesWhileAttaching() {
		ChannelFixture fixture = ChannelFixture
			.create(options -> options.realtimeRequestTimeout(ChannelFixture.millis(500))
				.channelRetryTimeout(ChannelFixture.millis(200)));
		RealtimeChannel channel = fixture.attaching();
		List<ChannelStateChange> changes = fixture.changes(channel);
		fixture.send(Frames.detached(channel.name(), ErrorInfo.of(90198, 500, "Server detached")));
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		assertThat(fixture.sent(Action.ATTACH)).hasSize(1);
		fixture.answerAttach();
		fixture.advance(250);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(fixture.sent(Action.ATTACH)).hasSize(2);
		assertThat(changes.get(0).current()).isEqualTo(ChannelState.SUSPENDED);
		assertThat(changes.get(0).previous()).isEqualTo(ChannelState.ATTACHING);
		assertThat(changes.get(0).reason().code()).isEqualTo(90198);
	}

	@Test
	@Uts("realtime/unit/RTL13b/repeated-failure-cycle-2")
	void triesAgainForAsLongAsItTakes() {
		RealtimeChannel channel = this.fixture.attached();
		List<ChannelStateChange> changes = this.fixture.changes(channel);
		this.fixture.server().ignore(Action.ATTACH);
		detachedByServer(channel, 90198);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		this.fixture.advance(150);
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		// The first retry comes between 160 and 200 ms after the timeout, and times out
		// 100 ms later.
		this.fixture.advance(155);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(3);
		this.fixture.advance(100);
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		this.fixture.answerAttach();
		this.fixture.advance(267);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(4);
		assertThat(changes).extracting(ChannelStateChange::current)
			.containsExactly(ChannelState.ATTACHING, ChannelState.SUSPENDED, ChannelState.ATTACHING,
					ChannelState.SUSPENDED, ChannelState.ATTACHING, ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTL13c/retry-cancelled-disconnected-0")
	void doesNotTryWithoutAConnection() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.server().ignore(Action.ATTACH);
		detachedByServer(channel, 90198);
		this.fixture.advance(150);
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
		this.fixture.loseConnection();
		assertThat(this.fixture.connection().state()).isNotEqualTo(ConnectionState.CONNECTED);
		int attaches = this.fixture.sent(Action.ATTACH).size();
		this.fixture.advance(500);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(attaches);
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
	}

	@Test
	@Uts("realtime/unit/RTL13a/detaching-not-server-initiated-2")
	void aDetachThatWasAskedForStands() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.await(channel.detach());
		this.fixture.advance(1000);
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
	}

	private void detachedByServer(RealtimeChannel channel, int code) {
		this.fixture.send(Frames.detached(channel.name(), ErrorInfo.of(code, 500, "Server detached channel")));
	}

}
