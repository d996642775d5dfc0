package io.github.ablyspring.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.transport.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Checks the values of options, with messages that name the option and what is allowed.
 */
final class Checks {

	private Checks() {
	}

	/** Not every caller has its nulls checked by a compiler. */
	static <T> T present(String option, @Nullable T value) {
		if (value == null) {
			throw invalid("Option '" + option + "' must not be null: leave it out for its default");
		}
		return value;
	}

	static <T> List<T> elements(String option, @Nullable List<? extends @Nullable T> values) {
		List<T> elements = new ArrayList<>();
		for (T value : present(option, values)) {
			if (value == null) {
				throw invalid("Option '" + option + "' must not have null among its elements");
			}
			elements.add(value);
		}
		return List.copyOf(elements);
	}

	static Duration positive(String option, Duration value) {
		present(option, value);
		require(!value.isNegative() && !value.isZero(), option, "must be longer than zero, but is " + value);
		return Durations.bounded(value);
	}

	static Duration notNegative(String option, Duration value) {
		present(option, value);
		require(!value.isNegative(), option, "must not be negative, but is " + value);
		return Durations.bounded(value);
	}

	static int range(String option, int value, int min, int max) {
		require(value >= min && value <= max, option,
				"must be " + ((max == Integer.MAX_VALUE) ? "at least " + min : "from " + min + " to " + max)
						+ ", but is " + value);
		return value;
	}

	static void require(boolean allowed, String option, String rule) {
		if (!allowed) {
			throw invalid("Option '" + option + "' " + rule);
		}
	}

	static AblyException invalid(String message) {
		return AblyException.of(ErrorCodes.BAD_REQUEST, 400, message);
	}

}
