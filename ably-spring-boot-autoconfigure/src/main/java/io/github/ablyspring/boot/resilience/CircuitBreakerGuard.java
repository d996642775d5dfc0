package io.github.ablyspring.boot.resilience;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.ablyspring.boot.rest.AccountedCall;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestResponse;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * A circuit breaker for each client: while the service is in trouble its requests fail at
 * once, but for a few that find out whether it is still so. Only what the service or the
 * network did wrong counts as a failure; that a request was refused does not.
 */
public final class CircuitBreakerGuard implements RestGuard, RestCircuits {

	private final Supplier<CircuitBreakerRegistry> registry;

	private final Function<String, CircuitBreakerConfig> configurations;

	private final boolean early;

	private final Map<String, Supplier<CircuitBreaker>> breakers = new ConcurrentHashMap<>();

	/**
	 * Creates a guard.
	 * @param registry where the circuit breakers are registered
	 * @param configurations says for a client how its circuit breaker is configured,
	 * unless the registry has one of its name
	 * @param early whether there is a circuit breaker as soon as there is the client, so
	 * that others can see it in the registry; otherwise it is made for the first request,
	 * or for who asks for its state
	 */
	public CircuitBreakerGuard(Supplier<CircuitBreakerRegistry> registry,
			Function<String, CircuitBreakerConfig> configurations, boolean early) {
		this.early = early;
		this.registry = registry;
		this.configurations = configurations;
	}

	@Override
	public int getOrder() {
		return CIRCUIT_BREAKER;
	}

	@Override
	public @Nullable String state(String client) {
		Supplier<CircuitBreaker> breaker = this.breakers.get(client);
		return (breaker != null) ? breaker.get().getState().name() : null;
	}

	@Override
	public RestInterceptor forClient(String client) {
		Supplier<CircuitBreaker> breaker = this.breakers.computeIfAbsent(client, this::breaker);
		return (request, next) -> guard(breaker.get(), next);
	}

	private Supplier<CircuitBreaker> breaker(String client) {
		if (this.early) {
			CircuitBreaker breaker = make(client);
			return () -> breaker;
		}
		return SingletonSupplier.of(() -> make(client));
	}

	private CircuitBreaker make(String client) {
		return this.registry.get().circuitBreaker(RestGuard.instanceName(client), this.configurations.apply(client));
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
		return new AccountedCall<>(answer, (response, failure) -> {
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
