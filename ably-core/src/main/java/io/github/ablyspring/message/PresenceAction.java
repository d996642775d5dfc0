package io.github.ablyspring.message;

/**
 * What a {@link PresenceMessage} tells of a member (TP2).
 */
public enum PresenceAction {

	/** The member is not there. */
	ABSENT(0),

	/** The member was there before we looked. */
	PRESENT(1),

	/** The member has just entered. */
	ENTER(2),

	/** The member has left. */
	LEAVE(3),

	/** The member has changed its data. */
	UPDATE(4),

	/** An action that this version of the library does not know. */
	UNKNOWN(-1);

	private static final PresenceAction[] IN_WIRE_ORDER = { ABSENT, PRESENT, ENTER, LEAVE, UPDATE };

	private final int code;

	PresenceAction(int code) {
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
	public static PresenceAction of(int code) {
		return (code >= 0 && code < IN_WIRE_ORDER.length) ? IN_WIRE_ORDER[code] : UNKNOWN;
	}

}
