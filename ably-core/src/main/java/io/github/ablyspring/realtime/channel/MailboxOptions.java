package io.github.ablyspring.realtime.channel;

import java.time.Duration;

import io.github.ablyspring.transport.Durations;

/**
 * How much a channel keeps for listeners that do not keep up, and what happens then.
 *
 * @param capacity how many messages wait for the listeners before the policy applies
 * @param policy what happens then
 * @param maxPause for how long reading from the socket may stop, at a stretch
 */
public record MailboxOptions(int capacity, OverflowPolicy policy, Duration maxPause) {

	/** Room for 4,096 messages, then back-pressure for at most ten seconds. */
	public static final MailboxOptions DEFAULT = new MailboxOptions(4096, OverflowPolicy.PAUSE_READING,
			Duration.ofSeconds(10));

	public MailboxOptions {
		if (capacity < 1) {
			throw new IllegalArgumentException("A mailbox needs room for at least one message");
		}
		maxPause = Durations.bounded(maxPause);
	}

	/**
	 * The same, with another capacity.
	 * @param capacity how many messages wait before the policy applies
	 * @return new options
	 */
	public MailboxOptions withCapacity(int capacity) {
		return new MailboxOptions(capacity, this.policy, this.maxPause);
	}

	/**
	 * The same, with another policy.
	 * @param policy what happens when the mailbox is full
	 * @return new options
	 */
	public MailboxOptions withPolicy(OverflowPolicy policy) {
		return new MailboxOptions(this.capacity, policy, this.maxPause);
	}

	/**
	 * The same, with another limit for pauses.
	 * @param maxPause for how long reading may stop at a stretch
	 * @return new options
	 */
	public MailboxOptions withMaxPause(Duration maxPause) {
		return new MailboxOptions(this.capacity, this.policy, maxPause);
	}

}
