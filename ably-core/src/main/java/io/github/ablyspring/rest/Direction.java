package io.github.ablyspring.rest;

/**
 * In which order the past is read.
 */
public enum Direction {

	/** From the newest. */
	BACKWARDS("backwards"),

	/** From the oldest. */
	FORWARDS("forwards");

	private final String wireName;

	Direction(String wireName) {
		this.wireName = wireName;
	}

	/**
	 * What the server calls it.
	 * @return the name
	 */
	public String wireName() {
		return this.wireName;
	}

}
