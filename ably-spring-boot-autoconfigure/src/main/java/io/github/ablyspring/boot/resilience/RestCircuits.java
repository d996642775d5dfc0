package io.github.ablyspring.boot.resilience;

import org.jspecify.annotations.Nullable;

/**
 * Tells the state of the circuits that guard the requests of clients.
 */
@FunctionalInterface
public interface RestCircuits {

	/**
	 * The state of a client's circuit.
	 * @param client the name of the client
	 * @return the state, such as {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN};
	 * {@code null} when there is no such circuit
	 */
	@Nullable String state(String client);

}
