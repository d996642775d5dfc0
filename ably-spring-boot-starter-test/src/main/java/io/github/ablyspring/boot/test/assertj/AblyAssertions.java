package io.github.ablyspring.boot.test.assertj;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.realtime.channel.RealtimeChannel;

/**
 * Assertions for Ably, which wait: an assertion holds as soon as what it says has come to
 * be, and fails when that takes longer than ten seconds, or than <code>within(…)</code>
 * says. To be imported beside those of AssertJ. <pre>
 * try (ChannelRecorder orders = ChannelRecorder.of(ably.channels().get("orders"))) {
 *     shop.order("a book");
 *     assertThat(orders).receives("created").hasData("a book").hasClientId("shop");
 * }
 * assertThat(ably).within(Duration.ofSeconds(2)).isConnected();
 * </pre>
 */
public final class AblyAssertions {

	private AblyAssertions() {
	}

	/**
	 * Asserts something of a client's connection.
	 * @param actual the client
	 * @return the assertions
	 */
	public static AblyRealtimeAssert assertThat(AblyRealtime actual) {
		return new AblyRealtimeAssert(actual);
	}

	/**
	 * Asserts something of a channel.
	 * @param actual the channel
	 * @return the assertions
	 */
	public static RealtimeChannelAssert assertThat(RealtimeChannel actual) {
		return new RealtimeChannelAssert(actual);
	}

	/**
	 * Asserts what a channel receives.
	 * @param actual what records it
	 * @return the assertions
	 */
	public static ChannelRecorderAssert assertThat(ChannelRecorder actual) {
		return new ChannelRecorderAssert(actual);
	}

	/**
	 * Asserts something of a message.
	 * @param actual the message
	 * @return the assertions
	 */
	public static MessageAssert assertThat(Message actual) {
		return new MessageAssert(actual);
	}

}
