package io.github.ablyspring.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.PublishObservers;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.transport.EventLog;

/**
 * Channels, push and batches over REST, which both kinds of client offer. For use inside
 * the engine.
 */
public final class RestMessaging {

	private final RestCalls calls;

	private final DefaultRestChannels shared;

	private final RestChannels channels;

	private final Push push;

	/**
	 * Creates them.
	 * @param pipeline sends the requests
	 * @param mapper makes JSON of payloads, and objects of JSON
	 * @param defaults the options of channels that are asked for without any
	 * @param observers watch what is published
	 * @param log is told of messages that cannot be decoded
	 */
	public RestMessaging(RestPipeline pipeline, PayloadMapper mapper, ChannelDefaults defaults,
			PublishObservers observers, EventLog log) {
		this.calls = new RestCalls(pipeline, mapper, observers, log);
		this.shared = new DefaultRestChannels(this.calls, defaults);
		this.channels = this.shared;
		this.push = new DefaultPushAdmin(this.calls);
	}

	private RestMessaging(RestCalls calls, DefaultRestChannels shared) {
		this.calls = calls;
		this.shared = shared;
		this.channels = new AttributedRestChannels(shared, calls);
		this.push = new DefaultPushAdmin(calls);
	}

	/**
	 * The same channels, push and batches for requests of another SDK (WP5, WP6).
	 * @param pipeline sends its requests
	 * @return them
	 */
	public RestMessaging attributedTo(RestPipeline pipeline) {
		return new RestMessaging(this.calls.through(pipeline), this.shared);
	}

	/**
	 * The channels, as seen over REST.
	 * @return the channels
	 */
	public RestChannels channels() {
		return this.channels;
	}

	/**
	 * Push notifications.
	 * @return push
	 */
	public Push push() {
		return this.push;
	}

	/**
	 * Publishes to many channels in one request.
	 * @param specs what goes where
	 * @return what became of each spec, channel by channel
	 */
	public CompletableFuture<List<BatchResult<BatchPublishResult>>> batchPublish(List<BatchPublishSpec> specs) {
		return batch().publish(specs);
	}

	/**
	 * Publishes to many channels in one request.
	 * @param spec what goes where
	 * @return what became of it, channel by channel
	 */
	public CompletableFuture<BatchResult<BatchPublishResult>> batchPublish(BatchPublishSpec spec) {
		return batch().publish(spec);
	}

	/**
	 * Asks in one request who is present on many channels.
	 * @param channels the channels' names
	 * @return who is present, channel by channel
	 */
	public CompletableFuture<BatchResult<BatchPresenceResult>> batchPresence(List<String> channels) {
		return batch().presence(channels);
	}

	private BatchOperations batch() {
		return new BatchOperations(this.calls);
	}

}
