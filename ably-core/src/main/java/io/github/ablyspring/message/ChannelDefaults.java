package io.github.ablyspring.message;

/**
 * Which options a channel has that is asked for without any. <pre>
 * ClientOptions.builder().channelDefaults((name) -> name.startsWith("chat:") ? encrypted : ChannelOptions.DEFAULT)
 * </pre>
 */
@FunctionalInterface
public interface ChannelDefaults {

	/** The defaults of {@link ChannelOptions} for every channel. */
	ChannelDefaults NONE = (name) -> ChannelOptions.DEFAULT;

	/**
	 * The options of a channel. Asked when the channel is made, and must answer at once.
	 * @param name the channel's name, without the qualifier in brackets that it may have
	 * @return its options
	 */
	ChannelOptions of(String name);

	/**
	 * The options of a channel whose name may have a qualifier, such as that of a derived
	 * channel.
	 * @param name the name as the channel is attached by it
	 * @return the options of the channel that it qualifies
	 */
	default ChannelOptions ofQualified(String name) {
		int end = name.startsWith("[") ? name.indexOf(']') : -1;
		return of(name.substring(end + 1));
	}

}
