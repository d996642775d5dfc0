package io.github.ablyspring.transport;

import java.time.Duration;

/**
 * How patient and how persistent HTTP requests are.
 *
 * @param connectTimeout how long opening a connection may take (TO3l3)
 * @param requestTimeout how long one request and its answer may take (TO3l4)
 * @param maxRetryCount how many fallback hosts one request may try (TO3l5)
 * @param maxRetryDuration after which time no further host is tried (TO3l6)
 * @param fallbackRetryTimeout how long a fallback host that answered is preferred
 * (TO3l10)
 */
public record HttpSettings(Duration connectTimeout, Duration requestTimeout, int maxRetryCount,
		Duration maxRetryDuration, Duration fallbackRetryTimeout) {

	/**
	 * What the specification says when nobody says otherwise.
	 * @return the defaults
	 */
	public static HttpSettings defaults() {
		return new HttpSettings(Duration.ofSeconds(4), Duration.ofSeconds(10), 3, Duration.ofSeconds(15),
				Duration.ofMinutes(10));
	}

}
