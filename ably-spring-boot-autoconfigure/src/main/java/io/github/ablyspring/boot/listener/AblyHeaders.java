package io.github.ablyspring.boot.listener;

/**
 * Names of the headers that a listener finds a message's properties under, beside the
 * headers that the publisher has set in the message's extras.
 */
public final class AblyHeaders {

	/** What all names here begin with. */
	public static final String PREFIX = "ably_";

	/** The name of the channel. */
	public static final String CHANNEL = PREFIX + "channel";

	/**
	 * The name of the client that listens, as
	 * {@link io.github.ablyspring.boot.client.AblyClients} knows it.
	 */
	public static final String CLIENT = PREFIX + "client";

	/** The name of the message, the type of the annotation, the action of the member. */
	public static final String NAME = PREFIX + "name";

	/** The id of the message. */
	public static final String ID = PREFIX + "id";

	/** Who published it. */
	public static final String CLIENT_ID = PREFIX + "clientId";

	/** From which connection it came. */
	public static final String CONNECTION_ID = PREFIX + "connectionId";

	/** When it was published, as an {@link java.time.Instant}. */
	public static final String TIMESTAMP = PREFIX + "timestamp";

	/** The serial of the message. */
	public static final String SERIAL = PREFIX + "serial";

	/** What happened, as one of the action enums of the message package. */
	public static final String ACTION = PREFIX + "action";

	/** The extras, as {@link io.github.ablyspring.message.MessageExtras}. */
	public static final String EXTRAS = PREFIX + "extras";

	/** The Ably message, presence message or annotation itself. */
	public static final String NATIVE = PREFIX + "native";

	/** The channel, as {@link io.github.ablyspring.realtime.channel.RealtimeChannel}. */
	public static final String REALTIME_CHANNEL = PREFIX + "realtimeChannel";

	private AblyHeaders() {
	}

}
