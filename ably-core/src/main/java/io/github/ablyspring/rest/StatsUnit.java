package io.github.ablyspring.rest;

import java.util.Locale;

/**
 * Over which time statistics are summed up (TS12c).
 */
public enum StatsUnit {

	/** A minute. */
	MINUTE,

	/** An hour. */
	HOUR,

	/** A day. */
	DAY,

	/** A month. */
	MONTH;

	/**
	 * What the service calls it.
	 * @return the name
	 */
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The unit of that name.
	 * @param wireName what the service calls it
	 * @return the unit; MINUTE for a name that is not known
	 */
	static StatsUnit of(String wireName) {
		for (StatsUnit unit : values()) {
			if (unit.wireName().equals(wireName)) {
				return unit;
			}
		}
		return MINUTE;
	}

}
