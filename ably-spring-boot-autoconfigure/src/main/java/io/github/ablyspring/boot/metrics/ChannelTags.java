package io.github.ablyspring.boot.metrics;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

import org.springframework.util.PatternMatchUtils;

/**
 * Gives meters a tag with the name of the channel, for those channels that were asked
 * for. There are never more of them than a limit, whatever the patterns: an application
 * may have any number of channels, its metrics may not.
 */
public final class ChannelTags {

	/** The name that all other channels go by. */
	public static final String OTHERS = "others";

	/** No tag at all. */
	public static final ChannelTags NONE = new ChannelTags(List.of(), 0);

	private final List<String> patterns;

	private final int limit;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	private volatile Consumer<String> onNew = (channel) -> {
	};

	/**
	 * Creates tags.
	 * @param patterns names of channels, or patterns with {@code *}; none for no tag
	 * @param limit how many channels have a name of their own at most
	 */
	public ChannelTags(List<String> patterns, int limit) {
		this.patterns = List.copyOf(patterns);
		this.limit = limit;
	}

	/**
	 * Whether there is such a tag.
	 * @return whether there is any pattern
	 */
	public boolean enabled() {
		return !this.patterns.isEmpty();
	}

	/**
	 * The tag of a channel.
	 * @param channel its name
	 * @return one tag, or none at all
	 */
	public Tags of(String channel) {
		return enabled() ? Tags.of(Tag.of(AblyMeter.CHANNEL, value(channel))) : Tags.empty();
	}

	/**
	 * The value of the tag for a channel.
	 * @param channel its name
	 * @return its name, or {@link #OTHERS}
	 */
	public String value(String channel) {
		if (this.known.contains(channel)) {
			return channel;
		}
		if (this.known.size() >= this.limit
				|| this.patterns.stream().noneMatch((pattern) -> PatternMatchUtils.simpleMatch(pattern, channel))) {
			return OTHERS;
		}
		if (this.known.add(channel)) {
			this.onNew.accept(channel);
		}
		return channel;
	}

	/**
	 * Tells of each channel that gets a name of its own, from now on and so far.
	 */
	void onNew(Consumer<String> listener) {
		this.onNew = listener;
		this.known.forEach(listener);
	}

}
