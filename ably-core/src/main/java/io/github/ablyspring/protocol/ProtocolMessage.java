package io.github.ablyspring.protocol;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * One frame between a client and the service (TR4). What the sender left out is null;
 * lists and maps are then empty. Numbers and bits of an unknown meaning are carried.
 */
public final class ProtocolMessage {

	/** How it travels. */
	public static final WireType<ProtocolMessage> TYPE = WireType
		.describe("ProtocolMessage", ProtocolMessage::new, Function.identity())
		.constant("action", Action.known(), ProtocolMessage::actionCode, (to, actionCode) -> to.actionCode = actionCode)
		.string("id", ProtocolMessage::id, (to, id) -> to.id = id)
		.object("auth", AuthDetails.TYPE, ProtocolMessage::auth, (to, auth) -> to.auth = auth)
		.symbol("channel", ProtocolMessage::channel, (to, channel) -> to.channel = channel)
		.string("channelSerial", ProtocolMessage::channelSerial,
				(to, channelSerial) -> to.channelSerial = channelSerial)
		.symbol("connectionId", ProtocolMessage::connectionId, (to, connectionId) -> to.connectionId = connectionId)
		.object("connectionDetails", ConnectionDetails.TYPE, ProtocolMessage::connectionDetails,
				(to, details) -> to.connectionDetails = details)
		.integer("count", -1, (from) -> from.count, (to, count) -> to.count = count)
		.object("error", ErrorInfo.TYPE, ProtocolMessage::error, (to, error) -> to.error = error)
		.flags("flags", Flag.KNOWN, ProtocolMessage::flags, (to, flags) -> to.flags = flags)
		.int64("msgSerial", -1, (from) -> from.msgSerial, (to, msgSerial) -> to.msgSerial = msgSerial)
		.list("messages", WireMessage.TYPE, ProtocolMessage::messages, (to, messages) -> to.messages = messages)
		.list("presence", WirePresence.TYPE, ProtocolMessage::presence, (to, presence) -> to.presence = presence)
		.list("annotations", WireAnnotation.TYPE, ProtocolMessage::annotations,
				(to, annotations) -> to.annotations = annotations)
		.list("state", WireObject.TYPE, ProtocolMessage::state, (to, state) -> to.state = state)
		.int64("timestamp", -1, (from) -> from.timestamp, (to, timestamp) -> to.timestamp = timestamp)
		.stringMap("params", ProtocolMessage::params, (to, params) -> to.params = params)
		.list("res", PublishResult.TYPE, ProtocolMessage::res, (to, res) -> to.res = res)
		.shortcut(ProtocolMessage::writeUsual)
		.build();

	// Not final, so that a decoder can fill them in and needs no second object for that.
	// They are written only before anybody else has seen this object.
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

	private ProtocolMessage() {
	}

	private ProtocolMessage(ProtocolMessage from) {
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
		return new Builder(new ProtocolMessage()).actionCode(action.code());
	}

	/**
	 * Starts from this message.
	 * @return a builder with all fields of this
	 */
	public Builder toBuilder() {
		return new Builder(new ProtocolMessage(this));
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

	private static boolean writeUsual(Field<ProtocolMessage, ?>[] fields, WireWriter writer, ProtocolMessage from) {
		if (from.auth != null || from.connectionDetails != null || from.error != null || from.flags != 0
				|| !from.annotations.isEmpty() || !from.state.isEmpty() || !from.params.isEmpty()
				|| !from.res.isEmpty()) {
			return false;
		}
		writer.writeNumber(fields[0], from.actionCode);
		writer.writeText(fields[1], from.id);
		writer.writeText(fields[3], from.channel);
		writer.writeText(fields[4], from.channelSerial);
		writer.writeText(fields[5], from.connectionId);
		writer.writeNumber(fields[7], from.count);
		writer.writeNumber(fields[10], from.msgSerial);
		writer.writeObjects(fields[11], WireMessage.TYPE, from.messages);
		writer.writeObjects(fields[12], WirePresence.TYPE, from.presence);
		writer.writeNumber(fields[15], from.timestamp);
		return true;
	}

	/** Gathers the fields of a message. */
	public static final class Builder {

		private final ProtocolMessage draft;

		private Builder(ProtocolMessage draft) {
			this.draft = draft;
		}

		/**
		 * Sets {@link ProtocolMessage#actionCode()}.
		 * @param actionCode the value
		 * @return this
		 */
		public Builder actionCode(int actionCode) {
			this.draft.actionCode = actionCode;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#id()}.
		 * @param id the value
		 * @return this
		 */
		public Builder id(@Nullable String id) {
			this.draft.id = id;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#auth()}.
		 * @param auth the value
		 * @return this
		 */
		public Builder auth(@Nullable AuthDetails auth) {
			this.draft.auth = auth;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#channel()}.
		 * @param channel the value
		 * @return this
		 */
		public Builder channel(@Nullable String channel) {
			this.draft.channel = channel;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#channelSerial()}.
		 * @param channelSerial the value
		 * @return this
		 */
		public Builder channelSerial(@Nullable String channelSerial) {
			this.draft.channelSerial = channelSerial;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#connectionId()}.
		 * @param connectionId the value
		 * @return this
		 */
		public Builder connectionId(@Nullable String connectionId) {
			this.draft.connectionId = connectionId;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#connectionDetails()}.
		 * @param connectionDetails the value
		 * @return this
		 */
		public Builder connectionDetails(@Nullable ConnectionDetails connectionDetails) {
			this.draft.connectionDetails = connectionDetails;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#count()}.
		 * @param count the value
		 * @return this
		 */
		public Builder count(@Nullable Integer count) {
			this.draft.count = (count != null) ? count : -1;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#error()}.
		 * @param error the value
		 * @return this
		 */
		public Builder error(@Nullable ErrorInfo error) {
			this.draft.error = error;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#flags()}.
		 * @param flags the value
		 * @return this
		 */
		public Builder flags(long flags) {
			this.draft.flags = flags;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#msgSerial()}.
		 * @param msgSerial the value
		 * @return this
		 */
		public Builder msgSerial(@Nullable Long msgSerial) {
			this.draft.msgSerial = (msgSerial != null) ? msgSerial : -1;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#messages()}.
		 * @param messages the value
		 * @return this
		 */
		public Builder messages(List<WireMessage> messages) {
			this.draft.messages = List.copyOf(messages);
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#presence()}.
		 * @param presence the value
		 * @return this
		 */
		public Builder presence(List<WirePresence> presence) {
			this.draft.presence = List.copyOf(presence);
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#annotations()}.
		 * @param annotations the value
		 * @return this
		 */
		public Builder annotations(List<WireAnnotation> annotations) {
			this.draft.annotations = List.copyOf(annotations);
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#state()}.
		 * @param state the value
		 * @return this
		 */
		public Builder state(List<WireObject> state) {
			this.draft.state = List.copyOf(state);
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#timestamp()}.
		 * @param timestamp the value
		 * @return this
		 */
		public Builder timestamp(@Nullable Long timestamp) {
			this.draft.timestamp = (timestamp != null) ? timestamp : -1;
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#params()}.
		 * @param params the value
		 * @return this
		 */
		public Builder params(Map<String, String> params) {
			this.draft.params = Map.copyOf(params);
			return this;
		}

		/**
		 * Sets {@link ProtocolMessage#res()}.
		 * @param res the value
		 * @return this
		 */
		public Builder res(List<PublishResult> res) {
			this.draft.res = List.copyOf(res);
			return this;
		}

		/**
		 * Adds bits to the flags.
		 * @param flags the flags
		 * @return this
		 */
		public Builder flags(Flag... flags) {
			for (Flag flag : flags) {
				this.draft.flags |= flag.mask();
			}
			return this;
		}

		/**
		 * Makes the message.
		 * @return what was gathered
		 */
		public ProtocolMessage build() {
			return new ProtocolMessage(this.draft);
		}

	}

}
