package io.github.ablyspring.boot.listener;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.CipherParams;
import io.github.ablyspring.realtime.channel.DeriveOptions;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the channels of the endpoints of a client, with the options that all their
 * listeners together ask for.
 */
final class ListenerChannels {

	private static final Logger logger = LoggerFactory.getLogger(ListenerChannels.class);

	private final AblyRealtime realtime;

	private final Map<String, ChannelModes> modes = new ConcurrentHashMap<>();

	ListenerChannels(AblyRealtime realtime) {
		this.realtime = realtime;
	}

	RealtimeChannel get(AblyListenerEndpoint endpoint, String name) {
		return endpoint.filter().isEmpty() ? plain(endpoint, name) : derived(endpoint, name);
	}

	private RealtimeChannel plain(AblyListenerEndpoint endpoint, String name) {
		RealtimeChannel channel = this.realtime.channels().get(name);
		ChannelOptions merged = merge(endpoint, name, name, channel.options());
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

	// a channel of its own, which has the cipher of the one it is derived from
	private RealtimeChannel derived(AblyListenerEndpoint endpoint, String name) {
		ChannelOptions base = this.realtime.channels().exists(name) ? this.realtime.channels().get(name).options()
				: this.realtime.options().channelDefaults().of(name);
		return this.realtime.channels()
			.getDerived(name, DeriveOptions.of(endpoint.filter()),
					merge(endpoint, name, endpoint.filter() + " of " + name, base));
	}

	private ChannelOptions merge(AblyListenerEndpoint endpoint, String name, String key, ChannelOptions present) {
		Map<String, String> params = new LinkedHashMap<>(present.params());
		endpoint.params().forEach((param, value) -> {
			String before = params.put(param, value);
			if (before != null && !before.equals(value)) {
				logger.warn("The listener {} sets {}={} on the channel {}, where it was {}", endpoint.id(), param,
						value, name, before);
			}
		});
		ChannelModes all = this.modes.computeIfAbsent(key, (first) -> new ChannelModes(present.modes()));
		ChannelOptions.Builder merged = present.toBuilder()
			.params(params)
			.modes(all.add(endpoint.modes(), endpoint.source()));
		if (endpoint.cipherKey() != null) {
			merged.cipher(CipherParams.of(endpoint.cipherKey()));
		}
		return merged.build();
	}

}
