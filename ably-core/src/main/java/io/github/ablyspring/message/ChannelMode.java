package io.github.ablyspring.message;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import io.github.ablyspring.protocol.Flag;

/**
 * What a client wants to do on a channel it attaches to (TB2d).
 */
public enum ChannelMode {

	/** Enter the presence set. */
	PRESENCE(Flag.PRESENCE),

	/** Publish messages. */
	PUBLISH(Flag.PUBLISH),

	/** Receive messages. */
	SUBSCRIBE(Flag.SUBSCRIBE),

	/** Receive the presence set and its changes. */
	PRESENCE_SUBSCRIBE(Flag.PRESENCE_SUBSCRIBE),

	/** Publish annotations. */
	ANNOTATION_PUBLISH(Flag.ANNOTATION_PUBLISH),

	/** Receive each single annotation, not just the summaries. */
	ANNOTATION_SUBSCRIBE(Flag.ANNOTATION_SUBSCRIBE),

	/** Receive the changes of the channel's objects. */
	OBJECT_SUBSCRIBE(Flag.OBJECT_SUBSCRIBE),

	/** Change the channel's objects. */
	OBJECT_PUBLISH(Flag.OBJECT_PUBLISH);

	/** The other name of {@link #SUBSCRIBE} (TR3u). */
	public static final ChannelMode MESSAGE_SUBSCRIBE = SUBSCRIBE;

	private final Flag flag;

	ChannelMode(Flag flag) {
		this.flag = flag;
	}

	/**
	 * The flag of an ATTACH or ATTACHED that stands for this mode.
	 * @return the flag
	 */
	public Flag flag() {
		return this.flag;
	}

	/**
	 * The modes set in the flags of a protocol message.
	 * @param flags the flags; bits that are no modes are passed over
	 * @return the modes, unmodifiable
	 */
	public static Set<ChannelMode> setIn(long flags) {
		EnumSet<ChannelMode> modes = EnumSet.noneOf(ChannelMode.class);
		for (ChannelMode mode : values()) {
			if (mode.flag.isSetIn(flags)) {
				modes.add(mode);
			}
		}
		return Collections.unmodifiableSet(modes);
	}

	/**
	 * The flags that stand for some modes.
	 * @param modes the modes
	 * @return the bits of all of them
	 */
	public static long flags(Collection<ChannelMode> modes) {
		long flags = 0;
		for (ChannelMode mode : modes) {
			flags |= mode.flag.mask();
		}
		return flags;
	}

}
