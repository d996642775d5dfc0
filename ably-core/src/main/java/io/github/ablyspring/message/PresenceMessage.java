package io.github.ablyspring.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a member of the presence set of a channel: it is there, enters, leaves, or
 * changes its data (TP1). Immutable.
 * <p>
 * The payload is decoded when it is first asked for, like that of a {@link Message}.
 */
public final class PresenceMessage {

	// of one made by the application, its data are as the application gave them
	private final WirePresence wire;

	private final Envelope envelope;

	private final int index;

	// set by whoever needs it first; two threads may both do the work, with equal results
	private @Nullable Payload payload;

	private @Nullable String memberKey;

	PresenceMessage(WirePresence wire, Envelope envelope, int index) {
		this.wire = wire;
		this.envelope = envelope;
		this.index = index;
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
	 * Names this presence message and no other.
	 * @return the id
	 */
	public @Nullable String id() {
		String id = this.wire.id();
		return (id != null) ? id : this.envelope.idOf(this.index);
	}

	/**
	 * What it tells of the member.
	 * @return the action
	 */
	public PresenceAction action() {
		return (this.wire.action() >= 0) ? PresenceAction.of(this.wire.action()) : PresenceAction.ABSENT;
	}

	/**
	 * Who the member is.
	 * @return the client id
	 */
	public @Nullable String clientId() {
		return this.wire.clientId();
	}

	/**
	 * Over which connection the member is present.
	 * @return the connection id
	 */
	public @Nullable String connectionId() {
		String connectionId = this.wire.connectionId();
		return (connectionId != null) ? connectionId : this.envelope.connectionId();
	}

	/**
	 * Tells members apart that have the same client id but different connections (TP3h).
	 * @return connection id and client id
	 */
	public String memberKey() {
		String memberKey = this.memberKey;
		if (memberKey == null) {
			memberKey = connectionId() + ":" + clientId();
			this.memberKey = memberKey;
		}
		return memberKey;
	}

	/**
	 * The payload: a {@code String}, a {@code byte[]}, or a JSON tree of maps, lists,
	 * strings, longs, doubles, booleans and {@code null}. Of a message that is to be
	 * published, whatever the application has set. Not to be changed.
	 * @return the payload
	 */
	public @Nullable Object data() {
		return (this.wire.encoding() != null) ? payload().value() : this.wire.data();
	}

	/**
	 * The payload as an object of the application.
	 * @param type {@code String} or {@code byte[]} for a payload of this kind; any other
	 * type for JSON, of which the configured {@link PayloadMapper} makes the object
	 * @param <T> the type
	 * @return the payload; {@code null} if there is none
	 * @throws io.github.ablyspring.protocol.AblyException if the payload is not of this
	 * type or could not be decoded
	 */
	public <T> @Nullable T data(Class<T> type) {
		return payload().as(type);
	}

	/**
	 * The payload as an object of the application of a generic type.
	 * @param type the type
	 * @param <T> the type
	 * @return the payload; {@code null} if there is none
	 * @throws io.github.ablyspring.protocol.AblyException if the payload is not of this
	 * type or could not be decoded
	 */
	public <T> @Nullable T data(TypeRef<T> type) {
		return payload().as(type);
	}

	/**
	 * How the payload is still encoded, because it could not be decoded further.
	 * @return the encoding, {@code null} if there is none left
	 */
	public @Nullable String encoding() {
		return (this.wire.encoding() != null) ? payload().encoding() : null;
	}

	/**
	 * Why the payload could not be decoded.
	 * @return the error, {@code null} if it could
	 */
	public @Nullable ErrorInfo decodingError() {
		return (this.wire.encoding() != null) ? payload().error() : null;
	}

	/**
	 * When the service received it.
	 * @return the time
	 */
	public @Nullable Instant timestamp() {
		long millis = millis();
		return (millis >= 0) ? Instant.ofEpochMilli(millis) : null;
	}

	/**
	 * What goes along with the payload.
	 * @return the extras
	 */
	public @Nullable MessageExtras extras() {
		Map<String, @Nullable Object> extras = this.wire.extras();
		return (extras != null) ? MessageExtras.view(extras) : null;
	}

	/**
	 * The same, with another action.
	 * @param action what it shall tell of the member
	 * @return a presence message that is equal in everything else
	 */
	public PresenceMessage withAction(PresenceAction action) {
		return new PresenceMessage(this.wire.toBuilder().action(action.code()).build(), this.envelope, this.index);
	}

	/**
	 * The size as the service counts it (TP5).
	 * @return the size in bytes
	 */
	public long size() {
		return MessageSize.of(this);
	}

	WirePresence wire() {
		return this.wire;
	}

	private long millis() {
		return (this.wire.timestamp() >= 0) ? this.wire.timestamp() : this.envelope.timestamp();
	}

	private Payload payload() {
		Payload payload = this.payload;
		if (payload == null) {
			payload = this.envelope.payloads().decode(this.wire.data(), this.wire.encoding());
			this.payload = payload;
		}
		return payload;
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
	public static final class Builder {

		private final WirePresence.Builder wire;

		private Builder() {
			this.wire = WirePresence.builder();
		}

		private Builder(PresenceMessage from) {
			this.wire = from.wire.toBuilder()
				.id(from.id())
				.connectionId(from.connectionId())
				.timestamp(from.millis())
				.data(from.data())
				.encoding(from.encoding());
		}

		/**
		 * Set the id.
		 * @param id the id
		 * @return this builder
		 */
		public Builder id(@Nullable String id) {
			this.wire.id(id);
			return this;
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
		 * Set who the member is.
		 * @param clientId the client id
		 * @return this builder
		 */
		public Builder clientId(@Nullable String clientId) {
			this.wire.clientId(clientId);
			return this;
		}

		/**
		 * Set over which connection the member is present.
		 * @param connectionId the connection id
		 * @return this builder
		 */
		public Builder connectionId(@Nullable String connectionId) {
			this.wire.connectionId(connectionId);
			return this;
		}

		/**
		 * Set the payload.
		 * @param data a {@code String}, a {@code byte[]}, or anything that the
		 * {@link PayloadMapper} writes as a JSON object or array
		 * @return this builder
		 */
		public Builder data(@Nullable Object data) {
			this.wire.data(data);
			return this;
		}

		/**
		 * Say that the payload is encoded already.
		 * @param encoding how it is encoded, {@code null} if it is not
		 * @return this builder
		 */
		public Builder encoding(@Nullable String encoding) {
			this.wire.encoding(encoding);
			return this;
		}

		/**
		 * Set the time.
		 * @param timestamp the time
		 * @return this builder
		 */
		public Builder timestamp(@Nullable Instant timestamp) {
			this.wire.timestamp((timestamp != null) ? timestamp.toEpochMilli() : -1);
			return this;
		}

		/**
		 * Set what goes along with the payload.
		 * @param extras the extras
		 * @return this builder
		 */
		public Builder extras(@Nullable MessageExtras extras) {
			this.wire.extras((extras != null) ? extras.asMap() : null);
			return this;
		}

		/**
		 * Set what goes along with the payload.
		 * @param extras the extras, a JSON object
		 * @return this builder
		 */
		public Builder extras(Map<String, ? extends @Nullable Object> extras) {
			return extras(MessageExtras.of(extras));
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
