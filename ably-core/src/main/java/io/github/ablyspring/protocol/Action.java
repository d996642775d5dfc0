package io.github.ablyspring.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link ProtocolMessage} is for (TR2), in the order of the wire.
 */
public enum Action {

	/** Keeps a connection alive, and answers to that. */
	HEARTBEAT,
	/** Messages were accepted. */
	ACK,
	/** Messages were refused. */
	NACK,
	/** Not used. */
	CONNECT,
	/** A connection is up, or its details changed. */
	CONNECTED,
	/** Not used. */
	DISCONNECT,
	/** The service is about to drop the connection. */
	DISCONNECTED,
	/** The client wants the connection to end. */
	CLOSE,
	/** The connection has ended. */
	CLOSED,
	/** A connection, or a channel if one is named, has failed. */
	ERROR,
	/** Attach to a channel. */
	ATTACH,
	/** A channel is attached, or its properties changed. */
	ATTACHED,
	/** Detach from a channel. */
	DETACH,
	/** A channel is detached. */
	DETACHED,
	/** Presence events. */
	PRESENCE,
	/** Messages. */
	MESSAGE,
	/** A page of the presence set. */
	SYNC,
	/** New credentials, or the request for them. */
	AUTH,
	/** Deprecated; changes nothing. */
	ACTIVATE,
	/** Operations on objects. */
	OBJECT,
	/** A page of the objects of a channel. */
	OBJECT_SYNC,
	/** Annotations of messages. */
	ANNOTATION;

	private static final Action[] BY_CODE = values();

	/**
	 * The number that stands for this action on the wire.
	 * @return the code
	 */
	public int code() {
		return ordinal();
	}

	/**
	 * Finds the action with a code.
	 * @param code the number on the wire
	 * @return the action, or null where the code is not known (yet)
	 */
	public static @Nullable Action of(int code) {
		return (code >= 0 && code < BY_CODE.length) ? BY_CODE[code] : null;
	}

	static int known() {
		return BY_CODE.length;
	}

}
