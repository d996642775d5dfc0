package io.github.ablyspring.emulator.net;

import io.github.ablyspring.emulator.rest.RestResponse;

/**
 * A request that may be answered later.
 */
interface Exchange {

	/**
	 * Answers it, unless the client is gone.
	 * @param response the answer
	 */
	void answer(RestResponse response);

	/**
	 * Cuts the line instead of an answer.
	 */
	void cut();

	/**
	 * Calls somebody if the client goes before there is an answer.
	 * @param listener whom to call
	 */
	void onGone(Runnable listener);

}
