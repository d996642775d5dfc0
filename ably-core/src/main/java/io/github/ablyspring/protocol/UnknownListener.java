package io.github.ablyspring.protocol;

/**
 * Is told what a frame contained that this version does not know. Nothing of it is an
 * error: the service grows, and clients grow later. What is told here is meant for
 * counting. Must be quick, and must not throw.
 */
@FunctionalInterface
public interface UnknownListener {

	/** Does nothing. */
	UnknownListener NONE = (kind, where, what) -> {
	};

	/**
	 * Something unknown was carried along or skipped.
	 * @param kind what it is
	 * @param where the type it was found in, e.g. {@code Message}
	 * @param what the name of the field, or the name and the value
	 */
	void unknown(Kind kind, String where, String what);

	/** The kinds of unknown things. */
	enum Kind {

		/** A field without a place; it was skipped. */
		FIELD,
		/** A number that stands for no action or other constant; it is carried. */
		VALUE,
		/** Bits that stand for no flag; they are carried. */
		FLAG,
		/** A value of a type that has no place in a tree; null stands for it. */
		TYPE

	}

}
