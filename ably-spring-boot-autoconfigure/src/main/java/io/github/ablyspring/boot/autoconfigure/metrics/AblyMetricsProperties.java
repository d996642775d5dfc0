package io.github.ablyspring.boot.autoconfigure.metrics;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for meters.
 *
 * @param enabled Whether there are meters of Ably clients.
 * @param channelTags Names of channels, or patterns with '*', that meters are tagged
 * with. No meter has a tag for the channel when empty.
 * @param maxChannelTags Maximum number of channels that meters are tagged with; all
 * others go by the name 'others'.
 * @param heartbeatInterval Time between measurements of the round trip over a connection,
 * or 0 for none.
 */
@ConfigurationProperties("ably.metrics")
public record AblyMetricsProperties(@DefaultValue("true") boolean enabled, @DefaultValue List<String> channelTags,
		@DefaultValue("100") int maxChannelTags, @DefaultValue("30s") Duration heartbeatInterval) {

}
