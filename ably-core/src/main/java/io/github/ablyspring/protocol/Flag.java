package io.github.ablyspring.protocol;

/**
 * The bits of {@link ProtocolMessage#flags()} (TR3).
 */
public enum Flag {

	/** The channel has presence members, and a sync follows. */
	HAS_PRESENCE(0),
	/** The channel has a backlog. */
	HAS_BACKLOG(1),
	/** Continuity was kept. */
	RESUMED(2),
	/** The channel is used for publishing only. */
	TRANSIENT(4),
	/** The client attaches anew to a channel it was attached to. */
	ATTACH_RESUME(5),
	/** The channel has objects, and a sync follows. */
	HAS_OBJECTS(7),
	/** Mode: may enter presence. */
	PRESENCE(16),
	/** Mode: may publish. */
	PUBLISH(17),
	/** Mode: receives messages. */
	SUBSCRIBE(18),
	/** Mode: receives presence events. */
	PRESENCE_SUBSCRIBE(19),
	/** Mode: may annotate. */
	ANNOTATION_PUBLISH(21),
	/** Mode: receives annotations. */
	ANNOTATION_SUBSCRIBE(22),
	/** Mode: receives object operations. */
	OBJECT_SUBSCRIBE(24),
	/** Mode: may change objects. */
	OBJECT_PUBLISH(25);

	/** All bits that have a name here. */
	static final long KNOWN = known();

	private final long mask;

	Flag(int bit) {
		this.mask = 1L << bit;
	}

	/**
	 * The bit of this flag.
	 * @return a number with one bit set
	 */
	public long mask() {
		return this.mask;
	}

	/**
	 * Whether this flag is among others.
	 * @param flags all flags of a protocol message
	 * @return whether this one is set
	 */
	public boolean isSetIn(long flags) {
		return (flags & this.mask) != 0;
	}

	private static long known() {
		long known = 0;
		for (Flag flag : values()) {
			known |= flag.mask;
		}
		return known;
	}

}
