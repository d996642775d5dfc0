package io.github.ablyspring.rest;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Goes around every request that a client makes to the service, to measure it, to hold it
 * back, or to fail it. What it goes around is the whole request, with all the hosts it
 * may take. Requests for tokens and what a realtime connection needs do not come here.
 * <p>
 * Must not block: it may run on a thread of the network.
 */
@FunctionalInterface
public interface RestInterceptor {

	/**
	 * Makes a request, or does not.
	 * @param request the request
	 * @param next sends the request, once per call. An error status is a normal answer; a
	 * failure is an {@link io.github.ablyspring.protocol.AblyException}. When its future
	 * is cancelled, nobody waits for the answer any more
	 * @return the answer
	 */
	CompletableFuture<RestResponse> around(RestRequest request, Supplier<CompletableFuture<RestResponse>> next);

}
