package io.github.ablyspring.boot.resilience;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.jspecify.annotations.Nullable;

/**
 * A circuit breaker for each client: while the service is in trouble its requests fail at
 * once, but for a few that find out whether it is still so. Only what the service or the
 * network did wrong counts as a failure; that a request was refused does not.
 */
public final class CircuitBreakerGuard implements RestGuard, RestCircuits {

	private final CircuitBreakerRegistry registry;

	private final Function<String, CircuitBreakerConfig> configurations;

	private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

	/**
	 * Creates a guard.
	 * @param registry where the circuit breakers are registered
	 * @param configurations says for a client how its circuit breaker is configured,
	 * unless the registry has one of its name
	 */
	public CircuitBreakerGuard(CircuitBreakerRegistry registry, Function<String, CircuitBreakerConfig> configurations) {
		this.registry = registry;
		this.configurations = configurations;
	}

	@Override
	public int getOrder() {
		return CIRCUIT_BREAKER;
	}

	@Override
	public @Nullable String state(String client) {
		CircuitBreaker breaker = this.breakers.get(client);
		return (breaker != null) ? breaker.getState().name() : null;
	}

	@Override
	public RestInterceptor forClient(String client) {
		CircuitBreaker breaker = this.breakers.computeIfAbsent(client,
				(name) -> this.registry.circuitBreaker(RestGuard.instanceName(name), this.configurations.apply(name)));
		return (request, next) -> guard(breaker, next);
	}

	private static CompletableFuture<RestResponse> guard(CircuitBreaker breaker,
			Supplier<CompletableFuture<RestResponse>> next) {
		if (!breaker.tryAcquirePermission()) {
			return CompletableFuture.failedFuture(RestGuard.givenUp(AblyRestErrorCodes.CIRCUIT_OPEN, 503,
					"The circuit breaker '" + breaker.getName() + "' is " + breaker.getState()
							+ ": Ably's REST API was in trouble, and is not asked for a while "
							+ "(ably.resilience.circuit-breaker.*)"));
		}
		long start = breaker.getCurrentTimestamp();
		CompletableFuture<RestResponse> answer;
		try {
			answer = next.get();
		}
		catch (RuntimeException ex) {
			breaker.releasePermission();
			throw ex;
		}
		return new AccountedCall(answer, (response, failure) -> {
			long duration = breaker.getCurrentTimestamp() - start;
			Verdict verdict = Verdict.of(response, failure);
			Throwable fault = verdict.fault();
			switch (verdict.kind()) {
				case WELL -> breaker.onSuccess(duration, breaker.getTimestampUnit());
				case FAULT -> breaker.onError(duration, breaker.getTimestampUnit(), (fault != null) ? fault : failure);
				case NOTHING -> breaker.releasePermission();
			}
		});
	}

}
