package io.github.ablyspring.rest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of an app over a minute, an hour, a day or a month (TS1). Entries have
 * dotted names, see the {@link #schema()}; the usual ones have accessors.
 *
 * @param intervalId which interval, such as {@code 2026-02-03:15:05} (TS12a)
 * @param unit how long it is (TS12c)
 * @param inProgress the last part that is included, while the interval is still running,
 * or {@code null} (TS12q)
 * @param entries name to value (TS12r)
 * @param schema where the entries are described, or {@code null} (TS12s)
 * @param appId the app, or {@code null} (TS12t)
 */
public record Stats(String intervalId, StatsUnit unit, @Nullable String inProgress, Map<String, Number> entries,
		@Nullable String schema, @Nullable String appId) {

	private static final DateTimeFormatter INTERVAL = DateTimeFormatter.ofPattern("uuuu-MM-dd:HH:mm");

	private static final String EARLIEST = "0000-01-01:00:00";

	/**
	 * Copies the entries.
	 */
	public Stats {
		entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
	}

	/**
	 * When the interval begins (TS12p).
	 * @return the time
	 */
	public Instant intervalTime() {
		String complete = this.intervalId + EARLIEST.substring(Math.min(this.intervalId.length(), EARLIEST.length()));
		try {
			return LocalDateTime.parse(complete, INTERVAL).toInstant(ZoneOffset.UTC);
		}
		catch (DateTimeParseException ex) {
			throw AblyException.of(ErrorCodes.INVALID_DATA, 400, "Not the id of an interval: " + this.intervalId);
		}
	}

	/**
	 * One of the entries.
	 * @param name its name, such as {@code messages.inbound.realtime.all.count}
	 * @return its value, 0 when it is absent
	 */
	public long count(String name) {
		return this.entries.getOrDefault(name, 0L).longValue();
	}

	/**
	 * All messages, of whatever kind and way.
	 * @return their traffic
	 */
	public Traffic messages() {
		return traffic("messages.all.all");
	}

	/**
	 * What clients have published.
	 * @return the traffic
	 */
	public Traffic inbound() {
		return traffic("messages.inbound.all.all");
	}

	/**
	 * What was delivered to clients and integrations.
	 * @return the traffic
	 */
	public Traffic outbound() {
		return traffic("messages.outbound.all.all");
	}

	/**
	 * What was stored.
	 * @return the traffic
	 */
	public Traffic persisted() {
		return traffic("messages.persisted.all");
	}

	/**
	 * The traffic under any name.
	 * @param name for instance {@code messages.inbound.rest.presence}
	 * @return the traffic
	 */
	public Traffic traffic(String name) {
		return new Traffic(count(name + ".count"), count(name + ".data"), count(name + ".failed"),
				count(name + ".refused"));
	}

	/**
	 * The connections.
	 * @return how many there were
	 */
	public Usage connections() {
		return usage("connections.all");
	}

	/**
	 * The channels.
	 * @return how many there were
	 */
	public Usage channels() {
		return usage("channels");
	}

	/**
	 * Requests over REST, without those for tokens.
	 * @return how they went
	 */
	public Requests apiRequests() {
		return requests("apiRequests.other");
	}

	/**
	 * Requests for tokens.
	 * @return how they went
	 */
	public Requests tokenRequests() {
		return requests("apiRequests.tokenRequests");
	}

	private Usage usage(String name) {
		return new Usage(count(name + ".peak"), count(name + ".min"),
				this.entries.getOrDefault(name + ".mean", 0).doubleValue(), count(name + ".opened"),
				count(name + ".refused"));
	}

	private Requests requests(String name) {
		return new Requests(count(name + ".succeeded"), count(name + ".failed"), count(name + ".refused"));
	}

	static List<Stats> read(RestResponse response) {
		if (response.readTree() instanceof List<?> list) {
			return list.stream().map((entry) -> of((Map<?, ?>) java.util.Objects.requireNonNull(entry))).toList();
		}
		return List.of();
	}

	private static Stats of(Map<?, ?> tree) {
		Map<String, Number> entries = new LinkedHashMap<>();
		if (tree.get("entries") instanceof Map<?, ?> values) {
			values.forEach((name, value) -> {
				if (value instanceof Number number) {
					entries.put(String.valueOf(name), number);
				}
			});
		}
		String unit = string(tree, "unit");
		String intervalId = string(tree, "intervalId");
		return new Stats((intervalId != null) ? intervalId : "", StatsUnit.of((unit != null) ? unit : ""),
				string(tree, "inProgress"), entries, string(tree, "schema"), string(tree, "appId"));
	}

	private static @Nullable String string(Map<?, ?> tree, String name) {
		return (tree.get(name) instanceof String text) ? text : null;
	}

	/**
	 * How much went over.
	 *
	 * @param count messages
	 * @param data bytes
	 * @param failed messages that failed for the service's sake
	 * @param refused messages that were refused, for instance for exceeding a limit
	 */
	public record Traffic(long count, long data, long failed, long refused) {
	}

	/**
	 * How much of a resource was in use.
	 *
	 * @param peak the most at a time
	 * @param min the least at a time
	 * @param mean on average
	 * @param opened how many were opened
	 * @param refused how many were refused
	 */
	public record Usage(long peak, long min, double mean, long opened, long refused) {
	}

	/**
	 * How requests went.
	 *
	 * @param succeeded those that succeeded
	 * @param failed those that failed for the service's sake
	 * @param refused those that were refused
	 */
	public record Requests(long succeeded, long failed, long refused) {
	}

}
