package io.github.ablyspring.rest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RestHistoryTests extends RestTestSupport {

	@Test
	@Uts("rest/unit/RSL2a/returns-paginated-result-0")
	void historyIsAPageOfMessages() {
		this.http.always(200, List.of(object("id", "msg1", "name", "event1", "data", "data1", "timestamp", 1000),
				object("id", "msg2", "name", "event2", "data", "data2", "timestamp", 2000)));
		PaginatedResult<Message> page = await(channel("a").history());
		assertThat(page.items()).hasSize(2);
		Message first = page.items().get(0);
		assertThat(first.id()).isEqualTo("msg1");
		assertThat(first.name()).isEqualTo("event1");
		assertThat(first.data()).isEqualTo("data1");
	}

	@ParameterizedTest
	@MethodSource
	@Uts("rest/unit/RSL2b/query-parameters-0")
	void paramsAreSentInTheQuery(HistoryParams params, String name, String value) {
		this.http.always(200, List.of());
		await(channel("a").history(params));
		assertThat(this.http.request(0).query()).containsEntry(name, value);
	}

	static Stream<Arguments> paramsAreSentInTheQuery() {
		return Stream.of(
				arguments(HistoryParams.builder().start(Instant.ofEpochMilli(1234567890000L)).build(), "start",
						"1234567890000"),
				arguments(HistoryParams.builder().end(Instant.ofEpochMilli(1234567899999L)).build(), "end",
						"1234567899999"),
				arguments(HistoryParams.builder().direction(Direction.BACKWARDS).build(), "direction", "backwards"),
				arguments(HistoryParams.builder().direction(Direction.FORWARDS).build(), "direction", "forwards"),
				arguments(HistoryParams.builder().limit(50).build(), "limit", "50"));
	}

	@Test
	@Uts("rest/unit/RSL2b1/default-direction-backwards-0")
	void theServerDecidesOnTheDirectionIfNobodyElseDoes() {
		this.http.always(200, List.of());
		await(channel("a").history());
		assertThat(this.http.request(0).query()).doesNotContainKey("direction");
	}

	@Test
	@Uts("rest/unit/RSL2b2/limit-parameter-0")
	void theLimitIsSent() {
		this.http.always(200, List.of(object("id", "msg1", "name", "e", "data", "d", "timestamp", 1000)));
		await(channel("a").history(HistoryParams.builder().limit(10).build()));
		assertThat(this.http.request(0).query()).containsEntry("limit", "10");
	}

	@Test
	@Uts("rest/unit/RSL2b3/default-limit-hundred-0")
	void theServerDecidesOnTheLimitIfNobodyElseDoes() {
		this.http.always(200, List.of());
		await(channel("a").history());
		assertThat(this.http.request(0).query()).doesNotContainKey("limit");
	}

	@ParameterizedTest
	@CsvSource({ "RSL2-simple,RSL2-simple", "RSL2-with:colon,RSL2-with%3Acolon", "RSL2-with/slash,RSL2-with%2Fslash",
			"RSL2-with space,RSL2-with%20space" })
	@Uts("rest/unit/RSL2/request-url-format-0")
	void theChannelsNameIsEncodedInThePath(String name, String encoded) {
		this.http.always(200, List.of());
		await(channel(name).history());
		assertThat(this.http.requests()).hasSize(1);
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/channels/" + encoded + "/messages");
	}

	@Test
	@Uts("rest/unit/RSL2/history-time-range-1")
	void startAndEndGoTogether() {
		this.http.always(200, List.of(object("id", "msg1", "name", "e", "data", "d", "timestamp", 1500)));
		await(channel("a").history(
				HistoryParams.builder().start(Instant.ofEpochMilli(1000)).end(Instant.ofEpochMilli(2000)).build()));
		assertThat(this.http.request(0).query()).containsEntry("start", "1000").containsEntry("end", "2000");
	}

	@Test
	void fromSerialAndOtherParamsAreSent() {
		this.http.always(200, List.of());
		await(channel("a").history(HistoryParams.builder().fromSerial("01-001@x").param("mode", "new").build()));
		assertThat(this.http.request(0).query())
			.containsExactlyInAnyOrderEntriesOf(Map.of("fromSerial", "01-001@x", "mode", "new"));
	}

	@Test
	void messagesAreDecryptedWithTheOptionsOfTheChannel() {
		ChannelOptions options = ChannelOptions.withCipherKey(new byte[32]);
		this.http.always(201, object("serials", List.of("s1")));
		RestChannel channel = client().channels().get("a", options);
		await(channel.publish("event", Map.of("secret", true)));
		this.http.always(200, List.of(sentMessage()));
		assertThat(await(channel.history()).items().get(0).data()).isEqualTo(Map.of("secret", true));
	}

	@Test
	void setOptionsChangesWhatFollows() {
		this.http.always(201, object("serials", List.of("s1")));
		RestChannel channel = channel("a");
		await(channel.setOptions(ChannelOptions.withCipherKey(new byte[16])));
		await(channel.publish("event", "secret"));
		assertThat(sentMessage()).containsEntry("encoding", "utf-8/cipher+aes-128-cbc/base64");
		await(channel.setOptions(ChannelOptions.DEFAULT));
		await(channel.publish("event", "plain"));
		assertThat(sentMessage()).containsEntry("data", "plain").doesNotContainKey("encoding");
	}

}
