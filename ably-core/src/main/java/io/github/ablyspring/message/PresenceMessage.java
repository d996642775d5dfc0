package io.github.ablyspring.message;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a member of the presence set of a channel: it is there, enters, leaves, or
 * changes its data (TP1). Immutable.
 * <p>
 * The payload is decoded when it is first asked for, like that of a {@link Message}.
 */
public final class PresenceMessage extends Content {

	private final WirePresence wire;

	PresenceMessage(WirePresence wire, Envelope envelope, int index) {
		super(envelope, index);
		this.wire = wire;
	}

	/**
	 * Start building.
	 * @return a builder of an empty one
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Start building from this one, with its payload decoded.
	 * @return a builder that has all of it
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Decode a presence message that came in another way than through a channel (TP4).
	 * @param encoded the presence message as a JSON tree
	 * @return the presence message
	 */
	public static PresenceMessage fromEncoded(Map<String, ? extends @Nullable Object> encoded) {
		return fromEncoded(encoded, null);
	}

	/**
	 * Decode a presence message that came in another way than through a channel (TP4).
	 * @param encoded the presence message as a JSON tree
	 * @param options of the channel it belongs to; for decryption
	 * @return the presence message
	 */
	public static PresenceMessage fromEncoded(Map<String, ? extends @Nullable Object> encoded,
			@Nullable ChannelOptions options) {
		return EncodedReader.of(options).presence(encoded);
	}

	/**
	 * Decode a presence message that came in another way than through a channel (TP4).
	 * @param json the presence message as JSON text
	 * @param options of the channel it belongs to; for decryption
	 * @return the presence message
	 */
	public static PresenceMessage fromEncoded(String json, @Nullable ChannelOptions options) {
		return EncodedReader.of(options).presence(EncodedReader.object(json));
	}

	/**
	 * Decode presence messages that came in another way than through a channel (TP4).
	 * @param encoded the presence messages as JSON trees
	 * @param options of the channel they belong to; for decryption
	 * @return the presence messages
	 */
	public static List<PresenceMessage> fromEncodedArray(
			List<? extends Map<String, ? extends @Nullable Object>> encoded, @Nullable ChannelOptions options) {
		EncodedReader reader = EncodedReader.of(options);
		return encoded.stream().map(reader::presence).toList();
	}

	/**
	 * Decode presence messages that came in another way than through a channel (TP4).
	 * @param json the presence messages as JSON text, an array
	 * @param options of the channel they belong to; for decryption
	 * @return the presence messages
	 */
	public static List<PresenceMessage> fromEncodedArray(String json, @Nullable ChannelOptions options) {
		return fromEncodedArray(EncodedReader.array(json), options);
	}

	/**
	 * What it tells of the member.
	 * @return the action
	 */
	public PresenceAction action() {
		return (this.wire.action() >= 0) ? PresenceAction.of(this.wire.action()) : PresenceAction.ABSENT;
	}

	/**
	 * Tells members apart that have the same client id but different connections (TP3h).
	 * @return connection id and client id
	 */
	public String memberKey() {
		return connectionId() + ":" + clientId();
	}

	/**
	 * The same, with another action.
	 * @param action what it shall tell of the member
	 * @return a presence message that is equal in everything else
	 */
	public PresenceMessage withAction(PresenceAction action) {
		return new PresenceMessage(this.wire.toBuilder().action(action.code()).build(), envelope(), index());
	}

	/**
	 * The size as the service counts it (TP5).
	 * @return the size in bytes
	 */
	public long size() {
		return MessageSize.of(this);
	}

	@Override
	WirePresence wire() {
		return this.wire;
	}

	/** Does not show the payload. */
	@Override
	public String toString() {
		return "PresenceMessage[id=" + id() + ", action=" + action() + ", clientId=" + clientId() + ", connectionId="
				+ connectionId() + "]";
	}

	/**
	 * Builds presence messages.
	 */
	public static final class Builder extends Content.Builder<Builder> {

		private final WirePresence.Builder wire;

		private Builder() {
			this.wire = WirePresence.builder();
		}

		private Builder(PresenceMessage from) {
			this.wire = from.wire.toBuilder();
			takeOver(from);
		}

		@Override
		WirePresence.Builder wire() {
			return this.wire;
		}

		/**
		 * Set what it tells of the member.
		 * @param action the action
		 * @return this builder
		 */
		public Builder action(@Nullable PresenceAction action) {
			this.wire.action((action != null) ? action.code() : -1);
			return this;
		}

		/**
		 * Build.
		 * @return what was gathered
		 */
		public PresenceMessage build() {
			return new PresenceMessage(this.wire.build(), Envelope.NONE, 0);
		}

	}

}
