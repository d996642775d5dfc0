package io.github.ablyspring.boot.listener;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.CipherParams;
import io.github.ablyspring.realtime.channel.DeriveOptions;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.channel.RealtimeChannels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the channels of endpoints, with the options that all their listeners together ask
 * for.
 */
final class ListenerChannels {

	private static final Logger logger = LoggerFactory.getLogger(ListenerChannels.class);

	private final RealtimeChannels channels;

	private final Function<String, ChannelOptions> defaults;

	ListenerChannels(RealtimeChannels channels, Function<String, ChannelOptions> defaults) {
		this.channels = channels;
		this.defaults = defaults;
	}

	RealtimeChannel get(AblyListenerEndpoint endpoint, String name) {
		if (!endpoint.filter().isEmpty()) {
			return this.channels.getDerived(name, DeriveOptions.of(endpoint.filter()),
					merge(endpoint, name, this.defaults.apply(name)));
		}
		if (!this.channels.exists(name)) {
			return this.channels.get(name, merge(endpoint, name, this.defaults.apply(name)));
		}
		RealtimeChannel channel = this.channels.get(name);
		ChannelOptions merged = merge(endpoint, name, channel.options());
		if (!merged.equals(channel.options())) {
			channel.setOptions(merged).whenComplete((set, failure) -> {
				if (failure != null) {
					logger.warn("The channel {} did not take the options of the listener {}", name, endpoint.id(),
							failure);
				}
			});
		}
		return channel;
	}

	private static ChannelOptions merge(AblyListenerEndpoint endpoint, String name, ChannelOptions present) {
		Map<String, String> params = new LinkedHashMap<>(present.params());
		endpoint.params().forEach((param, value) -> {
			String before = params.put(param, value);
			if (before != null && !before.equals(value)) {
				logger.warn("The listener {} sets {}={} on the channel {}, where it was {}", endpoint.id(), param,
						value, name, before);
			}
		});
		Set<ChannelMode> modes = new LinkedHashSet<>(present.modes());
		modes.addAll(endpoint.modes());
		ChannelOptions.Builder merged = present.toBuilder().params(params).modes(modes);
		if (endpoint.cipherKey() != null) {
			merged.cipher(CipherParams.of(endpoint.cipherKey()));
		}
		return merged.build();
	}

}
