package io.github.ablyspring.rest;

import java.util.Map;

import io.github.ablyspring.message.ChannelOptions;

/**
 * The channels of a REST client (RSN1). A channel is a local object: getting, iterating
 * and releasing channels sends nothing to Ably.
 */
public interface RestChannels extends Iterable<RestChannel> {

	/**
	 * The channel of that name, created if it was not there yet.
	 * @param name the channel's name
	 * @return the channel
	 */
	RestChannel get(String name);

	/**
	 * The channel of that name with these options, created if it was not there yet. For a
	 * channel that is there this replaces its options, as {@link RestChannel#setOptions}
	 * does.
	 * @param name the channel's name
	 * @param options the options
	 * @return the channel
	 */
	RestChannel get(String name, ChannelOptions options);

	/**
	 * Whether there is a channel object of that name in this client. Says nothing about
	 * the channel at Ably.
	 * @param name the channel's name
	 * @return whether {@link #get} was called for it and {@link #release} was not
	 */
	boolean exists(String name);

	/**
	 * Forgets the channel object of that name, if there is one.
	 * @param name the channel's name
	 */
	void release(String name);

	/**
	 * The application's active channels at Ably, a page at a time.
	 * @param params what the REST API takes, such as {@code prefix} and {@code limit}
	 * @return the first page
	 */
	PaginatedFuture<ChannelDetails> list(Map<String, ?> params);

}
