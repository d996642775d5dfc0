package io.github.ablyspring.boot.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A meter for each channel that has a name of its own, or one for all: looked up without
 * asking the registry, for what happens with every message.
 *
 * @param <M> the type of the meter
 */
final class PerChannel<M> {

	private final ChannelTags channels;

	private final Function<Tags, M> meters;

	private final Map<String, M> named = new ConcurrentHashMap<>();

	private volatile @Nullable M forAll;

	PerChannel(ChannelTags channels, Function<Tags, M> meters) {
		this.channels = channels;
		this.meters = meters;
	}

	M of(String channel) {
		if (this.channels.enabled()) {
			return this.named.computeIfAbsent(this.channels.value(channel),
					(value) -> this.meters.apply(this.channels.of(channel)));
		}
		M meter = this.forAll;
		if (meter == null) {
			meter = this.meters.apply(Tags.empty());
			this.forAll = meter;
		}
		return meter;
	}

}
