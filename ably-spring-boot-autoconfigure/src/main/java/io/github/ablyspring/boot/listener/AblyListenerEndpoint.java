package io.github.ablyspring.boot.listener;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.CipherParams;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.PresenceAction;
import org.jspecify.annotations.Nullable;

/**
 * What to listen to, and what to call. <pre>
 * AblyListenerEndpoint.builder("orders", this::created).channels("orders").events("created").build()
 * </pre>
 *
 * @param id the id of its container
 * @param handler what to call
 * @param source what of the channels it is called with
 * @param channels the names of the channels
 * @param selected names of messages, types of annotations, or presence actions; all when
 * empty
 * @param actions what may have happened to messages; all but summaries of annotations
 * when empty
 * @param filter a JMESPath expression by which the service filters, empty for none
 * @param params parameters of the channels
 * @param modes modes of the channels
 * @param cipherKey key of the channels' encryption in base64
 * @param client name of the client, empty for the main one
 * @param concurrency how many messages of a channel are handled at the same time
 * @param order which of them stay in order
 * @param autoStartup whether to listen from the start of the application on
 * @param containerFactory bean name of the container factory, empty for the primary one
 * @param errorHandler called when the handler fails; {@code null} for that of the factory
 */
public record AblyListenerEndpoint(String id, AblyMessageHandler handler, ListenerSource source, List<String> channels,
		Set<String> selected, Set<MessageAction> actions, String filter, Map<String, String> params,
		Set<ChannelMode> modes, @Nullable String cipherKey, String client, int concurrency, ListenerOrder order,
		boolean autoStartup, String containerFactory, @Nullable AblyListenerErrorHandler errorHandler) {

	/**
	 * Checks what it is given.
	 */
	public AblyListenerEndpoint {
		channels = List.copyOf(channels);
		selected = Set.copyOf(selected);
		actions = Set.copyOf(actions);
		params = Map.copyOf(params);
		modes = Set.copyOf(modes);
		if (channels.isEmpty()) {
			throw new IllegalArgumentException("The listener " + id + " names no channel");
		}
		if (concurrency < 1) {
			throw new IllegalArgumentException("The concurrency of the listener " + id + " is less than 1");
		}
		if (source == ListenerSource.PRESENCE) {
			presenceActions(selected);
		}
		if (cipherKey != null) {
			CipherParams.of(cipherKey);
		}
	}

	/**
	 * Starts to describe an endpoint.
	 * @param id the id of its container
	 * @param handler what to call
	 * @return a builder
	 */
	public static Builder builder(String id, AblyMessageHandler handler) {
		return new Builder(id, handler);
	}

	/** The presence actions to be called with; all when empty. */
	List<PresenceAction> presenceActions() {
		return presenceActions(this.selected);
	}

	private static List<PresenceAction> presenceActions(Set<String> names) {
		return names.stream().map(AblyListenerEndpoint::presenceAction).toList();
	}

	private static PresenceAction presenceAction(String name) {
		return Stream.of(PresenceAction.values())
			.filter((action) -> action.name().equalsIgnoreCase(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("'" + name + "' is not a presence action: there are "
					+ Arrays.toString(PresenceAction.values()).toLowerCase(Locale.ROOT)));
	}

	boolean takes(MessageAction action) {
		return this.actions.isEmpty() ? action != MessageAction.MESSAGE_SUMMARY : this.actions.contains(action);
	}

	/** Does not show the cipher key. */
	@Override
	public String toString() {
		return "AblyListenerEndpoint[" + this.id + " on " + this.channels + "]";
	}

	/**
	 * Describes an endpoint.
	 */
	public static final class Builder {

		private final String id;

		private final AblyMessageHandler handler;

		private final Set<String> channels = new LinkedHashSet<>();

		private final Set<String> selected = new LinkedHashSet<>();

		private final Set<MessageAction> actions = new LinkedHashSet<>();

		private final Map<String, String> params = new LinkedHashMap<>();

		private final Set<ChannelMode> modes = new LinkedHashSet<>();

		private ListenerSource source = ListenerSource.MESSAGES;

		private String filter = "";

		private @Nullable String cipherKey;

		private String client = "";

		private int concurrency = 1;

		private ListenerOrder order = ListenerOrder.BY_KEY;

		private boolean autoStartup = true;

		private String containerFactory = "";

		private @Nullable AblyListenerErrorHandler errorHandler;

		private Builder(String id, AblyMessageHandler handler) {
			this.id = id;
			this.handler = handler;
		}

		/**
		 * Channels to listen to.
		 * @param channels their names
		 * @return this
		 */
		public Builder channels(String... channels) {
			return channels(List.of(channels));
		}

		/**
		 * Channels to listen to.
		 * @param channels their names
		 * @return this
		 */
		public Builder channels(Collection<String> channels) {
			this.channels.addAll(channels);
			return this;
		}

		/**
		 * What of the channels to listen to.
		 * @param source messages, presence or annotations
		 * @return this
		 */
		public Builder source(ListenerSource source) {
			this.source = source;
			return this;
		}

		/**
		 * Which of them: names of messages, types of annotations, presence actions.
		 * @param selected the names
		 * @return this
		 */
		public Builder events(Collection<String> selected) {
			this.selected.addAll(selected);
			return this;
		}

		/**
		 * Names of messages.
		 * @param selected the names
		 * @return this
		 */
		public Builder events(String... selected) {
			return events(List.of(selected));
		}

		/**
		 * What may have happened to messages.
		 * @param actions the actions
		 * @return this
		 */
		public Builder actions(MessageAction... actions) {
			this.actions.addAll(List.of(actions));
			return this;
		}

		/**
		 * A filter that the service applies.
		 * @param filter a JMESPath expression
		 * @return this
		 */
		public Builder filter(String filter) {
			this.filter = filter;
			return this;
		}

		/**
		 * A parameter of the channels.
		 * @param name its name, such as <code>rewind</code>
		 * @param value its value
		 * @return this
		 */
		public Builder param(String name, String value) {
			this.params.put(name, value);
			return this;
		}

		/**
		 * Modes to attach with.
		 * @param modes the modes
		 * @return this
		 */
		public Builder modes(Collection<ChannelMode> modes) {
			this.modes.addAll(modes);
			return this;
		}

		/**
		 * The key of the channels' encryption.
		 * @param cipherKey the key in base64
		 * @return this
		 */
		public Builder cipherKey(@Nullable String cipherKey) {
			this.cipherKey = cipherKey;
			return this;
		}

		/**
		 * The client to listen with.
		 * @param client its name, or what qualifies its bean
		 * @return this
		 */
		public Builder client(String client) {
			this.client = client;
			return this;
		}

		/**
		 * How many messages of a channel are handled at the same time.
		 * @param concurrency how many
		 * @param order which stay in order
		 * @return this
		 */
		public Builder concurrency(int concurrency, ListenerOrder order) {
			this.concurrency = concurrency;
			this.order = order;
			return this;
		}

		/**
		 * Whether to listen from the start of the application on.
		 * @param autoStartup whether to
		 * @return this
		 */
		public Builder autoStartup(boolean autoStartup) {
			this.autoStartup = autoStartup;
			return this;
		}

		/**
		 * What makes the container.
		 * @param containerFactory its bean name
		 * @return this
		 */
		public Builder containerFactory(String containerFactory) {
			this.containerFactory = containerFactory;
			return this;
		}

		/**
		 * What is called when the handler fails.
		 * @param errorHandler the error handler
		 * @return this
		 */
		public Builder errorHandler(@Nullable AblyListenerErrorHandler errorHandler) {
			this.errorHandler = errorHandler;
			return this;
		}

		/**
		 * Makes the endpoint.
		 * @return the endpoint
		 */
		public AblyListenerEndpoint build() {
			return new AblyListenerEndpoint(this.id, this.handler, this.source, List.copyOf(this.channels),
					this.selected, this.actions, this.filter, this.params, this.modes, this.cipherKey, this.client,
					this.concurrency, this.order, this.autoStartup, this.containerFactory, this.errorHandler);
		}

	}

}
