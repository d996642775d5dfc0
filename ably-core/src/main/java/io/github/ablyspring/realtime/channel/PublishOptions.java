package io.github.ablyspring.realtime.channel;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.transport.Durations;
import org.jspecify.annotations.Nullable;

/**
 * How to publish.
 *
 * @param params parameters for the server (RTL6k)
 * @param timeout how long to wait for the acknowledgement; {@code null} for as long as
 * the connection keeps trying
 */
public record PublishOptions(Map<String, String> params, @Nullable Duration timeout) {

	/** Nothing special. */
	public static final PublishOptions NONE = new PublishOptions(Map.of(), null);

	public PublishOptions {
		params = Map.copyOf(params);
		timeout = (timeout != null) ? Durations.bounded(timeout) : null;
	}

	/**
	 * The same, with other parameters.
	 * @param params parameters for the server; values are sent as text
	 * @return new options
	 */
	public PublishOptions withParams(Map<String, ?> params) {
		Map<String, String> texts = new LinkedHashMap<>();
		params.forEach((name, value) -> texts.put(name, String.valueOf(value)));
		return new PublishOptions(texts, this.timeout);
	}

	/**
	 * The same, with a limit to the time the acknowledgement may take. A publish that
	 * times out before it was sent is not sent any more; one that was sent may still
	 * arrive.
	 * @param timeout the limit, or {@code null} for none
	 * @return new options
	 */
	public PublishOptions withTimeout(@Nullable Duration timeout) {
		return new PublishOptions(this.params, timeout);
	}

}
