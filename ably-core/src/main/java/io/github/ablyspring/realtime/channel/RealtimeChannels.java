package io.github.ablyspring.realtime.channel;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelOptions;

/**
 * The channels of a realtime client (RTS1). Getting a channel sends nothing to Ably: that
 * happens when it is attached or subscribed to.
 */
public interface RealtimeChannels extends Iterable<RealtimeChannel> {

	/**
	 * The channel of that name, created if it was not there yet.
	 * @param name the channel's name
	 * @return the channel, the same one every time until it is released
	 */
	RealtimeChannel get(String name);

	/**
	 * The channel of that name with these options, created if it was not there yet
	 * (RTS3c). Fails with code 40000 where an existing channel would have to attach again
	 * for them; use {@link RealtimeChannel#setOptions} then.
	 * @param name the channel's name
	 * @param options the options
	 * @return the channel
	 */
	RealtimeChannel get(String name, ChannelOptions options);

	/**
	 * A channel that delivers only those messages of another one that the server's filter
	 * lets through (RTS5).
	 * @param name the name of the channel to filter
	 * @param derive the filter
	 * @return the derived channel
	 */
	RealtimeChannel getDerived(String name, DeriveOptions derive);

	/**
	 * A channel that delivers only those messages of another one that the server's filter
	 * lets through.
	 * @param name the name of the channel to filter
	 * @param derive the filter
	 * @param options the options of the derived channel
	 * @return the derived channel
	 */
	RealtimeChannel getDerived(String name, DeriveOptions derive, ChannelOptions options);

	/**
	 * Whether there is a channel object of that name in this client (RTS2). Says nothing
	 * about the channel at Ably.
	 * @param name the channel's name
	 * @return whether {@link #get} was called for it and it was not released
	 */
	boolean exists(String name);

	/**
	 * The names of all channel objects in this client, at this moment.
	 * @return the names
	 */
	Set<String> names();

	/**
	 * Detaches the channel and forgets it, with all its listeners (RTS4). One that is
	 * asked for again with {@link #get} before it is detached stays. Does nothing if
	 * there is none.
	 * @param name the channel's name
	 * @return completes when the channel is gone; fails, and the channel stays, when it
	 * could not be detached
	 */
	CompletableFuture<Void> release(String name);

}
