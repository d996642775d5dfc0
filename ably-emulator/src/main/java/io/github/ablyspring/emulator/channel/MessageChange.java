package io.github.ablyspring.emulator.channel;

import io.github.ablyspring.emulator.auth.Identity;
import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Payloads;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WireVersion;
import org.jspecify.annotations.Nullable;

/**
 * An update, a delete or an append: what it says replaces what was there, what it does
 * not say stays.
 */
final class MessageChange {

	private static final int UPDATE = 1;

	private static final int DELETE = 2;

	private static final int APPEND = 5;

	private MessageChange() {
	}

	/**
	 * Changes a message.
	 * @param channel where
	 * @param origin who, and how
	 * @param change the serial of the message, and what is to be different
	 * @return the serial of the new version
	 */
	static String apply(Channel channel, Origin origin, WireMessage change) {
		requireAction(change.action());
		if (!channel.rules().mutableMessages()) {
			throw Refusals.notMutable(channel.name());
		}
		StoredMessage target = find(channel, change.serial());
		WireMessage before = target.latest();
		requirePermission(origin, change.action(), before);
		String actor = origin.identity().actAs((change.version() != null) ? change.version().clientId() : null);
		LogEntry.Stamp stamp = channel.stamp(origin);
		String versionSerial = Serial.ofItem(stamp.channelSerial(), 0);
		WireVersion version = version(change.version(), versionSerial, stamp.timestamp(), actor);
		WireMessage whole = merge(before, change).toBuilder().version(version).build();
		if (Publisher.size(whole) > channel.maxMessageSize()) {
			throw Refusals.tooLarge("The changed message", Publisher.size(whole), channel.maxMessageSize());
		}
		WireMessage live = (change.action() == APPEND) ? piece(whole, change) : whole;
		// its id is that of the change, not of the message
		channel.append(new LogEntry.Changed(stamp, target, live.toBuilder().id(null).connectionId(null).build(),
				whole.toBuilder().id(null).build()));
		target.change(whole);
		return versionSerial;
	}

	private static void requireAction(int action) {
		if (action != UPDATE && action != DELETE && action != APPEND) {
			throw Refusals.badBody("A client cannot publish a message with action " + action);
		}
	}

	private static StoredMessage find(Channel channel, @Nullable String serial) {
		if (serial == null || serial.isEmpty()) {
			throw Refusals.badBody("The serial of the message to change is missing");
		}
		StoredMessage target = channel.find(serial);
		if (target == null) {
			throw Refusals.notFound("The message " + serial);
		}
		return target;
	}

	private static void requirePermission(Origin origin, int action, WireMessage message) {
		Operation any = (action == DELETE) ? Operation.MESSAGE_DELETE_ANY : Operation.MESSAGE_UPDATE_ANY;
		Operation own = (action == DELETE) ? Operation.MESSAGE_DELETE_OWN : Operation.MESSAGE_UPDATE_OWN;
		if (origin.may(any)) {
			return;
		}
		if (!origin.may(own)) {
			throw Refusals.capability(own.wireName(), origin.name().written());
		}
		Identity identity = origin.identity();
		if (identity.definiteClientId() == null || !identity.definiteClientId().equals(message.clientId())) {
			throw Refusals.capability(any.wireName(), origin.name().written());
		}
	}

	private static WireVersion version(@Nullable WireVersion requested, String serial, long timestamp,
			@Nullable String actor) {
		WireVersion.Builder version = WireVersion.builder().serial(serial).timestamp(timestamp).clientId(actor);
		if (requested != null) {
			version.description(requested.description()).metadata(requested.metadata());
		}
		return version.build();
	}

	private static WireMessage merge(WireMessage before, WireMessage change) {
		WireMessage.Builder after = before.toBuilder().action((change.action() == DELETE) ? DELETE : UPDATE);
		if (change.name() != null) {
			after.name(change.name());
		}
		if (change.extras() != null) {
			after.extras(change.extras());
		}
		if (change.data() != null) {
			Payloads.Payload payload = Payloads.keep(change.data(), change.encoding());
			after.data((change.action() == APPEND) ? concat(before.data(), payload.data()) : payload.data());
			after.encoding(payload.encoding());
		}
		return after.build();
	}

	private static @Nullable Object concat(@Nullable Object before, @Nullable Object piece) {
		if (before instanceof String text && piece instanceof String more) {
			return text + more;
		}
		if (before instanceof byte[] bytes && piece instanceof byte[] more) {
			byte[] all = new byte[bytes.length + more.length];
			System.arraycopy(bytes, 0, all, 0, bytes.length);
			System.arraycopy(more, 0, all, bytes.length, more.length);
			return all;
		}
		if (before == null) {
			return piece;
		}
		throw Refusals.badData("Text can be appended to text only, bytes to bytes");
	}

	private static WireMessage piece(WireMessage whole, WireMessage append) {
		Payloads.Payload payload = Payloads.keep(append.data(), append.encoding());
		return whole.toBuilder().action(APPEND).data(payload.data()).encoding(payload.encoding()).build();
	}

}
