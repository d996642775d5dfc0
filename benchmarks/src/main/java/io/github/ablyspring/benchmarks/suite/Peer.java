package io.github.ablyspring.benchmarks.suite;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * One client that is measured, reduced to what the measurements need.
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
	 * @param outcome is told whether it was acknowledged
	 */
	void publish(String channel, String data, Consumer<Boolean> outcome);

	/**
	 * Gets all members of a channel.
	 * @param channel the channel
	 * @return their number
	 */
	CompletableFuture<Integer> members(String channel);

	/**
	 * Detaches a channel and forgets it.
	 * @param channel the channel
	 * @return completes when detached
	 */
	CompletableFuture<Void> release(String channel);

	/**
	 * How often the connection was lost.
	 * @return the number
	 */
	int disconnects();

	/** Opens what is needed, but does not wait for the server. */
	@Override
	void close();

	/**
	 * How a client is made.
	 *
	 * @param port of the load server
	 * @param format in which to talk
	 * @param impatient whether to give the server up after two seconds of silence, where
	 * by default it is 25
	 * @param direct whether listeners run on the thread that reads the socket, for a
	 * client that has them elsewhere
	 */
	record Settings(int port, WireFormat format, boolean impatient, boolean direct) {

		Settings becomingImpatient() {
			return new Settings(this.port, this.format, true, this.direct);
		}

		Settings listeningDirectly() {
			return new Settings(this.port, this.format, this.impatient, true);
		}

		/** Tells the server, too. */
		String token() {
			return this.impatient ? "impatient" : "token";
		}

	}

}
