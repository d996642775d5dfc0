package io.github.ablyspring.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.ErrorInfo;
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
public final class Message {

	// of a message made by the application, its data are as the application gave them
	private final WireMessage wire;

	private final Envelope envelope;

	private final int index;

	// set by whoever needs it first; two threads may both do the work, with equal results
	private @Nullable Payload payload;

	Message(WireMessage wire, Envelope envelope, int index) {
		this.wire = wire;
		this.envelope = envelope;
		this.index = index;
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
	 * Names this message and no other. Where the publisher sets it, publishing twice
	 * delivers once.
	 * @return the id
	 */
	public @Nullable String id() {
		String id = this.wire.id();
		return (id != null) ? id : this.envelope.idOf(this.index);
	}

	/**
	 * The name of the event.
	 * @return the name
	 */
	public @Nullable String name() {
		return this.wire.name();
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
	 * Who has published the message.
	 * @return the client id, {@code null} if the publisher has none
	 */
	public @Nullable String clientId() {
		return this.wire.clientId();
	}

	/**
	 * Over which connection the message was published.
	 * @return the connection id, {@code null} if it was published without one
	 */
	public @Nullable String connectionId() {
		String connectionId = this.wire.connectionId();
		return (connectionId != null) ? connectionId : this.envelope.connectionId();
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
	 * When the service received the message.
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

	WireMessage wire() {
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

	/** Shows neither the payload nor the connection key. */
	@Override
	public String toString() {
		return "Message[id=" + id() + ", name=" + name() + ", clientId=" + clientId() + ", serial=" + serial()
				+ ", action=" + action() + "]";
	}

	/**
	 * Builds messages.
	 */
	public static final class Builder {

		private final WireMessage.Builder wire;

		private Builder() {
			this.wire = WireMessage.builder();
		}

		private Builder(Message message) {
			this.wire = message.wire.toBuilder()
				.id(message.id())
				.connectionId(message.connectionId())
				.timestamp(message.millis())
				.data(message.data())
				.encoding(message.encoding());
		}

		/**
		 * Set the id.
		 * @param id the id; publishing the same id twice delivers once
		 * @return this builder
		 */
		public Builder id(@Nullable String id) {
			this.wire.id(id);
			return this;
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
		 * Set the payload.
		 * @param data a {@code String}, a {@code byte[]}, or anything that the
		 * {@link PayloadMapper} writes as a JSON object or array; not to be changed until
		 * the message is published
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
		 * Set who publishes the message.
		 * @param clientId the client id
		 * @return this builder
		 */
		public Builder clientId(@Nullable String clientId) {
			this.wire.clientId(clientId);
			return this;
		}

		/**
		 * Set over which connection the message was published.
		 * @param connectionId the connection id
		 * @return this builder
		 */
		public Builder connectionId(@Nullable String connectionId) {
			this.wire.connectionId(connectionId);
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
