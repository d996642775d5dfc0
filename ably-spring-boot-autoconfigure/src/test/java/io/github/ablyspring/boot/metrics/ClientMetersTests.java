package io.github.ablyspring.boot.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.channel.MessagesDropped;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientMeters}: what an application seldom sees.
 */
class ClientMetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final ClientMeters meters = new ClientMeters(this.registry, "billing", ChannelTags.NONE, true);

	@Test
	void countsWhatIsDropped() {
		this.meters.dropped(new MessagesDropped("orders", 3, 3));
		this.meters.dropped(new MessagesDropped("orders", 2, 5));
		assertThat(counter(AblyMeter.MESSAGES_DROPPED)).isEqualTo(5);
	}

	@Test
	void countsWhatCannotBeDecoded() {
		this.meters.undecodable("orders", ErrorInfo.of(40013, 400, "expected by the test"));
		assertThat(counter(AblyMeter.MESSAGES_UNDECODABLE)).isOne();
	}

	@Test
	void countsHeartbeatsWithoutAnAnswer() {
		this.meters.heartbeatTimedOut();
		assertThat(counter(AblyMeter.HEARTBEAT_TIMEOUTS)).isOne();
	}

	@Test
	void namesTheChannelsItIsToldTo() {
		ClientMeters named = new ClientMeters(this.registry, "billing", new ChannelTags(List.of("orders"), 1), true);
		named.dropped(new MessagesDropped("orders", 1, 1));
		named.dropped(new MessagesDropped("secret", 2, 2));
		assertThat(this.registry.get("ably.messages.dropped").tag("channel", "orders").counter().count()).isOne();
		assertThat(this.registry.get("ably.messages.dropped").tag("channel", "others").counter().count()).isEqualTo(2);
	}

	@Test
	void whoeverHearsOfTheEndOfARequestFindsItMetered() {
		List<Long> seen = new ArrayList<>();
		CompletableFuture<String> sent = new CompletableFuture<>();
		this.meters.time(AblyMeter.REST_REQUESTS, Tags.empty(), () -> sent, (answer, failure) -> "success")
			.whenComplete((answer, failure) -> seen.add(this.registry.get("ably.rest.requests").timer().count()));
		sent.complete("answer");
		assertThat(seen).containsExactly(1L);
	}

	@Test
	void aRequestEndsWhateverBecomesOfItsMeter() {
		CompletableFuture<String> sent = new CompletableFuture<>();
		CompletableFuture<String> call = this.meters.time(AblyMeter.REST_REQUESTS, Tags.empty(), () -> sent,
				(answer, failure) -> {
					throw new IllegalStateException("expected by the test");
				});
		sent.complete("answer");
		assertThat(call).isCompletedWithValue("answer");
	}

	private double counter(AblyMeter meter) {
		Counter counter = this.registry.get(meter.meterName()).counter();
		assertThat(counter.getId().getTags()).extracting(Tag::getKey).containsExactlyInAnyOrderElementsOf(meter.tags());
		assertThat(counter.getId().getTag("client")).isEqualTo("billing");
		return counter.count();
	}

}
