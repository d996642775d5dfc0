package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.testing.Frames;
import org.junit.jupiter.api.Test;

import static io.github.ablyspring.realtime.channel.ChannelFixture.NAME;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests whose answers come late, or not at all, neither repeat nor lose anything.
 */
class ChannelOverlapTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	@Test
	void aSecondAttachWaitsForTheAnswerToTheFirst() {
		this.fixture.server().ignore(Action.ATTACH);
		RealtimeChannel channel = this.fixture.connected();
		CompletableFuture<?> attach = channel.attach();
		CompletableFuture<Void> first = channel.setOptions(withParam("1"));
		CompletableFuture<Void> second = channel.setOptions(withParam("2"));
		this.fixture.settle();
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(1);
		this.fixture.send(Frames.attached(NAME));
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(2)
			.last()
			.extracting(ProtocolMessage::params)
			.isEqualTo(Map.of("a", "2"));
		assertThat(attach).isNotDone();
		this.fixture.send(Frames.attached(NAME));
		this.fixture.await(CompletableFuture.allOf(attach, first, second));
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(2);
	}

	@Test
	void whatComesTwiceIsDeliveredOnce() {
		RealtimeChannel channel = this.fixture.attached();
		List<Object> received = new ArrayList<>();
		channel.subscribe((message) -> received.add(message.data()));
		this.fixture.send(message("00000000000002-000@series", "two"));
		this.fixture.send(message("00000000000001-000@series", "one"));
		this.fixture.send(message("00000000000002-000@series", "two"));
		this.fixture.send(message("00000000000003-000@series", "three"));
		assertThat(received).containsExactly("two", "three");
		assertThat(channel.properties().channelSerial()).isEqualTo("00000000000003-000@series");
	}

	@Test
	void framesThatShareAPositionAndThoseOfAnotherSeriesAreDelivered() {
		RealtimeChannel channel = this.fixture.attached();
		List<Object> received = new ArrayList<>();
		channel.subscribe((message) -> received.add(message.data()));
		this.fixture.send(message("00000000000002-000@series", "one part"));
		this.fixture.send(message("00000000000002-000@series", "the other part"));
		this.fixture.send(message("00000000000001-000@sequel", "the next series"));
		assertThat(received).containsExactly("one part", "the other part", "the next series");
	}

	@Test
	void whatComesAgainAfterALossIsDelivered() {
		RealtimeChannel channel = this.fixture.attached();
		List<Object> received = new ArrayList<>();
		channel.subscribe((message) -> received.add(message.data()));
		this.fixture.send(message("00000000000002-000@series", "two"));
		this.fixture.send(Frames.attached(NAME));
		this.fixture.send(message("00000000000001-000@series", "one"));
		assertThat(received).containsExactly("two", "one");
	}

	@Test
	void aDetachWithoutAnswerLeavesAChannelThatIsAttachedForSure() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.server().ignore(Action.DETACH);
		CompletableFuture<Void> detach = channel.detach();
		this.fixture.advance(10_001);
		assertThat(this.fixture.failure(detach).code()).isEqualTo(90007);
		assertThat(this.fixture.sent(Action.ATTACH)).hasSize(2);
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	void aChannelThatFailsByItselfIsDetachedAndTheAnswerStandsForNothingElse() {
		ChannelFixture fixture = ChannelFixture.withoutVcdiff();
		RealtimeChannel channel = fixture.attached();
		fixture.server().ignore(Action.DETACH);
		fixture.send(ProtocolMessage.builder(Action.MESSAGE)
			.channel(NAME)
			.messages(List.of(WireMessage.builder()
				.id("2:0")
				.data("delta")
				.encoding("utf-8/vcdiff")
				.extras(Map.of("delta", Map.of("from", "1:0", "format", "vcdiff")))
				.build()))
			.build());
		assertThat(channel.state()).isEqualTo(ChannelState.FAILED);
		assertThat(fixture.sent(Action.DETACH)).hasSize(1);
		fixture.server().ignore(Action.ATTACH);
		CompletableFuture<?> attach = channel.attach();
		fixture.send(Frames.detached(NAME, null));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
		fixture.send(Frames.attached(NAME));
		fixture.await(attach);
		fixture.send(Frames.detached(NAME, null));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHING);
	}

	@Test
	void whoAttachesAChannelThatIsBeingReleasedHearsSo() {
		RealtimeChannel channel = this.fixture.attached();
		this.fixture.server().ignore(Action.DETACH);
		CompletableFuture<Void> release = this.fixture.channels().release(NAME);
		CompletableFuture<?> attach = channel.attach();
		this.fixture.settle();
		this.fixture.send(Frames.detached(NAME, null));
		this.fixture.await(release);
		assertThat(this.fixture.failure(attach).code()).isEqualTo(90001);
	}

	private static ChannelOptions withParam(String value) {
		return ChannelOptions.builder().param("a", value).build();
	}

	private static ProtocolMessage message(String serial, String data) {
		return ChannelFixture.message(NAME, "event", data).id(data).channelSerial(serial).build();
	}

}
