package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestChannelAttributesTests extends RestTestSupport {

	@Test
	@Uts("rest/unit/RSL9/channel-name-attribute-0")
	void aChannelKnowsItsName() {
		assertThat(channel("my-channel").name()).isEqualTo("my-channel");
		assertThat(channel("namespace:channel-name").name()).isEqualTo("namespace:channel-name");
	}

	@Test
	@Uts("rest/unit/RSL7/setoptions-updates-options-0")
	void setOptionsSucceeds() {
		assertThat(channel("a").setOptions(ChannelOptions.DEFAULT)).isCompleted();
	}

	@Test
	@Uts("rest/unit/RSL7/setoptions-stores-options-1")
	void setOptionsKeepsTheOptions() {
		this.http.always(200, List.of());
		RestChannel channel = channel("a");
		ChannelOptions options = ChannelOptions.withCipherKey(new byte[16]);
		await(channel.setOptions(options));
		assertThat(channel.options()).isEqualTo(options);
	}

	@Test
	@Uts("rest/unit/RSL8/status-get-correct-endpoint-0")
	void statusAsksForTheChannel() {
		this.http.always(200, details("test-RSL8", true, metrics()));
		await(channel("test-RSL8").status());
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/channels/test-RSL8");
	}

	@Test
	@Uts("rest/unit/RSL8/status-special-chars-encoded-1")
	void theNameIsEncodedInThePathOfStatus() {
		this.http.always(200, details("namespace:my channel", true, metrics()));
		await(channel("namespace:my channel").status());
		assertThat(this.http.request(0).method()).isEqualTo("GET");
		assertThat(this.http.request(0).path()).isEqualTo("/channels/namespace%3Amy%20channel");
	}

	@Test
	@Uts("rest/unit/RSL8a/status-returns-channel-details-0")
	void statusIsTheDetailsOfTheChannel() {
		this.http.always(200, details("test-RSL8a", true, object("connections", 5, "publishers", 2, "subscribers", 3,
				"presenceConnections", 1, "presenceMembers", 1, "presenceSubscribers", 0)));
		ChannelDetails details = await(channel("test-RSL8a").status());
		assertThat(details.channelId()).isEqualTo("test-RSL8a");
		assertThat(details.status().isActive()).isTrue();
		ChannelMetrics metrics = details.status().occupancy().metrics();
		assertThat(metrics.connections()).isEqualTo(5);
		assertThat(metrics.publishers()).isEqualTo(2);
		assertThat(metrics.subscribers()).isEqualTo(3);
	}

	@Test
	@Uts("rest/unit/CHM2/parses-all-metrics-fields-0")
	void allMetricsAreRead() {
		this.http.always(200,
				details("test-CHM2-all-fields", true,
						object("connections", 10, "presenceConnections", 7, "presenceMembers", 4, "presenceSubscribers",
								3, "publishers", 6, "subscribers", 8, "objectPublishers", 2, "objectSubscribers", 5)));
		ChannelDetails details = await(channel("test-CHM2-all-fields").status());
		assertThat(details).isEqualTo(new ChannelDetails("test-CHM2-all-fields",
				new ChannelStatus(true, new ChannelOccupancy(new ChannelMetrics(10, 7, 4, 3, 6, 8, 2, 5)))));
	}

	@Test
	@Uts("rest/unit/CHM2/zero-and-missing-metrics-1")
	void missingMetricsAreZero() {
		this.http.always(200, details("test-CHM2-defaults", false, metrics()));
		ChannelDetails details = await(channel("test-CHM2-defaults").status());
		assertThat(details).isEqualTo(new ChannelDetails("test-CHM2-defaults",
				new ChannelStatus(false, new ChannelOccupancy(new ChannelMetrics(0, 0, 0, 0, 0, 0, 0, 0)))));
	}

	private static Map<String, @Nullable Object> metrics() {
		return object("connections", 0, "presenceConnections", 0, "presenceMembers", 0, "presenceSubscribers", 0,
				"publishers", 0, "subscribers", 0);
	}

	private static Map<String, @Nullable Object> details(String channelId, boolean active,
			Map<String, @Nullable Object> metrics) {
		return object("channelId", channelId, "status",
				object("isActive", active, "occupancy", object("metrics", metrics)));
	}

}
