package io.github.ablyspring.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireAnnotation;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * A channel of the model: one sequence of messages and presence events, and who is
 * present.
 */
final class ModelChannel {

	private static final int ENTER = 2;

	private static final int LEAVE = 3;

	private static final int PRESENT = 1;

	private static final int SYNC_PAGE = 2;

	private static final long ALL_FLAGS = Flag.PRESENCE.mask() | Flag.PUBLISH.mask() | Flag.SUBSCRIBE.mask()
			| Flag.PRESENCE_SUBSCRIBE.mask() | Flag.ANNOTATION_PUBLISH.mask() | Flag.ANNOTATION_SUBSCRIBE.mask();

	private final String name;

	// Everything, oldest first; the index is the position.
	private final List<ProtocolMessage> sequence = new ArrayList<>();

	// Up to which position the past is forgotten.
	private int forgotten;

	// The position of each message among the messages, by its serial.
	private final Map<String, Integer> positions = new HashMap<>();

	private final List<WireMessage> messages = new ArrayList<>();

	private final List<WireAnnotation> annotations = new ArrayList<>();

	// What was published on which connection.
	private final Set<String> sources = new HashSet<>();

	// The serials of messages with ids of their own, by the first id.
	private final Map<String, List<@Nullable String>> byId = new HashMap<>();

	private final Map<String, WirePresence> members = new LinkedHashMap<>();

	private final List<ModelConnection> attached = new ArrayList<>();

	private int syncs;

	ModelChannel(String name) {
		this.name = name;
	}

	/** All messages that were stored, in their order. */
	List<WireMessage> messages() {
		return this.messages;
	}

	/**
	 * The position of a message among the messages, or of an annotation among its kind.
	 */
	int positionOf(String serial) {
		return this.positions.get(serial);
	}

	/** All annotations that were stored, in their order. */
	List<WireAnnotation> annotations() {
		return this.annotations;
	}

	/** Who is present by way of one connection, with their data. */
	Map<String, String> membersOf(String connectionId) {
		Map<String, String> members = new LinkedHashMap<>();
		this.members.values()
			.stream()
			.filter(member -> connectionId.equals(member.connectionId()))
			.forEach(member -> members.put(String.valueOf(member.clientId()), String.valueOf(member.data())));
		return members;
	}

	/** Who is present, as {@code connectionId:clientId=data}, in order. */
	List<String> members() {
		return this.members.values()
			.stream()
			.map(member -> member.connectionId() + ":" + member.clientId() + "=" + member.data())
			.sorted()
			.toList();
	}

	List<ModelConnection> attached() {
		return this.attached;
	}

	/** The past cannot be replayed any more. */
	void forget() {
		this.forgotten = this.sequence.size();
	}

	void attach(ModelConnection connection, ProtocolMessage frame) {
		boolean deltas = frame.params().containsKey("delta");
		boolean again = connection.attachments().containsKey(this.name);
		ModelAttachment attachment = new ModelAttachment(connection, deltas);
		connection.attachments().put(this.name, attachment);
		this.attached.remove(connection);
		this.attached.add(connection);
		int from = indexAfter(frame.channelSerial());
		boolean resumed = from >= this.forgotten && frame.channelSerial() != null;
		ErrorInfo error = (!resumed && frame.channelSerial() != null)
				? ErrorInfo.of(90003, 404, "The past is forgotten") : null;
		// In place, presence goes on as it was.
		boolean sync = !this.members.isEmpty() && !(again && resumed);
		connection.send(ProtocolMessage.builder(Action.ATTACHED)
			.channel(this.name)
			.channelSerial(resumed ? frame.channelSerial() : serialAt(this.sequence.size() - 1))
			.flags(ALL_FLAGS | (resumed ? Flag.RESUMED.mask() : 0) | (sync ? Flag.HAS_PRESENCE.mask() : 0))
			.params(frame.params())
			.error(error)
			.build());
		if (resumed) {
			for (int i = from; i < this.sequence.size(); i++) {
				attachment.send(this.sequence.get(i));
			}
		}
		if (sync) {
			sync(connection);
		}
	}

	/** Says that the channel is attached once more, with a loss. */
	void loseContinuity(ModelConnection connection) {
		ModelAttachment attachment = connection.attachments().get(this.name);
		if (attachment != null) {
			attachment.restart();
			connection.send(ProtocolMessage.builder(Action.ATTACHED)
				.channel(this.name)
				.channelSerial(serialAt(this.sequence.size() - 1))
				.flags(ALL_FLAGS | (this.members.isEmpty() ? 0 : Flag.HAS_PRESENCE.mask()))
				.params(Map.of())
				.error(ErrorInfo.of(90003, 500, "Continuity is lost"))
				.build());
			sync(connection);
		}
	}

	void detach(ModelConnection connection) {
		connection.attachments().remove(this.name);
		this.attached.remove(connection);
	}

	/** Stores messages, and delivers them to all who are attached. */
	List<@Nullable String> publish(ModelConnection connection, ProtocolMessage frame, Instant now) {
		return publish(connection.id(), connection.id() + ":" + frame.msgSerial(), frame.messages(), now);
	}

	/** Stores messages that came over REST. */
	List<@Nullable String> publish(List<WireMessage> messages, Instant now) {
		return publish(null, "rest:" + this.sequence.size(), messages, now);
	}

	private List<@Nullable String> publish(@Nullable String connectionId, String frameId, List<WireMessage> messages,
			Instant now) {
		String firstId = messages.get(0).id();
		List<@Nullable String> known = (firstId != null) ? this.byId.get(firstId) : null;
		if (known != null) {
			return known;
		}
		String serial = serialAt(this.sequence.size());
		List<WireMessage> stored = new ArrayList<>();
		List<@Nullable String> serials = new ArrayList<>();
		for (WireMessage message : messages) {
			int index = stored.size();
			String own = serial + ":" + String.format("%03d", index);
			String id = message.id();
			stored.add(message.toBuilder()
				.id((id != null) ? id : frameId + ":" + index)
				.connectionId(connectionId)
				.serial(own)
				.build());
			serials.add(own);
			// One that has an id of its own is known again wherever it comes from.
			if (!this.sources.add(((id != null) ? "anywhere" : connectionId) + " " + message.data())) {
				throw new BrokenInvariant(message.data() + " was published twice on " + connectionId);
			}
			this.positions.put(own, this.messages.size());
			this.messages.add(stored.get(index));
		}
		if (firstId != null) {
			this.byId.put(firstId, serials);
		}
		append(ProtocolMessage.builder(Action.MESSAGE)
			.channel(this.name)
			.channelSerial(serial)
			.id(frameId)
			.connectionId(connectionId)
			.timestamp(now.toEpochMilli())
			.messages(stored)
			.build());
		return serials;
	}

	/** Stores annotations, and delivers them to all who are attached. */
	void annotate(ModelConnection connection, ProtocolMessage frame, Instant now) {
		String serial = serialAt(this.sequence.size());
		List<WireAnnotation> stored = new ArrayList<>();
		for (WireAnnotation annotation : frame.annotations()) {
			String own = serial + ":" + String.format("%03d", stored.size());
			stored.add(annotation.toBuilder().serial(own).connectionId(connection.id()).build());
			if (!this.sources.add(connection.id() + " " + annotation.name())) {
				throw new BrokenInvariant(annotation.name() + " was said twice on " + connection.id());
			}
			this.positions.put(own, this.annotations.size());
			this.annotations.add(stored.get(stored.size() - 1));
		}
		append(ProtocolMessage.builder(Action.ANNOTATION)
			.channel(this.name)
			.channelSerial(serial)
			.id(connection.id() + ":" + frame.msgSerial())
			.timestamp(now.toEpochMilli())
			.annotations(stored)
			.build());
	}

	/** Changes who is present, and tells all who are attached. */
	void presence(ModelConnection connection, ProtocolMessage frame, Instant now) {
		List<WirePresence> events = new ArrayList<>();
		for (WirePresence event : frame.presence()) {
			String id = (event.id() != null) ? event.id()
					: connection.id() + ":" + frame.msgSerial() + ":" + events.size();
			apply(event.toBuilder().id(id).connectionId(connection.id()).timestamp(now.toEpochMilli()).build(), events);
		}
		tell(events, now);
	}

	/** The members of a connection leave, as the service says on its own account. */
	void leave(ModelConnection connection, Instant now) {
		List<WirePresence> events = new ArrayList<>();
		for (WirePresence member : List.copyOf(this.members.values())) {
			if (connection.id().equals(member.connectionId())) {
				String id = "service:" + this.sequence.size() + ":" + events.size();
				apply(member.toBuilder().id(id).action(LEAVE).timestamp(now.toEpochMilli()).build(), events);
			}
		}
		tell(events, now);
	}

	private void apply(WirePresence event, List<WirePresence> events) {
		String member = event.connectionId() + ":" + event.clientId();
		if (event.action() == LEAVE) {
			if (this.members.remove(member) == null) {
				return;
			}
		}
		else {
			this.members.put(member, event.toBuilder().action(ENTER).build());
		}
		events.add(event);
	}

	private void tell(List<WirePresence> events, Instant now) {
		if (!events.isEmpty()) {
			append(ProtocolMessage.builder(Action.PRESENCE)
				.channel(this.name)
				.channelSerial(serialAt(this.sequence.size()))
				.id("presence:" + this.sequence.size())
				.timestamp(now.toEpochMilli())
				.presence(events)
				.build());
		}
	}

	private void append(ProtocolMessage frame) {
		this.sequence.add(frame);
		for (ModelConnection connection : List.copyOf(this.attached)) {
			ModelAttachment attachment = connection.attachments().get(this.name);
			if (attachment != null) {
				attachment.send(frame);
			}
		}
	}

	private void sync(ModelConnection connection) {
		List<WirePresence> all = this.members.values()
			.stream()
			.sorted(Comparator.comparing(member -> String.valueOf(member.clientId())))
			.map(member -> member.toBuilder().action(PRESENT).build())
			.toList();
		String sync = "sync" + ++this.syncs;
		for (int from = 0; from == 0 || from < all.size(); from += SYNC_PAGE) {
			int to = Math.min(all.size(), from + SYNC_PAGE);
			connection.send(ProtocolMessage.builder(Action.SYNC)
				.channel(this.name)
				.channelSerial(sync + ":" + ((to < all.size()) ? to : ""))
				.presence(all.subList(from, to))
				.build());
		}
	}

	private int indexAfter(@Nullable String serial) {
		return (serial != null) ? Integer.parseInt(serial.substring(0, 14)) : 0;
	}

	// Of the frame at that index; serials count from one.
	private static String serialAt(int index) {
		return String.format("%014d-000@model", index + 1);
	}

}
