package io.github.ablyspring.boot.listener;

import java.util.EnumSet;
import java.util.Set;

import io.github.ablyspring.message.ChannelMode;

/**
 * The modes that the listeners of a channel together need. One that names none wants what
 * is granted by default.
 */
final class ChannelModes {

	// what the service grants who asks for nothing
	private static final Set<ChannelMode> DEFAULTS = EnumSet.of(ChannelMode.PRESENCE, ChannelMode.PUBLISH,
			ChannelMode.SUBSCRIBE, ChannelMode.PRESENCE_SUBSCRIBE, ChannelMode.ANNOTATION_PUBLISH);

	private final Set<ChannelMode> configured;

	private final Set<ChannelMode> needed = EnumSet.noneOf(ChannelMode.class);

	private boolean defaults;

	/**
	 * Starts with what a channel has without listeners.
	 * @param configured its modes, empty for the default
	 */
	ChannelModes(Set<ChannelMode> configured) {
		this.configured = configured;
	}

	/**
	 * Adds a listener.
	 * @param asked the modes it names
	 * @param source what it listens to
	 * @return the modes for all, empty for the default
	 */
	synchronized Set<ChannelMode> add(Set<ChannelMode> asked, ListenerSource source) {
		this.defaults |= asked.isEmpty();
		this.needed.addAll(asked);
		this.needed.add(source.mode());
		Set<ChannelMode> modes = EnumSet.copyOf(this.needed);
		modes.addAll(this.configured);
		if (!this.configured.isEmpty() || !this.defaults) {
			return modes;
		}
		modes.addAll(DEFAULTS);
		return modes.equals(DEFAULTS) ? Set.of() : modes;
	}

}
