package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelWhenStateUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	@Test
	@Uts("realtime/unit/RTL25a/resolves-immediately-current-0")
	void completesAtOnceInThatState() {
		RealtimeChannel channel = this.fixture.attached();
		List<Object> heard = new ArrayList<>();
		channel.whenState(ChannelState.ATTACHED, change -> heard.add(change == null));
		assertThat(this.fixture.await(channel.whenState(ChannelState.ATTACHED))).isNull();
		assertThat(heard).containsExactly(true);
	}

	@Test
	@Uts("realtime/unit/RTL25b/waits-for-state-change-0")
	void waitsForTheState() {
		RealtimeChannel channel = this.fixture.connected();
		CompletableFuture<ChannelStateChange> attached = channel.whenState(ChannelState.ATTACHED);
		this.fixture.await(channel.attach());
		ChannelStateChange change = this.fixture.await(attached);
		assertThat(change.current()).isEqualTo(ChannelState.ATTACHED);
		assertThat(change.previous()).isIn(ChannelState.INITIALIZED, ChannelState.ATTACHING);
	}

	@Test
	@Uts("realtime/unit/RTL25b/fires-once-only-1")
	void isForOneTimeOnly() {
		RealtimeChannel channel = this.fixture.connected();
		List<ChannelStateChange> once = new ArrayList<>();
		List<ChannelStateChange> heard = new ArrayList<>();
		channel.once(ChannelEvent.ATTACHED, once::add);
		channel.whenState(ChannelState.ATTACHED, heard::add);
		this.fixture.await(channel.attach());
		assertThat(heard).hasSize(1).doesNotContainNull();
		assertThat(once).hasSize(1);
		this.fixture.await(channel.detach());
		this.fixture.await(channel.attach());
		assertThat(once).hasSize(1);
		assertThat(heard).hasSize(1);
	}

	@Test
	void aListenerIsCalledInTurnWithTheOthers() {
		RealtimeChannel channel = this.fixture.connected();
		List<String> heard = new ArrayList<>();
		channel.on(ChannelEvent.ATTACHED, change -> heard.add("before"));
		channel.whenState(ChannelState.ATTACHED, change -> heard.add("when"));
		this.fixture.settle();
		channel.on(ChannelEvent.ATTACHED, change -> heard.add("after"));
		this.fixture.await(channel.attach());
		assertThat(heard).containsExactly("before", "when", "after");
	}

	@Test
	@Uts("realtime/unit/RTL25a/past-state-does-not-resolve-1")
	void aStateThatIsOverDoesNotCount() {
		RealtimeChannel channel = this.fixture.attached();
		CompletableFuture<ChannelStateChange> attaching = channel.whenState(ChannelState.ATTACHING);
		this.fixture.advance(200);
		assertThat(attaching).isNotDone();
	}

}
