package io.github.ablyspring.benchmarks.load;

/**
 * What the load server does when somebody attaches a channel: the channel's name says so,
 * which every client can tell it without a line of code for that purpose.
 * <ul>
 * <li>{@code flood-COUNT-SIZE-BATCH-…}: COUNT messages of SIZE bytes as fast as they are
 * read, BATCH in a frame</li>
 * <li>{@code gated-COUNT-SIZE-BATCH-…}: the same, but all of them begin only when
 * somebody attaches a channel {@code go-0-0-0-…}</li>
 * <li>{@code paced-COUNT-SIZE-RATE-…}: COUNT messages, RATE in a second, whether or not
 * the client keeps up; each has the time at which it was due</li>
 * <li>{@code drop-COUNT-SIZE-AT-…}: like a flood of single messages, but before number AT
 * the connection is lost</li>
 * <li>{@code presence-COUNT-0-PAGE-…}: COUNT members in a sync, PAGE in a frame</li>
 * <li>anything else: nothing; what is published there is acknowledged</li>
 * </ul>
 *
 * @param kind which of these
 * @param count how many messages or members
 * @param size the size of a payload in bytes
 * @param parameter the last number
 */
record Scenario(Kind kind, int count, int size, int parameter) {

	private static final Scenario QUIET = new Scenario(Kind.QUIET, 0, 0, 0);

	static Scenario of(String channel) {
		String[] parts = channel.split("-");
		if (parts.length < 4) {
			return QUIET;
		}
		for (Kind kind : Kind.values()) {
			if (kind.prefix.equals(parts[0])) {
				return new Scenario(kind, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]),
						Integer.parseInt(parts[3]));
			}
		}
		return QUIET;
	}

	enum Kind {

		FLOOD("flood"), GATED("gated"), GO("go"), PACED("paced"), DROP("drop"), PRESENCE("presence"), QUIET("");

		private final String prefix;

		Kind(String prefix) {
			this.prefix = prefix;
		}

	}

}
