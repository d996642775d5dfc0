package io.github.ablyspring.rest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.github.ablyspring.message.ChannelOptions;

/**
 * The channels of a client as an SDK that wraps it sees them: the same channels with the
 * same options (WP5), but requests that are attributed to that SDK (WP6).
 */
final class AttributedRestChannels implements RestChannels {

	private final ConcurrentMap<String, DefaultRestChannel> views = new ConcurrentHashMap<>();

	private final DefaultRestChannels channels;

	private final RestCalls calls;

	AttributedRestChannels(DefaultRestChannels channels, RestCalls calls) {
		this.channels = channels;
		this.calls = calls;
	}

	@Override
	public RestChannel get(String name) {
		return view(this.channels.get(name));
	}

	@Override
	public RestChannel get(String name, ChannelOptions options) {
		return view(this.channels.get(name, options));
	}

	@Override
	public boolean exists(String name) {
		return this.channels.exists(name);
	}

	@Override
	public void release(String name) {
		this.channels.release(name);
		this.views.remove(name);
	}

	@Override
	public Iterator<RestChannel> iterator() {
		List<RestChannel> all = new ArrayList<>();
		this.channels.iterator().forEachRemaining((channel) -> all.add(view((DefaultRestChannel) channel)));
		return all.iterator();
	}

	@Override
	public PaginatedFuture<ChannelDetails> list(Map<String, ?> params) {
		return this.calls.page("/channels", params, ChannelDetailsTypes.DETAILS);
	}

	private RestChannel view(DefaultRestChannel channel) {
		return this.views.compute(channel.name(), (name, view) -> (view != null && view.isViewOf(channel)) ? view
				: new DefaultRestChannel(channel, this.calls));
	}

}
