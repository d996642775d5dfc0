package io.github.ablyspring.message;

import java.time.Instant;
import java.util.Map;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireContent;
import org.jspecify.annotations.Nullable;

/**
 * What travels on a channel and has a payload: a message, a presence message, an
 * annotation. Immutable.
 * <p>
 * The payload is a {@code String}, a {@code byte[]}, or anything that JSON can represent.
 * What has been received is decoded when its payload is first asked for. A payload that
 * cannot be decoded is delivered as far as it could be; {@link #encoding()} then says
 * what is left to undo, and {@link #decodingError()} why.
 */
public abstract sealed class Content permits Message, PresenceMessage, Annotation {

	private final Envelope envelope;

	private final int index;

	// set by whoever needs it first; two threads may both do the work, with equal results
	private @Nullable Payload payload;

	Content(Envelope envelope, int index) {
		this.envelope = envelope;
		this.index = index;
	}

	// of what the application has made, the data are as the application gave them
	abstract WireContent wire();

	/**
	 * Names this and nothing else. Where the publisher of a message sets it, publishing
	 * twice delivers once.
	 * @return the id
	 */
	public final @Nullable String id() {
		String id = wire().id();
		return (id != null) ? id : this.envelope.idOf(this.index);
	}

	/**
	 * Who it comes from: the publisher of a message or an annotation, the member that a
	 * presence message is about.
	 * @return the client id, {@code null} if there is none
	 */
	public final @Nullable String clientId() {
		return wire().clientId();
	}

	/**
	 * Over which connection it came.
	 * @return the connection id, {@code null} if it came without one
	 */
	public final @Nullable String connectionId() {
		String connectionId = wire().connectionId();
		return (connectionId != null) ? connectionId : this.envelope.connectionId();
	}

	/**
	 * When the service received it.
	 * @return the time
	 */
	public final @Nullable Instant timestamp() {
		long millis = millis();
		return (millis >= 0) ? Instant.ofEpochMilli(millis) : null;
	}

	/**
	 * The payload: a {@code String}, a {@code byte[]}, or a JSON tree of maps, lists,
	 * strings, longs, doubles, booleans and {@code null}. Of what is to be published,
	 * whatever the application has set. Not to be changed.
	 * @return the payload
	 */
	public final @Nullable Object data() {
		return (wire().encoding() != null) ? payload().value() : wire().data();
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
	public final <T> @Nullable T data(Class<T> type) {
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
	public final <T> @Nullable T data(TypeRef<T> type) {
		return payload().as(type);
	}

	/**
	 * How the payload is still encoded, because it could not be decoded further.
	 * @return the encoding, {@code null} if there is none left
	 */
	public final @Nullable String encoding() {
		return (wire().encoding() != null) ? payload().encoding() : null;
	}

	/**
	 * Why the payload could not be decoded.
	 * @return the error, {@code null} if it could
	 */
	public final @Nullable ErrorInfo decodingError() {
		return (wire().encoding() != null) ? payload().error() : null;
	}

	/**
	 * What goes along with the payload.
	 * @return the extras
	 */
	public final @Nullable MessageExtras extras() {
		Map<String, @Nullable Object> extras = wire().extras();
		return (extras != null) ? MessageExtras.view(extras) : null;
	}

	final Envelope envelope() {
		return this.envelope;
	}

	final int index() {
		return this.index;
	}

	private long millis() {
		return (wire().timestamp() >= 0) ? wire().timestamp() : this.envelope.timestamp();
	}

	private Payload payload() {
		Payload payload = this.payload;
		if (payload == null) {
			payload = this.envelope.payloads().decode(wire().data(), wire().encoding());
			this.payload = payload;
		}
		return payload;
	}

	/**
	 * Builds what travels on a channel.
	 *
	 * @param <B> the builder itself
	 */
	public abstract static sealed class Builder<B extends Builder<B>>
			permits Message.Builder, PresenceMessage.Builder, Annotation.Builder {

		Builder() {
		}

		abstract WireContent.Builder<?, ?> wire();

		/**
		 * Set the id.
		 * @param id the id; publishing the same id twice delivers once
		 * @return this builder
		 */
		public final B id(@Nullable String id) {
			wire().id(id);
			return self();
		}

		/**
		 * Set who it comes from.
		 * @param clientId the client id
		 * @return this builder
		 */
		public final B clientId(@Nullable String clientId) {
			wire().clientId(clientId);
			return self();
		}

		/**
		 * Set over which connection it came.
		 * @param connectionId the connection id
		 * @return this builder
		 */
		public final B connectionId(@Nullable String connectionId) {
			wire().connectionId(connectionId);
			return self();
		}

		/**
		 * Set the time.
		 * @param timestamp the time
		 * @return this builder
		 */
		public final B timestamp(@Nullable Instant timestamp) {
			wire().timestamp((timestamp != null) ? timestamp.toEpochMilli() : -1);
			return self();
		}

		/**
		 * Set the payload.
		 * @param data a {@code String}, a {@code byte[]}, or anything that the
		 * {@link PayloadMapper} writes as a JSON object or array; not to be changed until
		 * it is published
		 * @return this builder
		 */
		public final B data(@Nullable Object data) {
			wire().data(data);
			return self();
		}

		/**
		 * Say that the payload is encoded already.
		 * @param encoding how it is encoded, {@code null} if it is not
		 * @return this builder
		 */
		public final B encoding(@Nullable String encoding) {
			wire().encoding(encoding);
			return self();
		}

		/**
		 * Set what goes along with the payload.
		 * @param extras the extras
		 * @return this builder
		 */
		public final B extras(@Nullable MessageExtras extras) {
			wire().extras((extras != null) ? extras.asMap() : null);
			return self();
		}

		/**
		 * Set what goes along with the payload.
		 * @param extras the extras, a JSON object
		 * @return this builder
		 */
		public final B extras(Map<String, ? extends @Nullable Object> extras) {
			return extras(MessageExtras.of(extras));
		}

		// What its envelope says, and its payload decoded.
		final void takeOver(Content from) {
			wire().id(from.id())
				.connectionId(from.connectionId())
				.timestamp(from.millis())
				.data(from.data())
				.encoding(from.encoding());
		}

		@SuppressWarnings("unchecked")
		private B self() {
			return (B) this;
		}

	}

}
