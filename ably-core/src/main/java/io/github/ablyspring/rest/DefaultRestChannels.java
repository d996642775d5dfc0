package io.github.ablyspring.rest;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.ChannelOptions;

/**
 * The channels of a REST client, kept until they are released.
 */
final class DefaultRestChannels implements RestChannels {

	private final ConcurrentMap<String, DefaultRestChannel> channels = new ConcurrentHashMap<>();

	private final RestCalls calls;

	private final ChannelDefaults defaults;

	DefaultRestChannels(RestCalls calls, ChannelDefaults defaults) {
		this.calls = calls;
		this.defaults = defaults;
	}

	@Override
	public DefaultRestChannel get(String name) {
		return this.channels.computeIfAbsent(name, (key) -> create(key, this.defaults.ofQualified(key)));
	}

	@Override
	public DefaultRestChannel get(String name, ChannelOptions options) {
		DefaultRestChannel created = create(name, options);
		DefaultRestChannel present = this.channels.putIfAbsent(name, created);
		if (present == null) {
			return created;
		}
		present.setOptions(options);
		return present;
	}

	@Override
	public boolean exists(String name) {
		return this.channels.containsKey(name);
	}

	@Override
	public void release(String name) {
		this.channels.remove(name);
	}

	@Override
	public Iterator<RestChannel> iterator() {
		return List.<RestChannel>copyOf(this.channels.values()).iterator();
	}

	@Override
	public PaginatedFuture<ChannelDetails> list(Map<String, ?> params) {
		return this.calls.page("/channels", params, ChannelDetailsTypes.DETAILS);
	}

	private DefaultRestChannel create(String name, ChannelOptions options) {
		return new DefaultRestChannel(name, options, this.calls);
	}

}
