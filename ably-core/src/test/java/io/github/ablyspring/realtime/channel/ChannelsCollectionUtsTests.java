package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelsCollectionUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	private final RealtimeChannels channels = this.fixture.channels();

	@Test
	@Uts("realtime/unit/RTS1/channels-collection-accessible-0")
	void theClientHasChannels() {
		assertThat(this.channels).isNotNull().isInstanceOf(RealtimeChannels.class);
	}

	@Test
	@Uts("realtime/unit/RTS2/channel-exists-check-0")
	void knowsWhichChannelsExist() {
		assertThat(this.channels.exists("one")).isFalse();
		this.channels.get("one");
		assertThat(this.channels.exists("one")).isTrue();
		assertThat(this.channels.exists("other")).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTS2/iterate-channels-1")
	void goesThroughTheChannels() {
		List.of("a", "b", "c").forEach(this.channels::get);
		List<String> names = new ArrayList<>();
		this.channels.forEach(channel -> names.add(channel.name()));
		assertThat(names).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(this.channels.names()).containsExactlyInAnyOrder("a", "b", "c");
	}

	@Test
	@Uts("realtime/unit/RTS3a/get-creates-new-channel-0")
	void makesAChannel() {
		RealtimeChannel channel = this.channels.get("new");
		assertThat(channel.name()).isEqualTo("new");
		assertThat(this.channels.exists("new")).isTrue();
	}

	@Test
	@Uts("realtime/unit/RTS3a/get-returns-existing-channel-1")
	void givesTheSameChannelAgain() {
		RealtimeChannel channel = this.channels.get("same");
		assertThat(this.channels.get("same")).isSameAs(channel);
		assertThat(channel.name()).isEqualTo("same");
	}

	// Java has no subscripts: get is what stands between the brackets elsewhere.
	@Test
	@Uts("realtime/unit/RTS3a/subscript-operator-channel-2")
	void givesTheSameChannelHoweverItIsAskedFor() {
		RealtimeChannel first = this.channels.get("same");
		RealtimeChannel second = this.channels.get("same", first.options());
		RealtimeChannel third = this.channels.iterator().next();
		assertThat(first).isSameAs(second);
		assertThat(second).isSameAs(third);
		assertThat(first.name()).isEqualTo("same");
	}

	@Test
	@Uts("realtime/unit/RTS4a/release-removes-channel-0")
	void forgetsAChannel() {
		this.channels.get("gone");
		assertThat(this.channels.exists("gone")).isTrue();
		this.fixture.await(this.channels.release("gone"));
		assertThat(this.channels.exists("gone")).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTS4a/release-nonexistent-noop-1")
	void releasingWhatDoesNotExistDoesNothing() {
		this.fixture.await(this.channels.release("never"));
		assertThat(this.channels.exists("never")).isFalse();
	}

	@Test
	@Uts("realtime/unit/RTS4a/release-detaches-attached-2")
	void detachesBeforeItForgets() {
		RealtimeChannel channel = this.fixture.attached();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		this.fixture.await(this.channels.release(channel.name()));
		assertThat(this.channels.exists(channel.name())).isFalse();
		assertThat(this.fixture.sent(Action.DETACH)).hasSize(1);
		assertThat(channel.state()).isEqualTo(ChannelState.DETACHED);
	}

	@Test
	@Uts("realtime/unit/RTS3a/get-after-release-new-3")
	void makesAnotherChannelAfterARelease() {
		RealtimeChannel first = this.channels.get("again");
		this.fixture.await(this.channels.release("again"));
		RealtimeChannel second = this.channels.get("again");
		assertThat(second).isNotSameAs(first);
		assertThat(second.name()).isEqualTo("again");
		assertThat(this.channels.exists("again")).isTrue();
	}

}
