package io.github.ablyspring.realtime.connection;

import java.time.Duration;

import io.github.ablyspring.transport.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delay that an application has chosen, as long as it makes sense, otherwise the
 * configured timeout: whatever happens, the next attempt comes. Internal.
 */
public final class SafeDelay implements ReconnectDelay {

	private static final Logger logger = LoggerFactory.getLogger(SafeDelay.class);

	private final ReconnectDelay chosen;

	/**
	 * Creates a delay that never fails.
	 * @param chosen decides, if it can
	 */
	public SafeDelay(ReconnectDelay chosen) {
		this.chosen = chosen;
	}

	@Override
	public Duration delay(int retry, Duration base) {
		try {
			Duration wait = this.chosen.delay(retry, base);
			return wait.isNegative() ? Duration.ZERO : Durations.bounded(wait);
		}
		catch (RuntimeException ex) {
			logger.error("The reconnect delay threw an exception; the configured timeout is used", ex);
			return base;
		}
	}

}
