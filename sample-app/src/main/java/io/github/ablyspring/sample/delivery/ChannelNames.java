package io.github.ablyspring.sample.delivery;

/**
 * The channels, and the names of the messages on them.
 */
public final class ChannelNames {

	/** Reports of all couriers; who is present is on duty. */
	public static final String COURIERS = "couriers";

	/**
	 * News for supervisors. Messages of this namespace can be annotated: in an account of
	 * your own, a rule for it has to allow that.
	 */
	public static final String FEED = "mutable:feed";

	/** A courier is at another crossing. */
	public static final String MOVED = "moved";

	/** An order has come further. */
	public static final String STEP = "step";

	/** Something that supervisors may like to know. */
	public static final String NEWS = "news";

	private ChannelNames() {
	}

	/**
	 * The channel of an order's steps.
	 * @param order the order
	 * @return its name
	 */
	public static String order(String order) {
		return "order:" + order;
	}

	/**
	 * The channel of an order's chat.
	 * @param order the order
	 * @return its name
	 */
	public static String chat(String order) {
		return "chat:" + order;
	}

}
