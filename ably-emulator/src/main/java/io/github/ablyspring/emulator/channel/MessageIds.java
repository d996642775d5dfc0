package io.github.ablyspring.emulator.channel;

import java.util.List;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * The ids that a publisher gave to its messages. One message may have any id; those of
 * several are <code>base:0</code>, <code>base:1</code> and so on.
 */
final class MessageIds {

	private MessageIds() {
	}

	/**
	 * What the ids have in common, by which a repetition is recognised.
	 * @param messages the messages published together
	 * @return the base, or {@code null} when they have no ids
	 */
	static @Nullable String base(List<WireMessage> messages) {
		if (messages.stream().allMatch((message) -> message.id() == null)) {
			return null;
		}
		String first = messages.get(0).id();
		if (messages.size() == 1 && first != null) {
			if (first.isEmpty()) {
				throw Refusals.badMessageId("The id of a message is empty");
			}
			return first.endsWith(":0") ? first.substring(0, first.length() - 2) : first;
		}
		if (first == null || !first.endsWith(":0")) {
			throw Refusals.badMessageId("The ids of messages published together are base:0, base:1 and so on");
		}
		String base = first.substring(0, first.length() - 2);
		for (int i = 1; i < messages.size(); i++) {
			if (!(base + ":" + i).equals(messages.get(i).id())) {
				throw Refusals.badMessageId("The ids of messages published together are base:0, base:1 and so on");
			}
		}
		return base;
	}

}
