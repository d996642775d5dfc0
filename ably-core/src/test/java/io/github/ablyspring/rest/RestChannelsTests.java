package io.github.ablyspring.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestChannelsTests extends RestTestSupport {

	private final RestChannels channels = client().channels();

	@Test
	@Uts("rest/unit/RSN1/channels-collection-accessible-0")
	void aClientHasChannels() {
		assertThat(this.channels).isNotNull().isInstanceOf(RestChannels.class);
	}

	@Test
	@Uts("rest/unit/RSN2/check-channel-exists-0")
	void aChannelExistsOnceItWasGot() {
		assertThat(this.channels.exists("a")).isFalse();
		this.channels.get("a");
		assertThat(this.channels.exists("a")).isTrue();
		assertThat(this.channels.exists("other")).isFalse();
	}

	@Test
	@Uts("rest/unit/RSN2/iterate-channels-1")
	void channelsCanBeIterated() {
		List.of("a", "b", "c").forEach(this.channels::get);
		List<String> names = new ArrayList<>();
		this.channels.forEach((channel) -> names.add(channel.name()));
		assertThat(names).containsExactlyInAnyOrder("a", "b", "c");
	}

	@Test
	@Uts("rest/unit/RSN3a/get-creates-new-channel-0")
	void getCreatesAChannel() {
		RestChannel channel = this.channels.get("a");
		assertThat(channel).isInstanceOf(RestChannel.class);
		assertThat(channel.name()).isEqualTo("a");
		assertThat(this.channels.exists("a")).isTrue();
	}

	@Test
	@Uts("rest/unit/RSN3a/get-returns-existing-channel-1")
	void getReturnsTheChannelThatIsThere() {
		RestChannel first = this.channels.get("a");
		assertThat(this.channels.get("a")).isSameAs(first);
		assertThat(first.name()).isEqualTo("a");
	}

	@Test
	@Uts("rest/unit/RSN3a/subscript-creates-or-returns-2")
	void theOneWayToGetAChannelServesAsSubscript() {
		RestChannel first = this.channels.get("a");
		RestChannel second = this.channels.get("a", ChannelOptions.DEFAULT);
		RestChannel third = this.channels.get("a");
		assertThat(second).isSameAs(first);
		assertThat(third).isSameAs(second);
		assertThat(first.name()).isEqualTo("a");
	}

	@Test
	@Uts("rest/unit/RSN4a/release-removes-channel-0")
	void releaseForgetsTheChannel() {
		this.channels.get("a");
		assertThat(this.channels.exists("a")).isTrue();
		this.channels.release("a");
		assertThat(this.channels.exists("a")).isFalse();
	}

	@Test
	@Uts("rest/unit/RSN4b/release-nonexistent-noop-0")
	void releaseOfAnUnknownChannelDoesNothing() {
		this.channels.release("never");
		assertThat(this.channels.exists("never")).isFalse();
	}

	@Test
	@Uts("rest/unit/RSN3a/get-after-release-new-instance-3")
	void getAfterReleaseCreatesAnew() {
		RestChannel first = this.channels.get("a");
		this.channels.release("a");
		RestChannel second = this.channels.get("a");
		assertThat(second).isNotSameAs(first);
		assertThat(second.name()).isEqualTo("a");
		assertThat(this.channels.exists("a")).isTrue();
	}

	@Test
	void optionsGivenToGetAreSetOnTheChannel() {
		ChannelOptions options = ChannelOptions.withCipherKey(new byte[32]);
		RestChannel channel = this.channels.get("a");
		assertThat(channel.options()).isEqualTo(ChannelOptions.DEFAULT);
		this.channels.get("a", options);
		assertThat(channel.options()).isEqualTo(options);
	}

	@Test
	void theActiveChannelsOfTheApplicationCanBeListed() {
		this.http.always(200, List.of(object("channelId", "a"), object("channelId", "b")));
		PaginatedResult<ChannelDetails> page = await(this.channels.list(Map.of("prefix", "x:", "limit", 2)));
		assertThat(page.items()).extracting(ChannelDetails::channelId).containsExactly("a", "b");
		assertThat(this.http.lastRequest().path()).isEqualTo("/channels");
		assertThat(this.http.lastRequest().query()).containsEntry("prefix", "x:").containsEntry("limit", "2");
	}

}
