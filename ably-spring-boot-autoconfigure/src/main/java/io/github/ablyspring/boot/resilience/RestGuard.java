package io.github.ablyspring.boot.resilience;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.rest.RestInterceptor;

import java.util.Map;

import org.springframework.core.Ordered;

/**
 * One way of guarding the requests of clients, in its place among the others: the first
 * goes around all the rest.
 */
public interface RestGuard extends Ordered {

	/** Tries again, so around everything. */
	int RETRY = 100;

	/** Sees each try. */
	int CIRCUIT_BREAKER = 200;

	/** Only counts what the circuit lets through. */
	int RATE_LIMITER = 300;

	/** Does not count the wait for a permit. */
	int TIME_LIMITER = 400;

	/** Counts what is really under way. */
	int BULKHEAD = 500;

	/**
	 * The guard of one client.
	 * @param client the name of the client
	 * @return goes around its requests
	 */
	RestInterceptor forClient(String client);

	/**
	 * By which name a client's guards are known in registries.
	 * @param client the name of the client
	 * @return {@code ably} for the default one, else {@code ably-} and its name
	 */
	static String instanceName(String client) {
		return client.equals(AblyClients.DEFAULT) ? "ably" : "ably-" + client;
	}

	/**
	 * The failure of a request that a guard has given up.
	 * @param code one of {@link AblyRestErrorCodes}
	 * @param statusCode the closest HTTP status
	 * @param message what happened, and what to set
	 * @return the failure
	 */
	static AblyException givenUp(int code, int statusCode, String message) {
		return new AblyException(new ErrorInfo(code, statusCode, message, "docs/resilience.md", null, null, Map.of()));
	}

}
