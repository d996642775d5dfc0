package io.github.ablyspring.client;

import java.time.Duration;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;

/**
 * Checks the values of options, with messages that name the option and what is allowed.
 */
final class Checks {

	private Checks() {
	}

	static Duration positive(String option, Duration value) {
		require(!value.isNegative() && !value.isZero(), option, "must be longer than zero, but is " + value);
		return value;
	}

	static Duration notNegative(String option, Duration value) {
		require(!value.isNegative(), option, "must not be negative, but is " + value);
		return value;
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
