package io.github.ablyspring.sample.feed;

import java.util.Map;

/**
 * Something that happened, and what supervisors think of it.
 *
 * @param serial what identifies the message
 * @param text what happened
 * @param reactions how often there was which reaction
 */
record News(String serial, String text, Map<String, Long> reactions) {

	News with(Map<String, Long> counted) {
		return new News(this.serial, this.text, counted);
	}

}
