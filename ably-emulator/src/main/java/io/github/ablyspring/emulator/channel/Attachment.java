package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.auth.Grants;
import io.github.ablyspring.emulator.wire.OutFrame;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * A connection attached to a channel: a place in the log, moving on as entries are
 * delivered, and a view of them.
 */
public final class Attachment {

	private final Channel channel;

	private final Subscriber subscriber;

	private final ChannelName name;

	private final @Nullable MessageFilter filter;

	private long modes;

	private Map<String, String> params = Map.of();

	private @Nullable DeltaStream delta;

	// the next entry to deliver
	private long cursor;

	// since when the subscriber has been told everything
	private long completeSince;

	// presence before this place was told by a sync
	private long presenceSince;

	// nobody waits for it any more
	private boolean hopeless;

	Attachment(Channel channel, Subscriber subscriber, ChannelName name) {
		this.channel = channel;
		this.subscriber = subscriber;
		this.name = name;
		this.filter = (name.filter() != null) ? MessageFilter.parse(name.filter()) : null;
	}

	public Channel channel() {
		return this.channel;
	}

	public ChannelName name() {
		return this.name;
	}

	Subscriber subscriber() {
		return this.subscriber;
	}

	/**
	 * Tells whether a mode was granted.
	 * @param mode the mode
	 * @return whether it was
	 */
	public boolean has(Mode mode) {
		return mode.isIn(this.modes);
	}

	long modes() {
		return this.modes;
	}

	/**
	 * Tells whether all that this attachment is for is permitted.
	 * @param grants what is permitted
	 * @return whether it is
	 */
	public boolean isPermitted(Grants grants) {
		return this.modes == Mode.permitted(this.modes,
				(operation) -> grants.permits(operation, this.name.qualifier(), this.name.name()));
	}

	Map<String, String> params() {
		return this.params;
	}

	void configure(long newModes, Map<String, String> newParams) {
		this.modes = newModes;
		this.params = newParams;
		boolean wantsDelta = newParams.containsKey(AttachParams.DELTA);
		if (!wantsDelta) {
			this.delta = null;
		}
		else if (this.delta == null) {
			this.delta = new DeltaStream();
		}
	}

	long cursor() {
		return this.cursor;
	}

	/**
	 * Moves to a place in the log, from where everything will be delivered.
	 * @param place the place
	 */
	void moveTo(long place) {
		this.cursor = place;
		this.completeSince = place;
		if (this.delta != null) {
			this.delta.reset();
		}
	}

	/**
	 * Delivers part of the past.
	 * @param rewound the part
	 * @param until the place in the log that follows it
	 */
	void rewind(History.Rewound rewound, long until) {
		this.cursor = until;
		if (!has(Mode.SUBSCRIBE)) {
			return;
		}
		for (ProtocolMessage.Builder frame : rewound.frames()) {
			ProtocolMessage message = frame.channel(this.name.written()).build();
			List<WireMessage> accepted = message.messages().stream().filter(this::accepts).toList();
			if (!accepted.isEmpty()) {
				this.subscriber.send(message.toBuilder().messages(accepted).build());
			}
		}
	}

	private boolean accepts(WireMessage message) {
		return this.filter == null || this.filter.accepts(message, message.connectionId());
	}

	/**
	 * Sends something that is not in the log. The next message is then no difference to
	 * the one before.
	 * @param message the frame
	 */
	void sendAside(ProtocolMessage message) {
		if (this.delta != null) {
			this.delta.reset();
		}
		this.subscriber.send(message);
	}

	/**
	 * Takes presence as known up to here.
	 * @param place the place up to which it is known
	 */
	void presenceKnownUntil(long place) {
		this.presenceSince = place;
	}

	/**
	 * Tells how many entries this is behind.
	 * @return how many; none when nobody waits for it any more
	 */
	long lag() {
		return this.hopeless ? 0 : this.channel.log().next() - this.cursor;
	}

	/**
	 * Waits for this no more, until it has caught up.
	 */
	void giveUp() {
		this.hopeless = true;
	}

	/**
	 * Delivers a new entry, unless earlier ones have to be delivered first.
	 * @param entry the entry
	 * @param fanOut its frames
	 */
	void offer(LogEntry entry, FanOut fanOut) {
		if (this.cursor == entry.index() && this.subscriber.ready()) {
			this.cursor++;
			deliver(entry, fanOut);
		}
	}

	/**
	 * Delivers what has not been delivered, as far as the subscriber takes it.
	 */
	public void catchUp() {
		ChannelLog log = this.channel.log();
		while (this.cursor < log.next() && this.subscriber.ready()) {
			if (this.cursor < log.first()) {
				moveTo(log.next());
				this.channel.announceGap(this);
				return;
			}
			LogEntry entry = log.entry(this.cursor);
			this.cursor++;
			try (FanOut fanOut = new FanOut(entry)) {
				deliver(entry, fanOut);
			}
		}
		this.hopeless &= this.cursor < log.next();
	}

	private void deliver(LogEntry entry, FanOut fanOut) {
		if (entry instanceof LogEntry.PresenceChanged presence) {
			deliverPresence(presence, fanOut);
		}
		else if (has(entry.audience()) && !isUnwantedEcho(entry)) {
			if (entry instanceof LogEntry.Published published) {
				deliverMessages(published, fanOut);
			}
			else if (entry instanceof LogEntry.Changed changed) {
				deliverChange(changed, fanOut);
			}
			else {
				this.subscriber.send(fanOut.plain(this.name.written()));
			}
		}
	}

	private boolean isUnwantedEcho(LogEntry entry) {
		return !this.subscriber.echo() && this.subscriber.connectionId().equals(entry.stamp().connectionId());
	}

	private void deliverMessages(LogEntry.Published entry, FanOut fanOut) {
		if (this.filter != null) {
			List<WireMessage> accepted = entry.live()
				.stream()
				.filter((message) -> this.filter.accepts(message, entry.stamp().connectionId()))
				.toList();
			if (!accepted.isEmpty()) {
				this.subscriber.send(entry.frame(this.name.written()).messages(withIds(entry, accepted)).build());
			}
		}
		else if (this.delta != null) {
			deliverDelta(entry, this.delta, fanOut);
		}
		else {
			this.subscriber.send(fanOut.plain(this.name.written()));
		}
	}

	// what is left of a frame no longer says by its place which message it is
	private static List<WireMessage> withIds(LogEntry.Published entry, List<WireMessage> accepted) {
		if (accepted.size() == entry.live().size()) {
			return accepted;
		}
		List<WireMessage> messages = new ArrayList<>(accepted.size());
		for (int i = 0; i < entry.live().size(); i++) {
			if (accepted.contains(entry.live().get(i))) {
				messages.add(entry.live().get(i).toBuilder().id(entry.id(i)).build());
			}
		}
		return messages;
	}

	private void deliverDelta(LogEntry.Published entry, DeltaStream stream, FanOut fanOut) {
		String key = "delta " + stream.baseId() + " " + this.name.written();
		OutFrame known = fanOut.special(key);
		List<WireMessage> messages = (known != null) ? List.of() : stream.encode(entry);
		if (known == null) {
			known = fanOut.special(key, entry.frame(this.name.written()).messages(messages).build());
		}
		else {
			int last = entry.live().size() - 1;
			stream.sent(entry.id(last), entry.live().get(last));
		}
		this.subscriber.send(known);
	}

	private void deliverChange(LogEntry.Changed entry, FanOut fanOut) {
		if (this.filter != null && !this.filter.accepts(entry.whole(), entry.whole().connectionId())) {
			return;
		}
		boolean knowsWhatWasBefore = entry.precededBy() >= this.completeSince;
		WireMessage told = knowsWhatWasBefore ? entry.live() : entry.whole();
		if (this.delta != null) {
			this.delta.sent(entry.stamp().frameId() + ":0", told);
		}
		if (knowsWhatWasBefore) {
			this.subscriber.send(fanOut.plain(this.name.written()));
		}
		else {
			this.subscriber.send(entry.frame(this.name.written()).messages(List.of(told)).build());
		}
	}

	private void deliverPresence(LogEntry.PresenceChanged entry, FanOut fanOut) {
		if (entry.index() < this.presenceSince) {
			return;
		}
		if (has(Mode.PRESENCE_SUBSCRIBE)) {
			this.subscriber.send(fanOut.plain(this.name.written()));
			return;
		}
		// whoever entered is told so even when it does not listen to others
		List<WirePresence> own = entry.events()
			.stream()
			.filter((event) -> this.subscriber.connectionId().equals(event.connectionId()))
			.toList();
		if (!own.isEmpty()) {
			this.subscriber.send(entry.frame(this.name.written()).presence(own).build());
		}
	}

	/**
	 * Starts a frame about this attachment.
	 * @param action what it is about
	 * @return the frame, to be completed
	 */
	ProtocolMessage.Builder frame(Action action) {
		return ProtocolMessage.builder(action).channel(this.name.written());
	}

}
