package io.github.ablyspring.rest;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which statistics to read (RSC6b). What is not set is left to the service: the latest
 * 100 minutes, newest first.
 *
 * @param start from when on
 * @param end until when
 * @param direction in which order
 * @param limit how many on a page, at most 1,000
 * @param unit over which time they are summed up
 */
public record StatsParams(@Nullable Instant start, @Nullable Instant end, @Nullable Direction direction,
		@Nullable Integer limit, @Nullable StatsUnit unit) {

	private static final StatsParams NONE = new StatsParams(null, null, null, null, null);

	private static final int MAX_LIMIT = 1000;

	/**
	 * Checks that the values make sense together.
	 */
	public StatsParams {
		if (start != null && end != null && start.isAfter(end)) {
			throw new IllegalArgumentException("Statistics cannot start at " + start + ", after their end at " + end);
		}
		if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
			throw new IllegalArgumentException("A page of statistics has from 1 to 1,000 entries, not " + limit);
		}
	}

	/**
	 * Leaves everything to the service.
	 * @return no parameters
	 */
	public static StatsParams none() {
		return NONE;
	}

	/**
	 * From when on.
	 * @param start the time
	 * @return a copy
	 */
	public StatsParams start(Instant start) {
		return new StatsParams(start, this.end, this.direction, this.limit, this.unit);
	}

	/**
	 * Until when.
	 * @param end the time
	 * @return a copy
	 */
	public StatsParams end(Instant end) {
		return new StatsParams(this.start, end, this.direction, this.limit, this.unit);
	}

	/**
	 * In which order.
	 * @param direction the order
	 * @return a copy
	 */
	public StatsParams direction(Direction direction) {
		return new StatsParams(this.start, this.end, direction, this.limit, this.unit);
	}

	/**
	 * How many on a page.
	 * @param limit from 1 to 1,000
	 * @return a copy
	 */
	public StatsParams limit(int limit) {
		return new StatsParams(this.start, this.end, this.direction, limit, this.unit);
	}

	/**
	 * Over which time they are summed up.
	 * @param unit the unit
	 * @return a copy
	 */
	public StatsParams unit(StatsUnit unit) {
		return new StatsParams(this.start, this.end, this.direction, this.limit, unit);
	}

	RestRequest request() {
		return RestRequest.get("/stats")
			.param("start", millis(this.start))
			.param("end", millis(this.end))
			.param("direction", (this.direction != null) ? this.direction.wireName() : null)
			.param("limit", this.limit)
			.param("unit", (this.unit != null) ? this.unit.wireName() : null)
			.build();
	}

	private static @Nullable Long millis(@Nullable Instant time) {
		return (time != null) ? time.toEpochMilli() : null;
	}

}
