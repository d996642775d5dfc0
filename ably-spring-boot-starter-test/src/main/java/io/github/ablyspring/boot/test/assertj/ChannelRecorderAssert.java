package io.github.ablyspring.boot.test.assertj;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

import io.github.ablyspring.message.Message;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions for what a channel receives. Each goes on behind the message that the one
 * before has found.
 */
public final class ChannelRecorderAssert extends AbstractAssert<ChannelRecorderAssert, ChannelRecorder> {

	private Duration patience = Patience.DEFAULT;

	ChannelRecorderAssert(ChannelRecorder actual) {
		super(actual, ChannelRecorderAssert.class);
	}

	/**
	 * Changes how long what follows may take.
	 * @param patience how long
	 * @return this
	 */
	public ChannelRecorderAssert within(Duration patience) {
		this.patience = patience;
		return this;
	}

	/**
	 * Waits for a message with a name.
	 * @param name the name
	 * @return assertions for the message
	 */
	public MessageAssert receives(String name) {
		return receives("named " + name, (message) -> name.equals(message.name()));
	}

	/**
	 * Waits for a message.
	 * @param description says which, for the case that it does not come
	 * @param condition which
	 * @return assertions for the message
	 */
	public MessageAssert receives(String description, Predicate<Message> condition) {
		isNotNull();
		Message message = this.actual.next(condition, this.patience);
		if (message == null) {
			throw failure("Expected the channel %s to receive a message %s within %s, but there was only %s",
					this.actual.channel().name(), description, this.patience, this.actual.unseen());
		}
		return new MessageAssert(message);
	}

	/**
	 * Waits for messages with these names, in this order, and with no others between.
	 * @param names the names
	 * @return this
	 */
	public ChannelRecorderAssert receivesInOrder(String... names) {
		isNotNull();
		for (String name : names) {
			Message message = this.actual.next((any) -> true, this.patience);
			if (message == null || !name.equals(message.name())) {
				throw failure("Expected the channel %s to receive messages named %s, but there was %s instead of %s",
						this.actual.channel().name(), List.of(names), message, name);
			}
		}
		return this;
	}

	/**
	 * Checks that nothing has come in up to now behind the message found last. Does not
	 * wait for anything.
	 * @return this
	 */
	public ChannelRecorderAssert hasReceivedNothingElse() {
		isNotNull();
		List<Message> unseen = this.actual.unseen();
		if (!unseen.isEmpty()) {
			failWithMessage("Expected the channel %s to have received nothing else, but there was %s",
					this.actual.channel().name(), unseen);
		}
		return this;
	}

}
