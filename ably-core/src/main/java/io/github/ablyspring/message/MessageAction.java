package io.github.ablyspring.message;

/**
 * What a {@link Message} does (TM5).
 */
public enum MessageAction {

	/** A new message. */
	MESSAGE_CREATE(0),

	/** A new version of a message that exists. */
	MESSAGE_UPDATE(1),

	/** The deletion of a message that exists. */
	MESSAGE_DELETE(2),

	/** A message of the service itself, such as channel occupancy. */
	META(3),

	/** The summary of the annotations of a message has changed. */
	MESSAGE_SUMMARY(4),

	/** A piece to append to the data of a message that exists. */
	MESSAGE_APPEND(5),

	/** An action that this version of the library does not know. */
	UNKNOWN(-1);

	private static final MessageAction[] IN_WIRE_ORDER = { MESSAGE_CREATE, MESSAGE_UPDATE, MESSAGE_DELETE, META,
			MESSAGE_SUMMARY, MESSAGE_APPEND };

	private final int code;

	MessageAction(int code) {
		this.code = code;
	}

	/**
	 * The number that stands for this action on the wire.
	 * @return the number, or -1 for {@link #UNKNOWN}
	 */
	public int code() {
		return this.code;
	}

	/**
	 * The action that a number on the wire stands for.
	 * @param code the number
	 * @return the action, {@link #UNKNOWN} if there is none with that number
	 */
	public static MessageAction of(int code) {
		return (code >= 0 && code < IN_WIRE_ORDER.length) ? IN_WIRE_ORDER[code] : UNKNOWN;
	}

}
