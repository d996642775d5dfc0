package io.github.ablyspring.emulator.channel;

import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.protocol.Flag;
import org.jspecify.annotations.Nullable;

/**
 * What an attachment is for, and the operation that has to be permitted for it. Sets of
 * modes are the bits of the wire.
 */
public enum Mode {

	PRESENCE(Flag.PRESENCE, Operation.PRESENCE), PUBLISH(Flag.PUBLISH, Operation.PUBLISH),
	SUBSCRIBE(Flag.SUBSCRIBE, Operation.SUBSCRIBE), PRESENCE_SUBSCRIBE(Flag.PRESENCE_SUBSCRIBE, Operation.SUBSCRIBE),
	ANNOTATION_PUBLISH(Flag.ANNOTATION_PUBLISH, Operation.ANNOTATION_PUBLISH),
	ANNOTATION_SUBSCRIBE(Flag.ANNOTATION_SUBSCRIBE, Operation.ANNOTATION_SUBSCRIBE),
	OBJECT_SUBSCRIBE(Flag.OBJECT_SUBSCRIBE, Operation.OBJECT_SUBSCRIBE),
	OBJECT_PUBLISH(Flag.OBJECT_PUBLISH, Operation.OBJECT_PUBLISH);

	private static final Mode[] VALUES = values();

	private static final long DEFAULTS = PRESENCE.mask() | PUBLISH.mask() | SUBSCRIBE.mask() | PRESENCE_SUBSCRIBE.mask()
			| ANNOTATION_PUBLISH.mask();

	private static final String PARAM = "modes";

	private final Flag flag;

	private final Operation operation;

	Mode(Flag flag, Operation operation) {
		this.flag = flag;
		this.operation = operation;
	}

	/**
	 * The bit of this mode.
	 * @return the bit
	 */
	public long mask() {
		return this.flag.mask();
	}

	/**
	 * Tells whether this mode is in a set.
	 * @param modes the set
	 * @return whether it is
	 */
	public boolean isIn(long modes) {
		return this.flag.isSetIn(modes);
	}

	/**
	 * The modes that a client asks for: those of the parameter, else those of the flags,
	 * else the usual ones.
	 * @param params the parameters of the attachment
	 * @param flags the flags of the frame
	 * @return the modes
	 */
	static long requested(Map<String, String> params, long flags) {
		String listed = params.get(PARAM);
		long modes = (listed != null) ? parse(listed) : 0;
		if (modes == 0) {
			modes = flags & all();
		}
		return (modes != 0) ? modes : DEFAULTS;
	}

	private static long parse(String listed) {
		long modes = 0;
		for (String name : listed.split(",")) {
			Mode mode = named(name.strip());
			modes |= (mode != null) ? mode.mask() : 0;
		}
		return modes;
	}

	private static @Nullable Mode named(String name) {
		String upper = name.toUpperCase(Locale.ROOT).replace('-', '_');
		for (Mode mode : VALUES) {
			if (mode.name().equals(upper) || ("MESSAGE_" + mode.name()).equals(upper)) {
				return mode;
			}
		}
		return null;
	}

	/**
	 * The modes that are left when only what is permitted counts.
	 * @param modes what is asked for
	 * @param permitted what is permitted
	 * @return the modes that are granted
	 */
	static long permitted(long modes, Predicate<Operation> permitted) {
		long granted = 0;
		for (Mode mode : VALUES) {
			if (mode.isIn(modes) && permitted.test(mode.operation)) {
				granted |= mode.mask();
			}
		}
		return granted;
	}

	private static long all() {
		long all = 0;
		for (Mode mode : VALUES) {
			all |= mode.mask();
		}
		return all;
	}

}
