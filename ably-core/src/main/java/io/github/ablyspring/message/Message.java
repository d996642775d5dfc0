package io.github.ablyspring.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WireVersion;
import org.jspecify.annotations.Nullable;

/**
 * A message, to be published or received (TM1). Immutable.
 * <p>
 * The payload is a {@code String}, a {@code byte[]}, or anything that JSON can represent.
 * That of a received message is decoded when it is first asked for:
 *
 * <pre class="code">
 * Order order = message.data(Order.class);
 * </pre>
 *
 * A payload that cannot be decoded is delivered as far as it could be;
 * {@link #encoding()} then says what is left to undo, and {@link #decodingError()} why.
 */
public final class Message extends Content {

	private final WireMessage wire;

	Message(WireMessage wire, Envelope envelope, int index) {
		super(envelope, index);
		this.wire = wire;
	}

	/**
	 * A message to publish (TM4).
	 * @param name the name of the event
	 * @param data the payload
	 * @return the message
	 */
	public static Message of(@Nullable String name, @Nullable Object data) {
		return builder().name(name).data(data).build();
	}

	/**
	 * A message to publish (TM4).
	 * @param name the name of the event
	 * @param data the payload
	 * @param clientId who publishes it
	 * @return the message
	 */
	public static Message of(@Nullable String name, @Nullable Object data, @Nullable String clientId) {
		return builder().name(name).data(data).clientId(clientId).build();
	}

	/**
	 * Start building.
	 * @return a builder of an empty message
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Start building from this message, with its payload decoded.
	 * @return a builder that has all of it
	 */
	public Builder toBuilder() {
		return new Builder(this);
	}

	/**
	 * Decode a message that came in another way than through a channel (TM3).
	 * @param encoded the message as a JSON tree
	 * @return the message
	 */
	public static Message fromEncoded(Map<String, ? extends @Nullable Object> encoded) {
		return fromEncoded(encoded, null);
	}

	/**
	 * Decode a message that came in another way than through a channel (TM3).
	 * @param encoded the message as a JSON tree
	 * @param options of the channel it was published on; for decryption
	 * @return the message
	 */
	public static Message fromEncoded(Map<String, ? extends @Nullable Object> encoded,
			@Nullable ChannelOptions options) {
		return EncodedReader.of(options).message(encoded);
	}

	/**
	 * Decode a message that came in another way than through a channel (TM3).
	 * @param json the message as JSON text
	 * @param options of the channel it was published on; for decryption
	 * @return the message
	 */
	public static Message fromEncoded(String json, @Nullable ChannelOptions options) {
		return EncodedReader.of(options).message(EncodedReader.object(json));
	}

	/**
	 * Decode messages that came in another way than through a channel (TM3).
	 * @param encoded the messages as JSON trees
	 * @param options of the channel they were published on; for decryption
	 * @return the messages
	 */
	public static List<Message> fromEncodedArray(List<? extends Map<String, ? extends @Nullable Object>> encoded,
			@Nullable ChannelOptions options) {
		EncodedReader reader = EncodedReader.of(options);
		return encoded.stream().map(reader::message).toList();
	}

	/**
	 * Decode messages that came in another way than through a channel (TM3).
	 * @param json the messages as JSON text, an array
	 * @param options of the channel they were published on; for decryption
	 * @return the messages
	 */
	public static List<Message> fromEncodedArray(String json, @Nullable ChannelOptions options) {
		return fromEncodedArray(EncodedReader.array(json), options);
	}

	/**
	 * The name of the event.
	 * @return the name
	 */
	public @Nullable String name() {
		return this.wire.name();
	}

	/**
	 * On behalf of which connection the message is to be published; received messages
	 * have none.
	 * @return the connection key
	 */
	public @Nullable String connectionKey() {
		return this.wire.connectionKey();
	}

	/**
	 * What the message does.
	 * @return the action
	 */
	public MessageAction action() {
		return (this.wire.action() >= 0) ? MessageAction.of(this.wire.action()) : MessageAction.MESSAGE_CREATE;
	}

	/**
	 * Names this message in all its versions.
	 * @return the serial
	 */
	public @Nullable String serial() {
		return this.wire.serial();
	}

	/**
	 * The version of the message (TM2s).
	 * @return the version
	 */
	public MessageVersion version() {
		WireVersion version = this.wire.version();
		if (version == null) {
			return new MessageVersion(serial(), timestamp(), null, null, null);
		}
		return new MessageVersion((version.serial() != null) ? version.serial() : serial(),
				(version.timestamp() >= 0) ? Instant.ofEpochMilli(version.timestamp()) : timestamp(),
				version.clientId(), version.description(), version.metadata());
	}

	/**
	 * What the annotations of the message add up to.
	 * @return the summaries, empty if there are none
	 */
	public MessageAnnotations annotations() {
		return (this.wire.annotations() != null) ? MessageAnnotations.of(this.wire.annotations().summary())
				: MessageAnnotations.NONE;
	}

	/**
	 * The size as the service counts it (TM6).
	 * @return the size in bytes
	 */
	public long size() {
		return MessageSize.of(this);
	}

	@Override
	WireMessage wire() {
		return this.wire;
	}

	/** Shows neither the payload nor the connection key. */
	@Override
	public String toString() {
		return "Message[id=" + id() + ", name=" + name() + ", clientId=" + clientId() + ", serial=" + serial()
				+ ", action=" + action() + "]";
	}

	/**
	 * Builds messages.
	 */
	public static final class Builder extends Content.Builder<Builder> {

		private final WireMessage.Builder wire;

		private Builder() {
			this.wire = WireMessage.builder();
		}

		private Builder(Message message) {
			this.wire = message.wire.toBuilder();
			takeOver(message);
		}

		@Override
		WireMessage.Builder wire() {
			return this.wire;
		}

		/**
		 * Set the name.
		 * @param name the name of the event
		 * @return this builder
		 */
		public Builder name(@Nullable String name) {
			this.wire.name(name);
			return this;
		}

		/**
		 * Publish on behalf of a connection of another client.
		 * @param connectionKey the key of that connection
		 * @return this builder
		 */
		public Builder connectionKey(@Nullable String connectionKey) {
			this.wire.connectionKey(connectionKey);
			return this;
		}

		/**
		 * Set what the message does.
		 * @param action the action
		 * @return this builder
		 */
		public Builder action(@Nullable MessageAction action) {
			this.wire.action((action != null) ? action.code() : -1);
			return this;
		}

		/**
		 * Set which message this is a version of.
		 * @param serial the serial
		 * @return this builder
		 */
		public Builder serial(@Nullable String serial) {
			this.wire.serial(serial);
			return this;
		}

		/**
		 * Set the version.
		 * @param version the version
		 * @return this builder
		 */
		public Builder version(@Nullable MessageVersion version) {
			this.wire.version((version != null) ? version.toWire() : null);
			return this;
		}

		/**
		 * Say who makes this version of the message, and why.
		 * @param operation who and why
		 * @return this builder
		 */
		public Builder operation(MessageOperation operation) {
			this.wire.version(operation.toWire());
			return this;
		}

		/**
		 * Set what the annotations of the message add up to.
		 * @param annotations the summaries
		 * @return this builder
		 */
		public Builder annotations(@Nullable MessageAnnotations annotations) {
			this.wire.annotations((annotations != null) ? annotations.toWire() : null);
			return this;
		}

		/**
		 * Build.
		 * @return the message
		 */
		public Message build() {
			return new Message(this.wire.build(), Envelope.NONE, 0);
		}

	}

}
