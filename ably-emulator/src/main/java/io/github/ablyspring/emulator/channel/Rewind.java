package io.github.ablyspring.emulator.channel;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.ablyspring.emulator.error.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * How much of the past a new attachment wants: so many messages, or so long.
 *
 * @param count how many messages at most
 * @param millis how far back at most
 */
record Rewind(int count, long millis) {

	static final int MAX_COUNT = 100;

	private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smSM]?)");

	/**
	 * Reads the parameters <code>rewind</code> and <code>rewindLimit</code>.
	 * @param params the parameters of an attachment
	 * @return how much, or {@code null} when nothing is asked for
	 */
	static @Nullable Rewind of(Map<String, String> params) {
		String text = params.get("rewind");
		if (text == null) {
			return null;
		}
		Matcher matcher = FORM.matcher(text.strip());
		if (!matcher.matches()) {
			throw Refusals.badParameter("rewind is a number of messages, or of seconds (15s) or minutes (2m)");
		}
		int number = Integer.parseInt(matcher.group(1));
		int limit = limit(params.get("rewindLimit"));
		if (number == 0) {
			return null;
		}
		return switch (matcher.group(2)) {
			case "s", "S" -> new Rewind(limit, number * 1000L);
			case "m", "M" -> new Rewind(limit, number * 60_000L);
			default -> new Rewind(Math.min(number, limit), Long.MAX_VALUE);
		};
	}

	private static int limit(@Nullable String text) {
		if (text == null) {
			return MAX_COUNT;
		}
		try {
			return Math.max(1, Math.min(Integer.parseInt(text.strip()), MAX_COUNT));
		}
		catch (NumberFormatException ex) {
			throw Refusals.badParameter("rewindLimit is a number");
		}
	}

}
