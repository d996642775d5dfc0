package io.github.ablyspring.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import org.jspecify.annotations.Nullable;

/**
 * What a key or a token allows: operations on channels and other resources. Immutable.
 *
 * <pre class="code">
 * Capability.builder()
 *     .allow("orders:*", Operation.SUBSCRIBE, Operation.HISTORY)
 *     .allow("chat", Operation.PUBLISH)
 *     .build()
 * </pre>
 *
 * Its text is canonical JSON (RSA9f): resources and operations in alphabetical order, no
 * white space, so that equal capabilities have equal texts.
 */
public final class Capability {

	private static final String EVERYTHING = "*";

	/** Every operation on every resource. */
	public static final Capability ALL = builder().allow(EVERYTHING, EVERYTHING).build();

	private final SortedMap<String, SortedSet<String>> resources;

	private final String json;

	private Capability(SortedMap<String, SortedSet<String>> resources) {
		this.resources = Collections.unmodifiableSortedMap(resources);
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		resources.forEach((resource, operations) -> tree.put(resource, new ArrayList<>(operations)));
		this.json = JsonText.write(tree);
	}

	/**
	 * Read a capability.
	 * @param json its JSON text, canonical or not
	 * @return the capability
	 * @throws AblyException if that is no capability
	 */
	public static Capability parse(String json) {
		if (!(JsonText.parse(json) instanceof Map<?, ?> tree)) {
			throw malformed("it is not a JSON object");
		}
		Builder builder = builder();
		tree.forEach((resource, operations) -> {
			if (!(operations instanceof List<?> list)) {
				throw malformed("the operations on '" + resource + "' are not a list");
			}
			builder.allow(String.valueOf(resource), texts(list));
		});
		return builder.build();
	}

	private static List<String> texts(List<?> list) {
		List<String> texts = new ArrayList<>(list.size());
		for (Object element : list) {
			if (!(element instanceof String text)) {
				throw malformed("an operation is not text");
			}
			texts.add(text);
		}
		return texts;
	}

	private static AblyException malformed(String why) {
		return AblyException.of(ErrorCodes.BAD_REQUEST, 400, "Invalid capability: " + why);
	}

	/**
	 * Start building.
	 * @return a builder that allows nothing
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Which operations are allowed on which resources, both in alphabetical order.
	 * @return the operations by resource, unmodifiable
	 */
	public Map<String, SortedSet<String>> resources() {
		return this.resources;
	}

	/**
	 * The canonical JSON text.
	 * @return the text
	 */
	public String toJson() {
		return this.json;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return (other instanceof Capability that) && this.json.equals(that.json);
	}

	@Override
	public int hashCode() {
		return this.json.hashCode();
	}

	@Override
	public String toString() {
		return this.json;
	}

	/**
	 * What can be allowed.
	 */
	public enum Operation {

		/** Publish messages. */
		PUBLISH("publish"),

		/** Receive messages and changes of the presence set. */
		SUBSCRIBE("subscribe"),

		/** Enter the presence set. */
		PRESENCE("presence"),

		/** Read messages and presence from before. */
		HISTORY("history"),

		/** Read statistics. */
		STATS("stats"),

		/** Receive metadata of channels, such as occupancy. */
		CHANNEL_METADATA("channel-metadata"),

		/** Subscribe a device of one's own to push notifications. */
		PUSH_SUBSCRIBE("push-subscribe"),

		/** Manage push notifications of all devices. */
		PUSH_ADMIN("push-admin"),

		/** Update messages of one's own. */
		MESSAGE_UPDATE_OWN("message-update-own"),

		/** Update any message. */
		MESSAGE_UPDATE_ANY("message-update-any"),

		/** Delete messages of one's own. */
		MESSAGE_DELETE_OWN("message-delete-own"),

		/** Delete any message. */
		MESSAGE_DELETE_ANY("message-delete-any"),

		/** Publish annotations. */
		ANNOTATION_PUBLISH("annotation-publish"),

		/** Receive each single annotation. */
		ANNOTATION_SUBSCRIBE("annotation-subscribe"),

		/** Change objects. */
		OBJECT_PUBLISH("object-publish"),

		/** Receive objects and their changes. */
		OBJECT_SUBSCRIBE("object-subscribe"),

		/** Set extras that are reserved for trusted servers. */
		PRIVILEGED_HEADERS("privileged-headers"),

		/** Everything. */
		ALL(EVERYTHING);

		private final String text;

		Operation(String text) {
			this.text = text;
		}

		/**
		 * How the operation is written in a capability.
		 * @return the text
		 */
		public String text() {
			return this.text;
		}

	}

	/**
	 * Builds capabilities.
	 */
	public static final class Builder {

		private final SortedMap<String, SortedSet<String>> resources = new TreeMap<>();

		private Builder() {
		}

		/**
		 * Allow operations on a resource, in addition to those allowed already.
		 * @param resource a channel, or a pattern such as {@code chat:*}
		 * @param operations the operations
		 * @return this builder
		 */
		public Builder allow(String resource, Operation... operations) {
			List<String> texts = new ArrayList<>(operations.length);
			for (Operation operation : operations) {
				texts.add(operation.text);
			}
			return allow(resource, texts);
		}

		/**
		 * Allow operations on a resource, in addition to those allowed already.
		 * @param resource a channel, or a pattern such as {@code chat:*}
		 * @param operations the operations, as they are written in a capability
		 * @return this builder
		 */
		public Builder allow(String resource, String... operations) {
			return allow(resource, List.of(operations));
		}

		private Builder allow(String resource, Collection<String> operations) {
			if (operations.isEmpty()) {
				throw malformed("no operation on '" + resource + "'");
			}
			SortedSet<String> allowed = this.resources.computeIfAbsent(resource, (key) -> new TreeSet<>());
			allowed.addAll(operations);
			if (allowed.contains(EVERYTHING) && allowed.size() > 1) {
				throw malformed("'*' stands alone, but on '" + resource + "' there are others beside it");
			}
			return this;
		}

		/**
		 * Build.
		 * @return the capability
		 */
		public Capability build() {
			SortedMap<String, SortedSet<String>> copy = new TreeMap<>();
			this.resources.forEach((resource, operations) -> copy.put(resource,
					Collections.unmodifiableSortedSet(new TreeSet<>(operations))));
			return new Capability(copy);
		}

	}

}
