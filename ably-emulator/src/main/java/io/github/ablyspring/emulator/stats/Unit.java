package io.github.ablyspring.emulator.stats;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

import io.github.ablyspring.emulator.error.Refusals;

/**
 * How long the intervals of statistics are.
 */
public enum Unit {

	MINUTE("yyyy-MM-dd:HH:mm"), HOUR("yyyy-MM-dd:HH"), DAY("yyyy-MM-dd"), MONTH("yyyy-MM");

	private static final String FULL = "0000-01-01:00:00";

	private final DateTimeFormatter format;

	Unit(String pattern) {
		this.format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
	}

	/**
	 * The unit of a name.
	 * @param name the name
	 * @return the unit
	 */
	static Unit named(String name) {
		try {
			return valueOf(name.toUpperCase(Locale.ROOT));
		}
		catch (IllegalArgumentException ex) {
			throw Refusals.badParameter("unit is minute, hour, day or month");
		}
	}

	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The interval that a moment is in.
	 * @param millis the moment
	 * @return its id
	 */
	String idOf(long millis) {
		return this.format.format(Instant.ofEpochMilli(millis));
	}

	/**
	 * The moment at which an interval begins, whatever its unit.
	 * @param id its id
	 * @return the moment
	 */
	static long startOf(String id) {
		try {
			String full = (id.length() < FULL.length()) ? id + FULL.substring(id.length()) : id;
			return LocalDateTime.parse(full, DateTimeFormatter.ofPattern("yyyy-MM-dd:HH:mm", Locale.ROOT))
				.toInstant(ZoneOffset.UTC)
				.toEpochMilli();
		}
		catch (DateTimeParseException ex) {
			throw Refusals.badParameter("'" + id + "' is no interval");
		}
	}

	/**
	 * The moment at which an interval ends, whatever its unit.
	 * @param id its id
	 * @return the last millisecond of it
	 */
	static long endOf(String id) {
		LocalDateTime start = LocalDateTime.ofInstant(Instant.ofEpochMilli(startOf(id)), ZoneOffset.UTC);
		LocalDateTime next = switch (id.length()) {
			case 7 -> start.plusMonths(1);
			case 10 -> start.plusDays(1);
			case 13 -> start.plusHours(1);
			default -> start.plusMinutes(1);
		};
		return next.toInstant(ZoneOffset.UTC).toEpochMilli() - 1;
	}

}
