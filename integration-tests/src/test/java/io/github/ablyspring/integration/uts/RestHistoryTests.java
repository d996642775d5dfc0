package io.github.ablyspring.integration.uts;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.rest.Direction;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.rest.RestChannel;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The history of a channel over REST.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
@Timeout(300)
class RestHistoryTests {

	private final ManualClock clock = new ManualClock(Instant.now());

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create(this.clock);

	@Parameter
	boolean binary;

	private RestChannel channel;

	@BeforeEach
	void createChannel() {
		this.channel = this.sandbox.rest(this.binary).channels().get(unique("history"));
	}

	@Test
	@Uts("rest/integration/RSL2a/history-returns-messages-0")
	void returnsWhatWasPublished() {
		await(this.channel.publish("event1", "data1"));
		await(this.channel.publish("event2", "data2"));
		await(this.channel.publish("event3", Map.of("key", "value")));
		List<Message> messages = await(this.channel.history()).items();
		assertThat(messages).extracting(Message::name, Message::data)
			.containsExactly(tuple("event3", Map.of("key", "value")), tuple("event2", "data2"),
					tuple("event1", "data1"));
		assertThat(messages).allSatisfy((message) -> assertThat(message.timestamp()).isNotNull());
	}

	@Test
	@Uts("rest/integration/RSL2b1/history-direction-forwards-0")
	void forwardsIsOldestFirst() {
		await(this.channel.publish("first", "1"));
		await(this.channel.publish("second", "2"));
		await(this.channel.publish("third", "3"));
		HistoryParams forwards = HistoryParams.builder().direction(Direction.FORWARDS).build();
		assertThat(await(this.channel.history(forwards)).items()).extracting(Message::name)
			.containsExactly("first", "second", "third");
	}

	@Test
	@Uts("rest/integration/RSL2b2/history-limit-parameter-0")
	void limitTakesTheMostRecent() {
		for (int i = 1; i <= 10; i++) {
			await(this.channel.publish("event-" + i, Integer.toString(i)));
		}
		assertThat(await(this.channel.history(HistoryParams.builder().limit(5).build())).items())
			.extracting(Message::name)
			.containsExactly("event-10", "event-9", "event-8", "event-7", "event-6");
	}

	@Test
	@Uts("rest/integration/RSL2b3/history-time-range-0")
	void timeRangeSelects() {
		await(this.channel.publish("early1", "e1"));
		await(this.channel.publish("early2", "e2"));
		this.clock.advance(Duration.ofMillis(2));
		await(this.channel.publish("late1", "l1"));
		await(this.channel.publish("late2", "l2"));
		List<Message> all = await(this.channel.history()).items();
		assertThat(all).hasSize(4);
		Instant lastEarly = all.stream()
			.filter((message) -> message.name().startsWith("early"))
			.map(Message::timestamp)
			.max(Comparator.naturalOrder())
			.orElseThrow();
		Instant firstLate = all.stream()
			.filter((message) -> message.name().startsWith("late"))
			.map(Message::timestamp)
			.min(Comparator.naturalOrder())
			.orElseThrow();
		Instant boundary = Instant.ofEpochMilli((lastEarly.toEpochMilli() + firstLate.toEpochMilli()) / 2);
		assertThat(namesBetween(lastEarly.minusSeconds(1), boundary)).containsExactly("early2", "early1");
		assertThat(namesBetween(boundary.plusMillis(1), firstLate.plusSeconds(1))).containsExactly("late2", "late1");
	}

	private List<String> namesBetween(Instant start, Instant end) {
		HistoryParams range = HistoryParams.builder().start(start).end(end).build();
		return await(this.channel.history(range)).items().stream().map(Message::name).toList();
	}

	@Test
	@Uts("rest/integration/RSL2/history-empty-channel-0")
	void emptyChannelHasNone() {
		PaginatedResult<Message> page = await(this.channel.history());
		assertThat(page.items()).isEmpty();
		assertThat(page.hasNext()).isFalse();
		assertThat(page.isLast()).isTrue();
	}

}
