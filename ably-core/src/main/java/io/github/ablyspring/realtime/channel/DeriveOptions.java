package io.github.ablyspring.realtime.channel;

/**
 * How to derive a channel from another one (DO1).
 *
 * @param filter a JMESPath expression over {@code name}, {@code clientId} and
 * {@code headers}; messages for which it is true are delivered
 */
public record DeriveOptions(String filter) {

	/**
	 * Derives by a filter that was put together with types.
	 * @param filter the filter
	 * @return the options
	 */
	public static DeriveOptions of(ChannelFilter filter) {
		return new DeriveOptions(filter.toJmesPath());
	}

	/**
	 * Derives by a filter in its textual form.
	 * @param jmesPath the expression
	 * @return the options
	 */
	public static DeriveOptions of(String jmesPath) {
		return new DeriveOptions(jmesPath);
	}

}
