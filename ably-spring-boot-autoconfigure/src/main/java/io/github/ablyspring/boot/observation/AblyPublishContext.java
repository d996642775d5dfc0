package io.github.ablyspring.boot.observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PublishObserver;
import io.micrometer.observation.transport.SenderContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a publish while it is observed. What tracing puts into its carrier
 * travels in the headers of the messages' extras.
 */
public final class AblyPublishContext extends SenderContext<Map<String, String>> {

	private final String client;

	private final PublishObserver.Route route;

	private final PublishObserver.Kind kind;

	private final String channel;

	private final int count;

	private final List<Message> messages;

	private final @Nullable String channelTag;

	AblyPublishContext(String client, PublishObserver.Route route, PublishObserver.Kind kind, String channel, int count,
			List<Message> messages, @Nullable String channelTag) {
		super((carrier, name, value) -> Objects.requireNonNull(carrier).put(name, value));
		this.client = client;
		this.route = route;
		this.kind = kind;
		this.channel = channel;
		this.count = count;
		this.messages = messages;
		this.channelTag = channelTag;
		setCarrier(new LinkedHashMap<>());
		setRemoteServiceName("ably");
	}

	/**
	 * The name of the client.
	 * @return the name
	 */
	public String client() {
		return this.client;
	}

	/**
	 * Which way the messages go.
	 * @return the way
	 */
	public PublishObserver.Route route() {
		return this.route;
	}

	/**
	 * What is published.
	 * @return the kind
	 */
	public PublishObserver.Kind kind() {
		return this.kind;
	}

	/**
	 * The name of the channel.
	 * @return the name
	 */
	public String channel() {
		return this.channel;
	}

	/**
	 * How many messages, or other things, are published.
	 * @return how many
	 */
	public int count() {
		return this.count;
	}

	/**
	 * The messages, as they were before anything was added.
	 * @return the messages; none when something else is published, or they were encoded
	 * before
	 */
	public List<Message> messages() {
		return this.messages;
	}

	/**
	 * What meters say of the channel, when they are to say anything.
	 * @return the value of the tag, or {@code null} for no tag
	 */
	public @Nullable String channelTag() {
		return this.channelTag;
	}

}
