package io.github.ablyspring.message;

import java.util.List;
import java.util.Map;

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
public final class Annotation extends Content {

	private final WireAnnotation wire;

	Annotation(WireAnnotation wire, Envelope envelope, int index) {
		super(envelope, index);
		this.wire = wire;
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
	 * Whether it is made or taken away.
	 * @return the action
	 */
	public AnnotationAction action() {
		return (this.wire.action() >= 0) ? AnnotationAction.of(this.wire.action()) : AnnotationAction.ANNOTATION_CREATE;
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

	@Override
	WireAnnotation wire() {
		return this.wire;
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
	public static final class Builder extends Content.Builder<Builder> {

		private final WireAnnotation.Builder wire;

		private Builder() {
			this.wire = WireAnnotation.builder();
		}

		private Builder(Annotation from) {
			this.wire = from.wire.toBuilder();
			takeOver(from);
		}

		@Override
		WireAnnotation.Builder wire() {
			return this.wire;
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
