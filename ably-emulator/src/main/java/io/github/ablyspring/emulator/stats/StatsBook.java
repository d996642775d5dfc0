package io.github.ablyspring.emulator.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.ablyspring.emulator.apps.App;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of all applications.
 */
public final class StatsBook {

	private static final int LIMIT = 100_000;

	private static final String SCHEMA = "https://schemas.ably.com/json/app-stats-0.0.5.json";

	// by application, and there by the minute
	private final Map<String, TreeMap<Long, Entries>> byApp = new LinkedHashMap<>();

	/**
	 * Adds statistics.
	 * @param app the application
	 * @param fixtures intervals, nested as clients of old see them
	 */
	public void add(App app, List<@Nullable Object> fixtures) {
		TreeMap<Long, Entries> book = this.byApp.computeIfAbsent(app.id(), (id) -> new TreeMap<>());
		for (Object fixture : fixtures) {
			Map<String, @Nullable Object> fields = Tree.map(fixture);
			String interval = Tree.text(fields, "intervalId");
			if (interval == null) {
				throw Refusals.badRequest("An interval has an intervalId");
			}
			if (book.size() >= LIMIT) {
				throw Refusals.badRequest("No more than " + LIMIT + " intervals are kept");
			}
			book.computeIfAbsent(Unit.startOf(interval), (start) -> new Entries()).add(Entries.flatten(fields));
		}
	}

	/**
	 * Forgets the statistics of an application.
	 * @param app the application
	 */
	public void remove(App app) {
		this.byApp.remove(app.id());
	}

	/**
	 * Reads statistics.
	 * @param app the application
	 * @param query which of them
	 * @return the intervals in the order asked for
	 */
	public List<Map<String, @Nullable Object>> read(App app, Query query) {
		Map<String, Entries> byInterval = new LinkedHashMap<>();
		TreeMap<Long, Entries> book = this.byApp.getOrDefault(app.id(), new TreeMap<>());
		if (query.start() > query.end()) {
			throw Refusals.badParameter("start is after end");
		}
		book.subMap(query.start(), true, query.end(), true)
			.forEach((start, entries) -> byInterval.computeIfAbsent(query.unit().idOf(start), (id) -> new Entries())
				.add(entries));
		List<Map<String, @Nullable Object>> intervals = new ArrayList<>();
		byInterval.forEach((id, entries) -> intervals.add(describe(app, query, id, entries)));
		if (!query.forwards()) {
			Collections.reverse(intervals);
		}
		return intervals;
	}

	private static Map<String, @Nullable Object> describe(App app, Query query, String id, Entries entries) {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("intervalId", id);
		tree.put("unit", query.unit().wireName());
		if (query.flat()) {
			tree.put("schema", SCHEMA);
			tree.put("appId", app.id());
			tree.put("entries", entries.toTree());
		}
		else {
			tree.putAll(entries.nested());
		}
		return tree;
	}

	/**
	 * Which statistics are wanted.
	 *
	 * @param start from when on
	 * @param end until when
	 * @param unit how long the intervals are
	 * @param forwards whether the oldest come first
	 * @param flat whether the numbers of an interval have names with dots, or are nested
	 */
	public record Query(long start, long end, Unit unit, boolean forwards, boolean flat) {

		/**
		 * Reads the beginning of a time span.
		 * @param text a moment in milliseconds, or the id of an interval
		 * @return the moment; without a text, the beginning of time
		 */
		public static long start(@Nullable String text) {
			if (text == null || text.isEmpty()) {
				return 0;
			}
			return isMoment(text) ? Long.parseLong(text) : Unit.startOf(text);
		}

		/**
		 * Reads the end of a time span.
		 * @param text a moment in milliseconds, or the id of an interval
		 * @param now the time
		 * @return the moment; without a text, now
		 */
		public static long end(@Nullable String text, long now) {
			if (text == null || text.isEmpty()) {
				return now;
			}
			return isMoment(text) ? Long.parseLong(text) : Unit.endOf(text);
		}

		private static boolean isMoment(String text) {
			return text.length() > 4 && text.length() < 18 && text.chars().allMatch((c) -> c >= '0' && c <= '9');
		}

		/**
		 * Reads the length of the intervals.
		 * @param text the name, or nothing
		 * @return the unit
		 */
		public static Unit unit(@Nullable String text) {
			return (text != null) ? Unit.named(text) : Unit.MINUTE;
		}

	}

}
