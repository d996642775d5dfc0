package io.github.ablyspring.emulator.channel;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a longer list.
 *
 * @param items what is in it
 * @param next where the rest begins, or {@code null} when there is no rest
 * @param <T> the type of the items
 */
public record Page<T>(List<T> items, @Nullable String next) {

	/**
	 * Cuts a page out of a list that is all there.
	 * @param all the list
	 * @param cursor where the page begins, as a page before it said
	 * @param limit how many items it has at most
	 * @param <T> the type of the items
	 * @return the page
	 */
	public static <T> Page<T> of(List<T> all, @Nullable String cursor, int limit) {
		int from = Math.min(parse(cursor), all.size());
		int to = Math.min(from + limit, all.size());
		return new Page<>(List.copyOf(all.subList(from, to)), (to < all.size()) ? Integer.toString(to) : null);
	}

	private static int parse(@Nullable String cursor) {
		try {
			return (cursor != null) ? Math.max(0, Integer.parseInt(cursor)) : 0;
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

}
