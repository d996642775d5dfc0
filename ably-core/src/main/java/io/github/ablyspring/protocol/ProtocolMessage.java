package io.github.ablyspring.protocol;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One frame between a client and the service (TR4). What the sender left out is null;
 * lists and maps are then empty. Numbers and bits of an unknown meaning are carried.
 */
public final class ProtocolMessage {

	/** How it travels. */
	public static final WireType<ProtocolMessage> TYPE = WireType
		.describe("ProtocolMessage", Builder::new, Builder::build)
		.constant("action", Action.known(), ProtocolMessage::actionCode, Builder::actionCode)
		.string("id", ProtocolMessage::id, Builder::id)
		.object("auth", AuthDetails.TYPE, ProtocolMessage::auth, Builder::auth)
		.symbol("channel", ProtocolMessage::channel, Builder::channel)
		.string("channelSerial", ProtocolMessage::channelSerial, Builder::channelSerial)
		.symbol("connectionId", ProtocolMessage::connectionId, Builder::connectionId)
		.object("connectionDetails", ConnectionDetails.TYPE, ProtocolMessage::connectionDetails,
				Builder::connectionDetails)
		.integer("count", -1, (from) -> from.count, (to, count) -> to.count = count)
		.object("error", ErrorInfo.TYPE, ProtocolMessage::error, Builder::error)
		.flags("flags", Flag.KNOWN, ProtocolMessage::flags, Builder::flags)
		.int64("msgSerial", -1, (from) -> from.msgSerial, (to, msgSerial) -> to.msgSerial = msgSerial)
		.list("messages", WireMessage.TYPE, ProtocolMessage::messages, Builder::messages)
		.list("presence", WirePresence.TYPE, ProtocolMessage::presence, Builder::presence)
		.list("annotations", WireAnnotation.TYPE, ProtocolMessage::annotations, Builder::annotations)
		.list("state", WireObject.TYPE, ProtocolMessage::state, Builder::state)
		.int64("timestamp", -1, (from) -> from.timestamp, (to, timestamp) -> to.timestamp = timestamp)
		.stringMap("params", ProtocolMessage::params, Builder::params)
		.list("res", PublishResult.TYPE, ProtocolMessage::res, Builder::res)
		.build();

	private final int actionCode;

	private final @Nullable String id;

	private final @Nullable AuthDetails auth;

	private final @Nullable String channel;

	private final @Nullable String channelSerial;

	private final @Nullable String connectionId;

	private final @Nullable ConnectionDetails connectionDetails;

	private final int count;

	private final @Nullable ErrorInfo error;

	private final long flags;

	private final long msgSerial;

	private final List<WireMessage> messages;

	private final List<WirePresence> presence;

	private final List<WireAnnotation> annotations;

	private final List<WireObject> state;

	private final long timestamp;

	private final Map<String, String> params;

	private final List<PublishResult> res;

	private ProtocolMessage(Builder from) {
		this.actionCode = from.actionCode;
		this.id = from.id;
		this.auth = from.auth;
		this.channel = from.channel;
		this.channelSerial = from.channelSerial;
		this.connectionId = from.connectionId;
		this.connectionDetails = from.connectionDetails;
		this.count = from.count;
		this.error = from.error;
		this.flags = from.flags;
		this.msgSerial = from.msgSerial;
		this.messages = from.messages;
		this.presence = from.presence;
		this.annotations = from.annotations;
		this.state = from.state;
		this.timestamp = from.timestamp;
		this.params = from.params;
		this.res = from.res;
	}

	/**
	 * Starts a message.
	 * @param action what it is for
	 * @return a builder
	 */
	public static Builder builder(Action action) {
		return new Builder().actionCode(action.code());
	}

	/**
	 * Starts from this message.
	 * @return a builder with all fields of this
	 */
	public Builder toBuilder() {
		Builder builder = new Builder();
		builder.actionCode = this.actionCode;
		builder.id = this.id;
		builder.auth = this.auth;
		builder.channel = this.channel;
		builder.channelSerial = this.channelSerial;
		builder.connectionId = this.connectionId;
		builder.connectionDetails = this.connectionDetails;
		builder.count = this.count;
		builder.error = this.error;
		builder.flags = this.flags;
		builder.msgSerial = this.msgSerial;
		builder.messages = this.messages;
		builder.presence = this.presence;
		builder.annotations = this.annotations;
		builder.state = this.state;
		builder.timestamp = this.timestamp;
		builder.params = this.params;
		builder.res = this.res;
		return builder;
	}

	/**
	 * What it is for.
	 * @return the action, or null if the number stands for none that is known
	 */
	public @Nullable Action action() {
		return Action.of(this.actionCode);
	}

	/**
	 * Whether a flag is set.
	 * @param flag the flag
	 * @return whether it is among {@link #flags()}
	 */
	public boolean hasFlag(Flag flag) {
		return flag.isSetIn(this.flags);
	}

	/**
	 * The number of the action, which may be an unknown one.
	 * @return the value
	 */
	public int actionCode() {
		return this.actionCode;
	}

	/**
	 * The id, usually {@code connectionId:msgSerial}.
	 * @return the value, or null
	 */
	public @Nullable String id() {
		return this.id;
	}

	/**
	 * The credentials, with {@link Action#AUTH}.
	 * @return the value, or null
	 */
	public @Nullable AuthDetails auth() {
		return this.auth;
	}

	/**
	 * The channel it concerns; null when it concerns the connection.
	 * @return the value, or null
	 */
	public @Nullable String channel() {
		return this.channel;
	}

	/**
	 * Where in the stream of the channel this is.
	 * @return the value, or null
	 */
	public @Nullable String channelSerial() {
		return this.channelSerial;
	}

	/**
	 * The id of the connection.
	 * @return the value, or null
	 */
	public @Nullable String connectionId() {
		return this.connectionId;
	}

	/**
	 * About the connection, with {@link Action#CONNECTED}.
	 * @return the value, or null
	 */
	public @Nullable ConnectionDetails connectionDetails() {
		return this.connectionDetails;
	}

	/**
	 * How many messages are acknowledged.
	 * @return the value, or null
	 */
	public @Nullable Integer count() {
		return (this.count != -1) ? this.count : null;
	}

	/**
	 * What went wrong.
	 * @return the value, or null
	 */
	public @Nullable ErrorInfo error() {
		return this.error;
	}

	/**
	 * The bits of {@link Flag}, and maybe others; 0 when absent.
	 * @return the value
	 */
	public long flags() {
		return this.flags;
	}

	/**
	 * Numbers what a client sends, and what is acknowledged.
	 * @return the value, or null
	 */
	public @Nullable Long msgSerial() {
		return (this.msgSerial != -1) ? this.msgSerial : null;
	}

	/**
	 * The messages.
	 * @return the value
	 */
	public List<WireMessage> messages() {
		return this.messages;
	}

	/**
	 * The presence events.
	 * @return the value
	 */
	public List<WirePresence> presence() {
		return this.presence;
	}

	/**
	 * The annotations.
	 * @return the value
	 */
	public List<WireAnnotation> annotations() {
		return this.annotations;
	}

	/**
	 * The operations on objects, or their states.
	 * @return the value
	 */
	public List<WireObject> state() {
		return this.state;
	}

	/**
	 * When it was sent, in ms.
	 * @return the value, or null
	 */
	public @Nullable Long timestamp() {
		return (this.timestamp != -1) ? this.timestamp : null;
	}

	/**
	 * The parameters of the channel.
	 * @return the value
	 */
	public Map<String, String> params() {
		return this.params;
	}

	/**
	 * The results of the messages that are acknowledged.
	 * @return the value
	 */
	public List<PublishResult> res() {
		return this.res;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ProtocolMessage that && TYPE.equal(this, that);
	}

	@Override
	public int hashCode() {
		return TYPE.hash(this);
	}

	/** One line for logs, without payloads and secrets. */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("ProtocolMessage[");
		Action action = action();
		text.append((action != null) ? action : this.actionCode);
		append(text, "channel", this.channel);
		append(text, "id", this.id);
		append(text, "channelSerial", this.channelSerial);
		append(text, "connectionId", this.connectionId);
		append(text, "connectionDetails", this.connectionDetails);
		append(text, "msgSerial", msgSerial());
		append(text, "count", count());
		append(text, "flags", (this.flags != 0) ? "0x" + Long.toHexString(this.flags) : null);
		append(text, "messages", sizeOf(this.messages));
		append(text, "presence", sizeOf(this.presence));
		append(text, "annotations", sizeOf(this.annotations));
		append(text, "state", sizeOf(this.state));
		append(text, "res", sizeOf(this.res));
		append(text, "error", this.error);
		return text.append(']').toString();
	}

	private static void append(StringBuilder text, String name, @Nullable Object value) {
		if (value != null) {
			text.append(", ").append(name).append('=').append(value);
		}
	}

	private static @Nullable Integer sizeOf(List<?> list) {
		return list.isEmpty() ? null : list.size();
	}

	/** Gathers the fields of a message. */
	public static final class Builder {

		private int actionCode = -1;

		private @Nullable String id;

		private @Nullable AuthDetails auth;

		private @Nullable String channel;

		private @Nullable String channelSerial;

		private @Nullable String connectionId;

		private @Nullable ConnectionDetails connectionDetails;

		private int count = -1;

		private @Nullable ErrorInfo error;

		private long flags;

		private long msgSerial = -1;

		private List<WireMessage> messages = List.of();

		private List<WirePresence> presence = List.of();

		private List<WireAnnotation> annotations = List.of();

		private List<WireObject> state = List.of();

		private long timestamp = -1;

		private Map<String, String> params = Map.of();

		private List<PublishResult> res = List.of();

		private Builder() {
		}

		/**
		 * Sets {@link ProtocolMessage#actionCode()}.
		 * @param actionCode the value
		 * @return this
		 */
		public Builder actionCode(int actionCode) {
			this.actionCode = actionCode;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#id()}.
		 * @param id the value
		 * @return this
		 */
		public Builder id(@Nullable String id) {
			this.id = id;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#auth()}.
		 * @param auth the value
		 * @return this
		 */
		public Builder auth(@Nullable AuthDetails auth) {
			this.auth = auth;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#channel()}.
		 * @param channel the value
		 * @return this
		 */
		public Builder channel(@Nullable String channel) {
			this.channel = channel;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#channelSerial()}.
		 * @param channelSerial the value
		 * @return this
		 */
		public Builder channelSerial(@Nullable String channelSerial) {
			this.channelSerial = channelSerial;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#connectionId()}.
		 * @param connectionId the value
		 * @return this
		 */
		public Builder connectionId(@Nullable String connectionId) {
			this.connectionId = connectionId;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#connectionDetails()}.
		 * @param connectionDetails the value
		 * @return this
		 */
		public Builder connectionDetails(@Nullable ConnectionDetails connectionDetails) {
			this.connectionDetails = connectionDetails;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#count()}.
		 * @param count the value
		 * @return this
		 */
		public Builder count(@Nullable Integer count) {
			this.count = (count != null) ? count : -1;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#error()}.
		 * @param error the value
		 * @return this
		 */
		public Builder error(@Nullable ErrorInfo error) {
			this.error = error;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#flags()}.
		 * @param flags the value
		 * @return this
		 */
		public Builder flags(long flags) {
			this.flags = flags;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#msgSerial()}.
		 * @param msgSerial the value
		 * @return this
		 */
		public Builder msgSerial(@Nullable Long msgSerial) {
			this.msgSerial = (msgSerial != null) ? msgSerial : -1;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#messages()}.
		 * @param messages the value
		 * @return this
		 */
		public Builder messages(List<WireMessage> messages) {
			this.messages = List.copyOf(messages);
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#presence()}.
		 * @param presence the value
		 * @return this
		 */
		public Builder presence(List<WirePresence> presence) {
			this.presence = List.copyOf(presence);
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#annotations()}.
		 * @param annotations the value
		 * @return this
		 */
		public Builder annotations(List<WireAnnotation> annotations) {
			this.annotations = List.copyOf(annotations);
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#state()}.
		 * @param state the value
		 * @return this
		 */
		public Builder state(List<WireObject> state) {
			this.state = List.copyOf(state);
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#timestamp()}.
		 * @param timestamp the value
		 * @return this
		 */
		public Builder timestamp(@Nullable Long timestamp) {
			this.timestamp = (timestamp != null) ? timestamp : -1;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#params()}.
		 * @param params the value
		 * @return this
		 */
		public Builder params(Map<String, String> params) {
			this.params = Map.copyOf(params);
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#res()}.
		 * @param res the value
		 * @return this
		 */
		public Builder res(List<PublishResult> res) {
			this.res = List.copyOf(res);
			return this;
		}

		/**
		 * Adds bits to the flags.
		 * @param flags the flags
		 * @return this
		 */
		public Builder flags(Flag... flags) {
			for (Flag flag : flags) {
				this.flags |= flag.mask();
			}
			return this;
		}

		/**
		 * Makes the message.
		 * @return what was gathered
		 */
		public ProtocolMessage build() {
			return new ProtocolMessage(this);
		}

	}

}
