package io.github.ablyspring.realtime.channel;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.rest.Direction;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a realtime channel leaves to REST.
 */
class ChannelRestUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	private final RealtimeChannel channel = this.fixture.channel();

	@Test
	@Uts("realtime/unit/RTL10a/supports-rest-params-0")
	void historyTakesWhatRestTakes() {
		this.fixture.http()
			.always(200, List.of(Map.of("id", "m1", "name", "one", "data", "x"),
					Map.of("id", "m2", "name", "two", "data", "y")));
		PaginatedResult<Message> page = this.fixture.await(this.channel.history(HistoryParams.builder()
			.start(Instant.ofEpochMilli(1000))
			.end(Instant.ofEpochMilli(2000))
			.direction(Direction.FORWARDS)
			.limit(10)
			.build()));
		assertThat(page.items()).extracting(Message::name).containsExactly("one", "two");
		PendingRequest request = request();
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.path()).isEqualTo("/channels/test/messages");
		assertThat(request.query()).containsEntry("start", "1000")
			.containsEntry("end", "2000")
			.containsEntry("direction", "forwards")
			.containsEntry("limit", "10");
	}

	@Test
	@Uts("realtime/unit/RTL10b/adds-from-serial-0")
	void historyUntilAttachEndsAtTheAttach() {
		this.fixture.http().always(200, List.of());
		this.fixture.answer(Action.ATTACH,
				frame -> ChannelFixture.attached(frame.channel()).channelSerial("serial-abc:0").build());
		this.fixture.connect();
		this.fixture.await(this.channel.attach());
		assertThat(this.channel.state()).isEqualTo(ChannelState.ATTACHED);
		this.fixture.await(this.channel.historyUntilAttach(HistoryParams.none()));
		assertThat(request().query()).containsEntry("fromSerial", "serial-abc:0");
	}

	@Test
	@Uts("realtime/unit/RTL10b/errors-when-not-attached-1")
	void historyUntilAttachNeedsAnAttach() {
		this.fixture.connect();
		assertThat(this.channel.state()).isEqualTo(ChannelState.INITIALIZED);
		assertThat(this.fixture.failure(this.channel.historyUntilAttach(HistoryParams.none()))).isNotNull();
		assertThat(this.fixture.http().requests()).isEmpty();
	}

	@Test
	@Uts("realtime/unit/RTL28/identical-to-rest-0")
	void getsAMessage() {
		this.fixture.http().always(200, Map.of("serial", "s:1", "name", "one", "data", "x"));
		Message message = this.fixture.await(this.channel.getMessage("s:1"));
		assertThat(message.name()).isEqualTo("one");
		assertThat(message.data()).isEqualTo("x");
		assertThat(request().method()).isEqualTo("GET");
		assertThat(request().path()).isEqualTo("/channels/test/messages/s%3A1");
		assertThat(this.fixture.failure(this.channel.getMessage("")).code()).isEqualTo(40003);
	}

	@Test
	@Uts("realtime/unit/RTL31/identical-to-rest-0")
	void getsTheVersionsOfAMessage() {
		this.fixture.http()
			.always(200, List.of(Map.of("serial", "s:1", "data", "old"), Map.of("serial", "s:1", "data", "new")));
		PaginatedResult<Message> page = this.fixture
			.await(this.channel.getMessageVersions("s:1", Map.of("direction", "backwards", "limit", 2)));
		assertThat(page.items()).extracting(Message::data).containsExactly("old", "new");
		assertThat(request().path()).isEqualTo("/channels/test/messages/s%3A1/versions");
		assertThat(request().query()).containsEntry("direction", "backwards").containsEntry("limit", "2");
		assertThat(this.fixture.failure(this.channel.getMessageVersions("")).code()).isEqualTo(40003);
	}

	private PendingRequest request() {
		return this.fixture.http().requests().get(0);
	}

}
