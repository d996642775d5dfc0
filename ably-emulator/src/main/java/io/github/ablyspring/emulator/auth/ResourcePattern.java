package io.github.ablyspring.emulator.auth;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The resource of a capability: a channel name in which <code>*</code> stands for a whole
 * segment, at the end for any number of them.
 */
final class ResourcePattern {

	private static final String ANY = "*";

	private final @Nullable String qualifier;

	private final List<String> segments;

	private ResourcePattern(@Nullable String qualifier, List<String> segments) {
		this.qualifier = qualifier;
		this.segments = segments;
	}

	static ResourcePattern parse(String text) {
		int close = text.startsWith("[") ? text.indexOf(']') : -1;
		String qualifier = (close > 0) ? text.substring(1, close) : null;
		String rest = (close > 0) ? text.substring(close + 1) : text;
		return new ResourcePattern(qualifier, List.of(rest.split(":", -1)));
	}

	/**
	 * Tells whether this pattern covers a channel.
	 * @param channelQualifier what stands in brackets before the name, if anything does
	 * @param name the name without it
	 * @return whether it does
	 */
	boolean covers(@Nullable String channelQualifier, String name) {
		return coversQualifier(channelQualifier) && coversSegments(Arrays.asList(name.split(":", -1)));
	}

	/**
	 * Tells whether all that another pattern covers is covered by this one.
	 * @param other the other pattern
	 * @return whether it is
	 */
	boolean includes(ResourcePattern other) {
		return coversQualifier(other.qualifier) && coversSegments(other.segments);
	}

	private boolean coversQualifier(@Nullable String other) {
		if (this.qualifier == null) {
			return other == null;
		}
		return this.qualifier.equals(ANY) || this.qualifier.equals(other);
	}

	// a wildcard of the other pattern is covered by a wildcard only, for "*" equals
	// nothing but itself
	private boolean coversSegments(List<String> others) {
		int last = this.segments.size() - 1;
		for (int i = 0; i <= last; i++) {
			if (i >= others.size()) {
				return false;
			}
			String segment = this.segments.get(i);
			if (segment.equals(ANY)) {
				if (i == last) {
					return true;
				}
				if (i == others.size() - 1 && others.get(i).equals(ANY)) {
					return false;
				}
			}
			else if (!segment.equals(others.get(i))) {
				return false;
			}
		}
		return this.segments.size() == others.size() && !endsInAny(others);
	}

	private boolean endsInAny(List<String> others) {
		return others.get(others.size() - 1).equals(ANY) && !this.segments.get(this.segments.size() - 1).equals(ANY);
	}

}
