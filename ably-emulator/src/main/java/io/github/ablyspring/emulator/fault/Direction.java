package io.github.ablyspring.emulator.fault;

/**
 * Which way a frame goes.
 */
public enum Direction {

	/** From the server to the client. */
	TO_CLIENT("server_to_client"),

	/** From the client to the server. */
	TO_SERVER("client_to_server");

	private final String wireName;

	Direction(String wireName) {
		this.wireName = wireName;
	}

	/**
	 * The name in the log that the control endpoint gives out.
	 * @return the name
	 */
	public String wireName() {
		return this.wireName;
	}

}
