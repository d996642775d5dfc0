package io.github.ablyspring.boot.resilience;

/**
 * Codes of {@link io.github.ablyspring.protocol.AblyException}s for REST requests that
 * were given up on this side. The service itself does not use codes from 990000 on.
 */
public final class AblyRestErrorCodes {

	/** The circuit is open: the service was in trouble, and is not asked for a while. */
	public static final int CIRCUIT_OPEN = 990_001;

	/** There were more requests than the rate limiter permits. */
	public static final int RATE_LIMITED = 990_002;

	/** There are more requests at the same time than the bulkhead permits. */
	public static final int BULKHEAD_FULL = 990_003;

	/** The request took longer than the time limiter permits. */
	public static final int TIME_LIMIT_EXCEEDED = 990_004;

	private AblyRestErrorCodes() {
	}

}
