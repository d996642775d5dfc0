package io.github.ablyspring.protocol;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What messages, presence events and annotations have in common as they travel: where
 * they come from, and a payload that is still encoded as {@code encoding} says.
 * Enumerations are the numbers of the wire; what the sender left out is null, or -1 where
 * it is a number.
 */
public abstract sealed class WireContent permits WireMessage, WirePresence, WireAnnotation {

	// Not final, so that a decoder can fill them in and needs no second object for that.
	// They are written only before anybody else has seen this object.
	@Nullable String id;

	int action = -1;

	@Nullable String clientId;

	@Nullable String connectionId;

	@Nullable Object data;

	@Nullable String encoding;

	@Nullable Map<String, @Nullable Object> extras;

	long timestamp = -1;

	WireContent() {
	}

	WireContent(WireContent from) {
		this.id = from.id;
		this.action = from.action;
		this.clientId = from.clientId;
		this.connectionId = from.connectionId;
		this.data = from.data;
		this.encoding = from.encoding;
		this.extras = from.extras;
		this.timestamp = from.timestamp;
	}

	/**
	 * The id.
	 * @return the value, or null
	 */
	public final @Nullable String id() {
		return this.id;
	}

	/**
	 * What happened to the message (TM5), to the member (TP2), or to the annotation
	 * (TAN2b).
	 * @return the value, or -1
	 */
	public final int action() {
		return this.action;
	}

	/**
	 * Who it comes from.
	 * @return the value, or null
	 */
	public final @Nullable String clientId() {
		return this.clientId;
	}

	/**
	 * Over which connection it came.
	 * @return the value, or null
	 */
	public final @Nullable String connectionId() {
		return this.connectionId;
	}

	/**
	 * A string, a {@code byte[]}, or a tree.
	 * @return the value, or null
	 */
	public final @Nullable Object data() {
		return this.data;
	}

	/**
	 * What was done to the payload, outermost last.
	 * @return the value, or null
	 */
	public final @Nullable String encoding() {
		return this.encoding;
	}

	/**
	 * Everything else.
	 * @return the value, or null
	 */
	public final @Nullable Map<String, @Nullable Object> extras() {
		return this.extras;
	}

	/**
	 * When the service received it, in ms.
	 * @return the value, or -1
	 */
	public final long timestamp() {
		return this.timestamp;
	}

	/**
	 * Gathers the fields.
	 *
	 * @param <T> what is built
	 * @param <B> the builder itself
	 */
	public abstract static sealed class Builder<T extends WireContent, B extends Builder<T, B>>
			permits WireMessage.Builder, WirePresence.Builder, WireAnnotation.Builder {

		final T draft;

		Builder(T draft) {
			this.draft = draft;
		}

		/**
		 * Sets {@link WireContent#id()}.
		 * @param id the value
		 * @return this
		 */
		public final B id(@Nullable String id) {
			this.draft.id = id;
			return self();
		}

		/**
		 * Sets {@link WireContent#action()}.
		 * @param action the value
		 * @return this
		 */
		public final B action(int action) {
			this.draft.action = action;
			return self();
		}

		/**
		 * Sets {@link WireContent#clientId()}.
		 * @param clientId the value
		 * @return this
		 */
		public final B clientId(@Nullable String clientId) {
			this.draft.clientId = clientId;
			return self();
		}

		/**
		 * Sets {@link WireContent#connectionId()}.
		 * @param connectionId the value
		 * @return this
		 */
		public final B connectionId(@Nullable String connectionId) {
			this.draft.connectionId = connectionId;
			return self();
		}

		/**
		 * Sets {@link WireContent#data()}.
		 * @param data the value
		 * @return this
		 */
		public final B data(@Nullable Object data) {
			this.draft.data = data;
			return self();
		}

		/**
		 * Sets {@link WireContent#encoding()}.
		 * @param encoding the value
		 * @return this
		 */
		public final B encoding(@Nullable String encoding) {
			this.draft.encoding = encoding;
			return self();
		}

		/**
		 * Sets {@link WireContent#extras()}.
		 * @param extras the value
		 * @return this
		 */
		public final B extras(@Nullable Map<String, @Nullable Object> extras) {
			this.draft.extras = extras;
			return self();
		}

		/**
		 * Sets {@link WireContent#timestamp()}.
		 * @param timestamp the value
		 * @return this
		 */
		public final B timestamp(long timestamp) {
			this.draft.timestamp = timestamp;
			return self();
		}

		/**
		 * Makes it.
		 * @return what was gathered
		 */
		public abstract T build();

		@SuppressWarnings("unchecked")
		private B self() {
			return (B) this;
		}

	}

}
