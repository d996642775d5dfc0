package io.github.ablyspring.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * Something said of a message by whoever has seen it: a reaction, a receipt, a tag
 * (TAN1). Immutable.
 *
 * <pre class="code">
 * Annotation.builder().type("reaction:distinct.v1").name("like").build()
 * </pre>
 *
 * The payload is decoded when it is first asked for, like that of a {@link Message}. It
 * is never encrypted, as the service has to read what it sums up.
 */
public final class Annotation {

	// of one made by the application, its data are as the application gave them
	private final WireAnnotation wire;

	private final Envelope envelope;

	private final int index;

	// set by whoever needs it first; two threads may both do the work, with equal results
	private @Nullable Payload payload;

	Annotation(WireAnnotation wire, Envelope envelope, int index) {
		this.wire = wire;
		this.envelope = envelope;
		this.index = index;
	}

	/**
	 * An annotation to publish.
	 * @param type what it means and how it is summed up
	 * @param name what it says
	 * @return the annotation
	 */
	public static Annotation of(String type, @Nullable String name) {
		return builder().type(type).name(name).build();
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
	 * Decode an annotation that came in another way than through a channel (TAN3).
	 * @param encoded the annotation as a JSON tree
	 * @return the annotation
	 */
	public static Annotation fromEncoded(Map<String, ? extends @Nullable Object> encoded) {
		return fromEncoded(encoded, null);
	}

	/**
	 * Decode an annotation that came in another way than through a channel (TAN3).
	 * @param encoded the annotation as a JSON tree
	 * @param options of the channel it belongs to; for decryption
	 * @return the annotation
	 */
	public static Annotation fromEncoded(Map<String, ? extends @Nullable Object> encoded,
			@Nullable ChannelOptions options) {
		return EncodedReader.of(options).annotation(encoded);
	}

	/**
	 * Decode an annotation that came in another way than through a channel (TAN3).
	 * @param json the annotation as JSON text
	 * @param options of the channel it belongs to; for decryption
	 * @return the annotation
	 */
	public static Annotation fromEncoded(String json, @Nullable ChannelOptions options) {
		return EncodedReader.of(options).annotation(EncodedReader.object(json));
	}

	/**
	 * Decode annotations that came in another way than through a channel (TAN3).
	 * @param encoded the annotations as JSON trees
	 * @param options of the channel they belong to; for decryption
	 * @return the annotations
	 */
	public static List<Annotation> fromEncodedArray(List<? extends Map<String, ? extends @Nullable Object>> encoded,
			@Nullable ChannelOptions options) {
		EncodedReader reader = EncodedReader.of(options);
		return encoded.stream().map(reader::annotation).toList();
	}

	/**
	 * Decode annotations that came in another way than through a channel (TAN3).
	 * @param json the annotations as JSON text, an array
	 * @param options of the channel they belong to; for decryption
	 * @return the annotations
	 */
	public static List<Annotation> fromEncodedArray(String json, @Nullable ChannelOptions options) {
		return fromEncodedArray(EncodedReader.array(json), options);
	}

	/**
	 * Names this annotation and no other.
	 * @return the id
	 */
	public @Nullable String id() {
		String id = this.wire.id();
		return (id != null) ? id : this.envelope.idOf(this.index);
	}

	/**
	 * Whether it is made or taken away.
	 * @return the action
	 */
	public AnnotationAction action() {
		return (this.wire.action() >= 0) ? AnnotationAction.of(this.wire.action()) : AnnotationAction.ANNOTATION_CREATE;
	}

	/**
	 * Who has made it.
	 * @return the client id, {@code null} if the publisher has none
	 */
	public @Nullable String clientId() {
		return this.wire.clientId();
	}

	/**
	 * Over which connection it was made.
	 * @return the connection id
	 */
	public @Nullable String connectionId() {
		String connectionId = this.wire.connectionId();
		return (connectionId != null) ? connectionId : this.envelope.connectionId();
	}

	/**
	 * What it says, for example which reaction it is.
	 * @return the name
	 */
	public @Nullable String name() {
		return this.wire.name();
	}

	/**
	 * How many times it counts, where its type is one that counts.
	 * @return the count, {@code null} if none was given
	 */
	public @Nullable Integer count() {
		return (this.wire.count() >= 0) ? this.wire.count() : null;
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
	 * Names this annotation in the order of the channel.
	 * @return the serial
	 */
	public @Nullable String serial() {
		return this.wire.serial();
	}

	/**
	 * Which message it is about.
	 * @return the serial of that message
	 */
	public @Nullable String messageSerial() {
		return this.wire.messageSerial();
	}

	/**
	 * What it means, and after the colon how it is summed up.
	 * @return the type
	 */
	public @Nullable String type() {
		return this.wire.type();
	}

	WireAnnotation wire() {
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
		return "Annotation[id=" + id() + ", action=" + action() + ", type=" + type() + ", name=" + name()
				+ ", messageSerial=" + messageSerial() + "]";
	}

	/**
	 * Builds annotations.
	 */
	public static final class Builder {

		private final WireAnnotation.Builder wire;

		private Builder() {
			this.wire = WireAnnotation.builder();
		}

		private Builder(Annotation from) {
			this.wire = from.wire.toBuilder()
				.id(from.id())
				.connectionId(from.connectionId())
				.timestamp(from.millis())
				.data(from.data())
				.encoding(from.encoding());
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
		 * Set whether it is made or taken away.
		 * @param action the action
		 * @return this builder
		 */
		public Builder action(@Nullable AnnotationAction action) {
			this.wire.action((action != null) ? action.code() : -1);
			return this;
		}

		/**
		 * Set who makes it.
		 * @param clientId the client id
		 * @return this builder
		 */
		public Builder clientId(@Nullable String clientId) {
			this.wire.clientId(clientId);
			return this;
		}

		/**
		 * Set over which connection it was made.
		 * @param connectionId the connection id
		 * @return this builder
		 */
		public Builder connectionId(@Nullable String connectionId) {
			this.wire.connectionId(connectionId);
			return this;
		}

		/**
		 * Set what it says.
		 * @param name the name
		 * @return this builder
		 */
		public Builder name(@Nullable String name) {
			this.wire.name(name);
			return this;
		}

		/**
		 * Set how many times it counts.
		 * @param count the count
		 * @return this builder
		 */
		public Builder count(@Nullable Integer count) {
			this.wire.count((count != null) ? count : -1);
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
		 * Set the serial.
		 * @param serial the serial
		 * @return this builder
		 */
		public Builder serial(@Nullable String serial) {
			this.wire.serial(serial);
			return this;
		}

		/**
		 * Set which message it is about.
		 * @param messageSerial the serial of that message
		 * @return this builder
		 */
		public Builder messageSerial(@Nullable String messageSerial) {
			this.wire.messageSerial(messageSerial);
			return this;
		}

		/**
		 * Set what it means.
		 * @param type the type
		 * @return this builder
		 */
		public Builder type(@Nullable String type) {
			this.wire.type(type);
			return this;
		}

		/**
		 * Build.
		 * @return what was gathered
		 */
		public Annotation build() {
			return new Annotation(this.wire.build(), Envelope.NONE, 0);
		}

	}

}
