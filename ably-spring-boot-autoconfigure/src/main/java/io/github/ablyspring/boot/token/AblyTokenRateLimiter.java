package io.github.ablyspring.boot.token;

import java.time.Duration;

/**
 * Limits how many tokens somebody gets.
 */
@FunctionalInterface
public interface AblyTokenRateLimiter {

	/**
	 * Counts a request.
	 * @param request who asks
	 * @return how long they have to wait before they may ask again; zero when they may go
	 * on
	 */
	Duration tryAcquire(AblyTokenDemand request);

}
