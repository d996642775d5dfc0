package io.github.ablyspring.emulator.channel;

import java.util.List;

import io.github.ablyspring.emulator.wire.Sizes;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened on a channel. Each has its place and its serial in the one
 * sequence of the channel.
 */
public abstract sealed class LogEntry {

	// an entry costs that much beside its items
	private static final int OVERHEAD = 300;

	private final Stamp stamp;

	private final int size;

	private long index;

	LogEntry(Stamp stamp, int itemsSize) {
		this.stamp = stamp;
		this.size = OVERHEAD + itemsSize;
	}

	public final String channelSerial() {
		return this.stamp.channelSerial();
	}

	public final long timestamp() {
		return this.stamp.timestamp();
	}

	final Stamp stamp() {
		return this.stamp;
	}

	/**
	 * The place in the log, counted from the first entry there ever was.
	 * @return the place
	 */
	final long index() {
		return this.index;
	}

	void placeAt(long place) {
		this.index = place;
	}

	/**
	 * Roughly how much memory this takes.
	 * @return so many bytes
	 */
	final int size() {
		return this.size;
	}

	/**
	 * Lets go of what nobody can ask for when this has left the log.
	 */
	void evicted() {
	}

	/**
	 * The mode in which an attachment is told of this.
	 * @return the mode
	 */
	abstract Mode audience();

	/**
	 * The frame that tells of this.
	 * @param channelName the name under which the receiver attached
	 * @return a frame to complete
	 */
	abstract ProtocolMessage.Builder frame(String channelName);

	final ProtocolMessage.Builder start(Action action, String channelName) {
		return ProtocolMessage.builder(action)
			.id(this.stamp.frameId())
			.channel(channelName)
			.channelSerial(this.stamp.channelSerial())
			.connectionId(this.stamp.connectionId())
			.timestamp(this.stamp.timestamp());
	}

	/**
	 * When, where and by whom something happened.
	 *
	 * @param serial its position
	 * @param channelSerial the position as text
	 * @param timestamp when it was received
	 * @param frameId what the ids of its items begin with
	 * @param connectionId the connection it came over, if over one
	 */
	record Stamp(Serial serial, String channelSerial, long timestamp, String frameId, @Nullable String connectionId) {
	}

	/**
	 * Messages published together.
	 */
	static final class Published extends LogEntry {

		private final List<StoredMessage> messages;

		private final List<WireMessage> live;

		Published(Stamp stamp, List<WireMessage> live, List<StoredMessage> messages, int size) {
			super(stamp, size);
			this.live = live;
			this.messages = messages;
		}

		/**
		 * The id that clients know a message by.
		 * @param position which of the messages
		 * @return its id
		 */
		String id(int position) {
			String own = this.live.get(position).id();
			return (own != null) ? own : stamp().frameId() + ":" + position;
		}

		/**
		 * The messages as they were published.
		 * @return the messages
		 */
		List<WireMessage> live() {
			return this.live;
		}

		/**
		 * The messages with all that became of them.
		 * @return the messages
		 */
		List<StoredMessage> messages() {
			return this.messages;
		}

		@Override
		void placeAt(long place) {
			super.placeAt(place);
			this.messages.forEach((message) -> message.placeAt(place));
		}

		@Override
		void evicted() {
			this.messages.forEach(StoredMessage::forgetThePast);
		}

		@Override
		Mode audience() {
			return Mode.SUBSCRIBE;
		}

		@Override
		ProtocolMessage.Builder frame(String channelName) {
			return start(Action.MESSAGE, channelName).messages(this.live);
		}

	}

	/**
	 * A message was updated, deleted, appended to, or its annotations add up to something
	 * else.
	 */
	static final class Changed extends LogEntry {

		private final StoredMessage target;

		private final WireMessage live;

		private final WireMessage whole;

		private final long precededBy;

		Changed(Stamp stamp, StoredMessage target, WireMessage live, WireMessage whole) {
			super(stamp, Sizes.of(whole) + Sizes.of(live));
			this.target = target;
			this.live = live;
			this.whole = whole;
			this.precededBy = target.lastIndex();
		}

		StoredMessage target() {
			return this.target;
		}

		/**
		 * The message as those are told who know what was before.
		 * @return for an append just the piece
		 */
		WireMessage live() {
			return this.live;
		}

		/**
		 * The message as those are told who do not.
		 * @return all of it
		 */
		WireMessage whole() {
			return this.whole;
		}

		/**
		 * Where the version before this one stands in the log.
		 * @return its place
		 */
		long precededBy() {
			return this.precededBy;
		}

		@Override
		void placeAt(long place) {
			super.placeAt(place);
			// a summary says nothing about the content, so whoever knows only that knows
			// nothing
			if (this.live.action() != Annotator.SUMMARY) {
				this.target.placeAt(place);
			}
		}

		@Override
		Mode audience() {
			return Mode.SUBSCRIBE;
		}

		@Override
		ProtocolMessage.Builder frame(String channelName) {
			return start(Action.MESSAGE, channelName).messages(List.of(this.live));
		}

	}

	/**
	 * Members came, changed or went.
	 */
	static final class PresenceChanged extends LogEntry {

		private final List<WirePresence> events;

		PresenceChanged(Stamp stamp, List<WirePresence> events) {
			super(stamp, events.stream().mapToInt(Sizes::of).sum());
			this.events = events;
		}

		List<WirePresence> events() {
			return this.events;
		}

		@Override
		Mode audience() {
			return Mode.PRESENCE_SUBSCRIBE;
		}

		@Override
		ProtocolMessage.Builder frame(String channelName) {
			return start(Action.PRESENCE, channelName).presence(this.events);
		}

	}

	/**
	 * Messages were annotated.
	 */
	static final class Annotated extends LogEntry {

		private final List<WireAnnotation> annotations;

		Annotated(Stamp stamp, List<WireAnnotation> annotations) {
			super(stamp, annotations.stream().mapToInt(Sizes::of).sum());
			this.annotations = annotations;
		}

		List<WireAnnotation> annotations() {
			return this.annotations;
		}

		@Override
		Mode audience() {
			return Mode.ANNOTATION_SUBSCRIBE;
		}

		@Override
		ProtocolMessage.Builder frame(String channelName) {
			return start(Action.ANNOTATION, channelName).annotations(this.annotations);
		}

	}

}
