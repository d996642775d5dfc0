package io.github.ablyspring.protocol;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A presence event as it travels, the payload still encoded as {@code encoding} says
 * (TP3).
 */
public final class WirePresence extends WireContent {

	/** How it travels. */
	public static final WireType<WirePresence> TYPE = WireType
		.describe("PresenceMessage", WirePresence::new, Function.identity())
		.string("id", WirePresence::id, (to, id) -> to.id = id)
		.constant("action", 5, WirePresence::action, (to, action) -> to.action = action)
		.string("clientId", WirePresence::clientId, (to, clientId) -> to.clientId = clientId)
		.string("connectionId", WirePresence::connectionId, (to, connectionId) -> to.connectionId = connectionId)
		.payload("data", WirePresence::data, (to, data) -> to.data = data)
		.symbol("encoding", WirePresence::encoding, (to, encoding) -> to.encoding = encoding)
		.map("extras", WirePresence::extras,
				(WirePresence to, Map<String, @Nullable Object> extras) -> to.extras = extras)
		.int64("timestamp", -1, WirePresence::timestamp, (to, timestamp) -> to.timestamp = timestamp)
		.shortcut(WirePresence::writeUsual)
		.build();

	private WirePresence() {
	}

	private WirePresence(WirePresence from) {
		super(from);
	}

	/**
	 * Starts an empty one.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder(new WirePresence());
	}

	/**
	 * Starts from this one.
	 * @return a builder with all fields of this
	 */
	public Builder toBuilder() {
		return new Builder(new WirePresence(this));
	}

	/** Binary payloads are equal if their bytes are. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof WirePresence that && TYPE.equal(this, that);
	}

	@Override
	public int hashCode() {
		return TYPE.hash(this);
	}

	/** Does not show the payload. */
	@Override
	public String toString() {
		return "WirePresence[id=" + this.id + ", action=" + this.action + ", clientId=" + this.clientId
				+ ", connectionId=" + this.connectionId + ", encoding=" + this.encoding + "]";
	}

	private static boolean writeUsual(Field<WirePresence, ?>[] fields, WireWriter writer, WirePresence from) {
		if (from.extras != null) {
			return false;
		}
		writer.writeText(fields[0], from.id);
		writer.writeNumber(fields[1], from.action);
		writer.writeText(fields[2], from.clientId);
		writer.writeText(fields[3], from.connectionId);
		writer.writePayload(fields[4], from.data);
		writer.writeText(fields[5], from.encoding);
		writer.writeNumber(fields[7], from.timestamp);
		return true;
	}

	/** Gathers the fields. */
	public static final class Builder extends WireContent.Builder<WirePresence, Builder> {

		private Builder(WirePresence draft) {
			super(draft);
		}

		@Override
		public WirePresence build() {
			return new WirePresence(this.draft);
		}

	}

}
