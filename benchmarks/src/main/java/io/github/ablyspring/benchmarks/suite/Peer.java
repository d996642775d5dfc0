package io.github.ablyspring.benchmarks.suite;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One client that is measured, reduced to what the measurements need. What it cannot do
 * it refuses with an exception; the suite then leaves that cell empty.
 */
interface Peer extends AutoCloseable {

	/**
	 * Connects.
	 * @return completes when connected
	 */
	CompletableFuture<Void> connect();

	/**
	 * Attaches and listens.
	 * @param channel the channel
	 * @param listener is given every payload; nothing, if this client does not decode
	 * @return completes when attached
	 */
	CompletableFuture<Void> subscribe(String channel, Consumer<@Nullable String> listener);

	/**
	 * Attaches.
	 * @param channel the channel
	 * @return completes when attached
	 */
	CompletableFuture<Void> attach(String channel);

	/**
	 * Publishes.
	 * @param channel the channel
	 * @param data the payload
	 * @return completes when acknowledged
	 */
	CompletableFuture<Void> publish(String channel, String data);

	/**
	 * Gets all members of a channel.
	 * @param channel the channel
	 * @return their number
	 */
	CompletableFuture<Integer> members(String channel);

	/** Opens what is needed, but does not wait for the server. */
	@Override
	void close();

}
