package io.github.ablyspring.rest;

/**
 * What a batch presence request tells about one channel.
 */
public sealed interface BatchPresenceResult permits BatchPresenceSuccessResult, BatchPresenceFailureResult {

	/**
	 * The channel.
	 * @return its name
	 */
	String channel();

}
