package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Decides how long to wait before the next attempt, of a connection that is disconnected
 * and of a channel that is suspended.
 */
@FunctionalInterface
public interface ReconnectDelay {

	/**
	 * The time to wait.
	 * @param retry the number of the retry, from 1
	 * @param base the configured retry timeout
	 * @return how long to wait
	 */
	Duration delay(int retry, Duration base);

	/**
	 * The delay that Ably asks for: growing to twice the base, spread so that many
	 * clients do not come back at the same moment (RTB1).
	 * @param random gives numbers from 0 to 1, evenly spread
	 * @return the delay
	 */
	static ReconnectDelay backoff(DoubleSupplier random) {
		return (retry, base) -> {
			double factor = backoffCoefficient(retry) * jitterCoefficient(random);
			return Duration.ofNanos((long) (base.toNanos() * factor));
		};
	}

	/**
	 * How much the delay has grown at a retry (RTB1a).
	 * @param retry the number of the retry, from 1
	 * @return the factor, from 1 to 2
	 */
	static double backoffCoefficient(int retry) {
		return Math.min((retry + 2) / 3.0, 2.0);
	}

	/**
	 * A random factor that spreads retries (RTB1b).
	 * @param random gives numbers from 0 to 1, evenly spread
	 * @return the factor, from 0.8 to 1
	 */
	static double jitterCoefficient(DoubleSupplier random) {
		return 0.8 + 0.2 * random.getAsDouble();
	}

}
