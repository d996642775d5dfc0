package io.github.ablyspring.message;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What goes along with the payload of a message: headers, a reference to another message,
 * a push notification, and anything else that JSON can hold (TM2i). Immutable.
 *
 * <pre class="code">
 * MessageExtras.builder().header("region", "eu").ref(other.serial(), "com.example.reply").build()
 * </pre>
 */
public final class MessageExtras {

	private static final String HEADERS = "headers";

	private static final String REF = "ref";

	private static final String DELTA = "delta";

	private static final String PUSH = "push";

	private final Map<String, @Nullable Object> tree;

	private MessageExtras(Map<String, @Nullable Object> tree) {
		this.tree = tree;
	}

	/**
	 * Extras with the given content.
	 * @param tree a JSON object: maps, lists, strings, numbers, booleans and {@code null}
	 * @return extras with a copy of it
	 */
	public static MessageExtras of(Map<String, ? extends @Nullable Object> tree) {
		return new MessageExtras(JsonTree.copyOf(tree));
	}

	static MessageExtras view(Map<String, @Nullable Object> tree) {
		return new MessageExtras(tree);
	}

	/**
	 * Start building.
	 * @return a builder of empty extras
	 */
	public static Builder builder() {
		return new Builder(new LinkedHashMap<>());
	}

	/**
	 * Start building from these extras.
	 * @return a builder that has all of these
	 */
	public Builder toBuilder() {
		return new Builder(new LinkedHashMap<>(this.tree));
	}

	/**
	 * Everything, as a JSON tree.
	 * @return an unmodifiable map
	 */
	public Map<String, @Nullable Object> asMap() {
		return this.tree;
	}

	/**
	 * One member of the JSON object.
	 * @param name its name
	 * @return its value, {@code null} if there is none
	 */
	public @Nullable Object get(String name) {
		return this.tree.get(name);
	}

	/**
	 * The headers: names and values for the application's own use, which filters on
	 * channels can use too.
	 * @return the headers, empty if there are none
	 */
	public Map<String, String> headers() {
		if (!(this.tree.get(HEADERS) instanceof Map<?, ?> map)) {
			return Map.of();
		}
		Map<String, String> headers = new LinkedHashMap<>();
		map.forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
		return headers;
	}

	/**
	 * The reference to another message.
	 * @return the reference, {@code null} if there is none
	 */
	public @Nullable Reference ref() {
		if (!(this.tree.get(REF) instanceof Map<?, ?> map)) {
			return null;
		}
		return new Reference(text(map, "timeserial"), text(map, "type"));
	}

	/**
	 * Of which message the payload is a delta.
	 * @return the origin of the delta, {@code null} if the payload is none
	 */
	public @Nullable Delta delta() {
		if (!(this.tree.get(DELTA) instanceof Map<?, ?> map)) {
			return null;
		}
		return new Delta(text(map, "from"), text(map, "format"));
	}

	/**
	 * The push notification to send with the message, as a JSON tree.
	 * @return the notification, {@code null} if there is none
	 */
	@SuppressWarnings("unchecked")
	public @Nullable Map<String, @Nullable Object> push() {
		return (this.tree.get(PUSH) instanceof Map<?, ?> map) ? (Map<String, @Nullable Object>) map : null;
	}

	private static @Nullable String text(Map<?, ?> map, String name) {
		return (map.get(name) instanceof String string) ? string : null;
	}

	@Override
	public boolean equals(Object other) {
		return (other instanceof MessageExtras that) && this.tree.equals(that.tree);
	}

	@Override
	public int hashCode() {
		return this.tree.hashCode();
	}

	@Override
	public String toString() {
		return this.tree.toString();
	}

	/**
	 * A reference to another message (REX2).
	 *
	 * @param timeserial which message
	 * @param type what the reference means, in reverse domain name notation
	 */
	public record Reference(@Nullable String timeserial, @Nullable String type) {

	}

	/**
	 * Where a delta comes from (DE2).
	 *
	 * @param from the id of the message that the delta was made from
	 * @param format the format of the delta
	 */
	public record Delta(@Nullable String from, @Nullable String format) {

	}

	/**
	 * Builds extras.
	 */
	public static final class Builder {

		private final Map<String, @Nullable Object> tree;

		private Builder(Map<String, @Nullable Object> tree) {
			this.tree = tree;
		}

		/**
		 * Add a header.
		 * @param name its name
		 * @param value its value
		 * @return this builder
		 */
		public Builder header(String name, String value) {
			return headers(Map.of(name, value));
		}

		/**
		 * Add headers.
		 * @param headers their names and values
		 * @return this builder
		 */
		public Builder headers(Map<String, String> headers) {
			Map<@Nullable Object, @Nullable Object> all = new LinkedHashMap<>();
			if (this.tree.get(HEADERS) instanceof Map<?, ?> present) {
				all.putAll(present);
			}
			all.putAll(headers);
			return set(HEADERS, all);
		}

		/**
		 * Refer to another message.
		 * @param timeserial which message
		 * @param type what the reference means, in reverse domain name notation
		 * @return this builder
		 */
		public Builder ref(String timeserial, String type) {
			return set(REF, Map.of("timeserial", timeserial, "type", type));
		}

		/**
		 * Send a push notification with the message.
		 * @param push the notification, a JSON object
		 * @return this builder
		 */
		public Builder push(Map<String, ? extends @Nullable Object> push) {
			return set(PUSH, push);
		}

		/**
		 * Set a member of the JSON object.
		 * @param name its name
		 * @param value its value: a map, list, string, number, boolean or {@code null}
		 * @return this builder
		 */
		public Builder set(String name, @Nullable Object value) {
			this.tree.put(name, value);
			return this;
		}

		/**
		 * Build.
		 * @return the extras
		 */
		public MessageExtras build() {
			return MessageExtras.of(this.tree);
		}

	}

}
