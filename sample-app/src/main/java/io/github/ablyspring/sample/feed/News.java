package io.github.ablyspring.sample.feed;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened, and what supervisors think of it.
 *
 * @param serial what identifies the message
 * @param text what happened
 * @param at when
 * @param reactions how often there was which reaction
 */
record News(String serial, String text, @Nullable Instant at, Map<String, Long> reactions) {

	News with(Map<String, Long> counted) {
		return new News(this.serial, this.text, this.at, counted);
	}

}
