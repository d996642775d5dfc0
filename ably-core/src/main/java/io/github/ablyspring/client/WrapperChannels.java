package io.github.ablyspring.client;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.realtime.channel.DeriveOptions;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.channel.RealtimeChannels;

/**
 * The channels as an SDK that wraps this library gets them: with a parameter that says so
 * (WP7).
 */
final class WrapperChannels implements RealtimeChannels {

	private final RealtimeChannels channels;

	private final String agent;

	private final ChannelDefaults defaults;

	private WrapperChannels(RealtimeChannels channels, String agent, ChannelDefaults defaults) {
		this.channels = channels;
		this.agent = agent;
		this.defaults = defaults;
	}

	static RealtimeChannels of(RealtimeChannels channels, WrapperSdkProxyOptions options, ChannelDefaults defaults) {
		if (options.agents().isEmpty()) {
			return channels;
		}
		String agent = options.agents()
			.entrySet()
			.stream()
			.map((entry) -> (entry.getValue() != null) ? entry.getKey() + "/" + entry.getValue() : entry.getKey())
			.collect(Collectors.joining(" "));
		return new WrapperChannels(channels, agent, defaults);
	}

	@Override
	public RealtimeChannel get(String name) {
		return get(name, this.defaults.ofQualified(name));
	}

	@Override
	public RealtimeChannel get(String name, ChannelOptions options) {
		return this.channels.get(name, attributed(options));
	}

	@Override
	public RealtimeChannel getDerived(String name, DeriveOptions derive) {
		return getDerived(name, derive, this.defaults.of(name));
	}

	@Override
	public RealtimeChannel getDerived(String name, DeriveOptions derive, ChannelOptions options) {
		return this.channels.getDerived(name, derive, attributed(options));
	}

	@Override
	public boolean exists(String name) {
		return this.channels.exists(name);
	}

	@Override
	public Set<String> names() {
		return this.channels.names();
	}

	@Override
	public CompletableFuture<Void> release(String name) {
		return this.channels.release(name);
	}

	@Override
	public Iterator<RealtimeChannel> iterator() {
		return this.channels.iterator();
	}

	private ChannelOptions attributed(ChannelOptions options) {
		Map<String, String> params = new LinkedHashMap<>(options.params());
		params.put("agent", this.agent);
		return options.toBuilder().params(params).build();
	}

}
