package io.github.ablyspring.boot.metrics;

import java.util.List;

/**
 * All meters of this library, and what their tags are called: the one place where their
 * names are.
 */
public enum AblyMeter {

	/** 1 for the state that the connection is in, 0 for all others. */
	CONNECTION_STATE("ably.connection.state", Kind.GAUGE, "State of the connection: 1 for the current one", "client",
			"state"),

	/** Changes of the connection's state. */
	CONNECTION_TRANSITIONS("ably.connection.transitions", Kind.COUNTER, "Changes of the connection's state", "client",
			"from", "to"),

	/** How often a connection was made again that had been there before. */
	CONNECTION_RECONNECTS("ably.connection.reconnects", Kind.COUNTER, "Connections made again after a loss", "client"),

	/** What came from the service that this version does not know. */
	CONNECTION_UNKNOWN("ably.connection.unknown", Kind.COUNTER, "What came that this version does not know", "client",
			"what"),

	/** The way to the service and back over the connection. */
	HEARTBEAT("ably.heartbeat", Kind.TIMER, "Round trip over the connection", "client"),

	/** Heartbeats without an answer. */
	HEARTBEAT_TIMEOUTS("ably.heartbeat.timeouts", Kind.COUNTER, "Heartbeats without an answer", "client"),

	/** How many channels are in which state. */
	CHANNELS("ably.channels", Kind.GAUGE, "Channels by state", "client", "state"),

	/** Messages published, whatever became of them. */
	MESSAGES_PUBLISHED("ably.messages.published", Kind.COUNTER, "Messages published", "client", "transport", "kind"),

	/** Messages that came in. */
	MESSAGES_RECEIVED("ably.messages.received", Kind.COUNTER, "Messages received for which there are listeners",
			"client"),

	/** Messages given up because listeners did not keep up. */
	MESSAGES_DROPPED("ably.messages.dropped", Kind.COUNTER, "Messages dropped because listeners did not keep up",
			"client"),

	/** Payloads that could not be decoded. */
	MESSAGES_UNDECODABLE("ably.messages.undecodable", Kind.COUNTER, "Payloads that could not be decoded", "client"),

	/** From the call of publish until the service has acknowledged it, or not. */
	PUBLISH("ably.publish", Kind.TIMER, "Time until a publish is acknowledged", "client", "transport", "kind", "error"),

	/** Publishes that were not acknowledged. */
	PUBLISH_FAILURES("ably.publish.failures", Kind.COUNTER, "Publishes that failed, by code", "client", "transport",
			"kind", "code"),

	/** Publishes that wait to be sent, or for their acknowledgement. */
	PUBLISH_PENDING("ably.publish.pending", Kind.GAUGE, "Publishes without an acknowledgement yet", "client"),

	/** Calls of annotated listeners. */
	LISTENER("ably.listener", Kind.TIMER, "Calls of annotated listeners", "client", "listener", "error"),

	/** Calls of whatever is subscribed to a channel. */
	DELIVERY("ably.delivery", Kind.TIMER, "Deliveries to subscribers of channels", "client", "error"),

	/** Messages that wait for listeners. */
	MAILBOX_PENDING("ably.mailbox.pending", Kind.GAUGE, "Messages that wait for listeners", "client"),

	/** Channels for whose sake nothing is read from the connection. */
	MAILBOX_PAUSING("ably.mailbox.pausing", Kind.GAUGE, "Channels that hold up the connection", "client"),

	/** Single HTTP requests, fallback hosts and requests for tokens included. */
	REST_ATTEMPTS("ably.rest.attempts", Kind.TIMER, "HTTP requests by host", "client", "host", "outcome"),

	/** REST requests as the application makes them, with all hosts that they take. */
	REST_REQUESTS("ably.rest.requests", Kind.TIMER, "REST requests with all their attempts", "client", "outcome"),

	/** 1 for the state that the circuit breaker is in, 0 for all others. */
	REST_CIRCUIT_STATE("ably.rest.circuit.state", Kind.GAUGE, "State of the circuit breaker: 1 for the current one",
			"client", "state");

	/** The tag with the name of the client. */
	public static final String CLIENT = "client";

	/** The tag with the name of the channel, for those who want it. */
	public static final String CHANNEL = "channel";

	private final String meterName;

	private final Kind kind;

	private final String description;

	private final List<String> tags;

	AblyMeter(String meterName, Kind kind, String description, String... tags) {
		this.meterName = meterName;
		this.kind = kind;
		this.description = description;
		this.tags = List.of(tags);
	}

	/**
	 * The name of the meter.
	 * @return the name, with dots
	 */
	public String meterName() {
		return this.meterName;
	}

	/**
	 * What kind of meter it is.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * What it measures.
	 * @return one line for people
	 */
	public String description() {
		return this.description;
	}

	/**
	 * The names of its tags.
	 * @return the names, without that of the channel
	 */
	public List<String> tags() {
		return this.tags;
	}

	/**
	 * Kinds of meters.
	 */
	public enum Kind {

		/** What is the case now. */
		GAUGE,

		/** How often something happened. */
		COUNTER,

		/** How often something happened, and how long it took. */
		TIMER

	}

}
