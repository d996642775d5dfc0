package io.github.ablyspring.rest;

/**
 * What became of the messages of a {@link BatchPublishSpec} on one of its channels.
 */
public sealed interface BatchPublishResult permits BatchPublishSuccessResult, BatchPublishFailureResult {

	/**
	 * The channel.
	 * @return its name
	 */
	String channel();

}
