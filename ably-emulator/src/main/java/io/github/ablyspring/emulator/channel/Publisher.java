package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Payloads;
import io.github.ablyspring.emulator.wire.Sizes;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Checks messages and puts them into the log.
 */
public final class Publisher {

	private static final int CREATE = 0;

	private static final int MAX_MESSAGES = 1000;

	private final Channel channel;

	private final Origin origin;

	private Publisher(Channel channel, Origin origin) {
		this.channel = channel;
		this.origin = origin;
	}

	/**
	 * What came of a publication.
	 *
	 * @param messageId what the ids of the messages begin with
	 * @param serials the serial of each message, or of its new version
	 */
	public record Receipt(String messageId, List<@Nullable String> serials) {
	}

	/**
	 * Publishes messages, or changes published ones.
	 * @param channel where
	 * @param origin who, and how
	 * @param messages the messages, as they were received
	 * @return what came of it
	 */
	public static Receipt publish(Channel channel, Origin origin, List<WireMessage> messages) {
		return new Publisher(channel, origin).publish(messages);
	}

	private Receipt publish(List<WireMessage> received) {
		if (received.isEmpty() || received.size() > MAX_MESSAGES) {
			throw Refusals.badBody("Between one and " + MAX_MESSAGES + " messages are published together");
		}
		if ("true".equals(this.origin.params().get("_forceNack"))) {
			throw Refusals.forcedNack();
		}
		if (!this.origin.name().publishable()) {
			throw Refusals.badRequest("Nothing can be published to the channel " + this.origin.name());
		}
		if (received.stream().anyMatch((message) -> message.action() > CREATE)) {
			return change(received);
		}
		this.origin.require(Operation.PUBLISH);
		this.origin.require(Mode.PUBLISH);
		List<WireMessage> messages = received.stream().map(this::normalize).toList();
		requireSize(messages);
		String baseId = MessageIds.base(messages);
		if (baseId == null) {
			return new Receipt(this.origin.frameId(), append(messages, this.origin));
		}
		long now = this.channel.now();
		List<@Nullable String> known = this.channel.recentIds().find(baseId, now);
		if (known == null) {
			known = append(messages, this.origin.withFrameId(baseId));
			this.channel.recentIds().remember(baseId, known, now);
		}
		return new Receipt(baseId, known);
	}

	private Receipt change(List<WireMessage> received) {
		List<@Nullable String> serials = new ArrayList<>(received.size());
		for (WireMessage message : received) {
			if (message.action() <= CREATE) {
				throw Refusals.badBody("Messages are either published or changed, not both together");
			}
		}
		for (int i = 0; i < received.size(); i++) {
			Origin single = (received.size() == 1) ? this.origin
					: this.origin.withFrameId(this.origin.frameId() + ":" + i);
			requireSize(List.of(received.get(i)));
			serials.add(MessageChange.apply(this.channel, single, received.get(i)));
		}
		return new Receipt(this.origin.frameId(), serials);
	}

	private WireMessage normalize(WireMessage message) {
		Payloads.Payload payload = Payloads.keep(message.data(), message.encoding());
		return WireMessage.builder()
			.id(message.id())
			.name(message.name())
			.data(payload.data())
			.encoding(payload.encoding())
			.clientId(this.origin.identity().actAs(message.clientId()))
			.extras(message.extras())
			.action(CREATE)
			.build();
	}

	private void requireSize(List<WireMessage> messages) {
		int size = 0;
		for (WireMessage message : messages) {
			size += size(message);
		}
		if (size > this.channel.maxMessageSize()) {
			throw Refusals.tooLarge("What is published", size, this.channel.maxMessageSize());
		}
	}

	/**
	 * How many bytes a message counts for (TM6).
	 * @param message the message
	 * @return its size
	 */
	static int size(WireMessage message) {
		return Payloads.utf8Length(message.name()) + Payloads.size(message.data())
				+ Payloads.utf8Length(message.clientId()) + Payloads.extrasSize(message.extras());
	}

	private List<@Nullable String> append(List<WireMessage> messages, Origin as) {
		LogEntry.Stamp stamp = this.channel.stamp(as);
		List<WireMessage> live = new ArrayList<>(messages.size());
		List<StoredMessage> stored = new ArrayList<>(messages.size());
		List<@Nullable String> serials = new ArrayList<>(messages.size());
		int size = 0;
		for (int i = 0; i < messages.size(); i++) {
			String serial = Serial.ofItem(stamp.channelSerial(), i);
			WireMessage message = messages.get(i).toBuilder().id(ownId(messages.get(i), as, i)).serial(serial).build();
			size += Sizes.of(message);
			live.add(message);
			stored.add(new StoredMessage(message, stamp, i));
			serials.add(serial);
		}
		this.channel.append(new LogEntry.Published(stamp, live, stored, size));
		return serials;
	}

	// an id that follows from that of the frame need not be said
	private static @Nullable String ownId(WireMessage message, Origin as, int position) {
		String id = message.id();
		return (id == null || id.equals(as.frameId() + ":" + position)) ? null : id;
	}

}
