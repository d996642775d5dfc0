package io.github.ablyspring.boot.resilience;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.ablyspring.boot.rest.AccountedCall;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;

/**
 * Limits how many requests of a client may be under way at the same time.
 */
public final class BulkheadGuard implements RestGuard {

	private final BulkheadRegistry registry;

	private final Function<String, BulkheadConfig> configurations;

	/**
	 * Creates a guard.
	 * @param registry where the bulkheads are registered
	 * @param configurations says for a client how its bulkhead is configured, unless the
	 * registry has one of its name; one that waits for room would block threads of the
	 * network
	 */
	public BulkheadGuard(BulkheadRegistry registry, Function<String, BulkheadConfig> configurations) {
		this.registry = registry;
		this.configurations = configurations;
	}

	@Override
	public int getOrder() {
		return BULKHEAD;
	}

	@Override
	public RestInterceptor forClient(String client) {
		Bulkhead bulkhead = this.registry.bulkhead(RestGuard.instanceName(client), this.configurations.apply(client));
		return (request, next) -> {
			if (!bulkhead.tryAcquirePermission()) {
				return CompletableFuture.failedFuture(RestGuard.givenUp(AblyRestErrorCodes.BULKHEAD_FULL, 503,
						"The bulkhead '" + bulkhead.getName() + "' is full: "
								+ bulkhead.getBulkheadConfig().getMaxConcurrentCalls()
								+ " REST requests are under way (ably.resilience.bulkhead.*)"));
			}
			CompletableFuture<RestResponse> answer;
			try {
				answer = next.get();
			}
			catch (RuntimeException ex) {
				bulkhead.releasePermission();
				throw ex;
			}
			return new AccountedCall<>(answer, (response, failure) -> bulkhead.onComplete());
		};
	}

}
