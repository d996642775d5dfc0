package io.github.ablyspring.emulator.channel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.ablyspring.emulator.wire.Tree;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * How many are on a channel, doing what (CHM2).
 *
 * @param connections attachments
 * @param publishers attachments that may publish
 * @param subscribers attachments that are told of messages
 * @param presenceConnections attachments that may enter presence
 * @param presenceMembers members present
 * @param presenceSubscribers attachments that are told of presence
 * @param objectPublishers attachments that may change objects
 * @param objectSubscribers attachments that are told of objects
 */
public record Occupancy(int connections, int publishers, int subscribers, int presenceConnections, int presenceMembers,
		int presenceSubscribers, int objectPublishers, int objectSubscribers) {

	static final String METRICS = "metrics";

	private static final Set<String> NAMES = new Occupancy(0, 0, 0, 0, 0, 0, 0, 0).toTree().keySet();

	private static final String EVENT = "[meta]occupancy";

	static Occupancy of(Attachment[] attachments, int members) {
		int[] counts = new int[Mode.values().length];
		for (Attachment attachment : attachments) {
			for (Mode mode : Mode.values()) {
				counts[mode.ordinal()] += attachment.has(mode) ? 1 : 0;
			}
		}
		return new Occupancy(attachments.length, counts[Mode.PUBLISH.ordinal()], counts[Mode.SUBSCRIBE.ordinal()],
				counts[Mode.PRESENCE.ordinal()], members, counts[Mode.PRESENCE_SUBSCRIBE.ordinal()],
				counts[Mode.OBJECT_PUBLISH.ordinal()], counts[Mode.OBJECT_SUBSCRIBE.ordinal()]);
	}

	/**
	 * Tells whether an attachment can ask for this.
	 * @param wanted what it asks for
	 * @return whether that is <code>metrics</code> or <code>metrics.</code> and the name
	 * of one
	 */
	static boolean isSelection(String wanted) {
		return wanted.equals(METRICS)
				|| (wanted.startsWith(METRICS + ".") && NAMES.contains(wanted.substring(METRICS.length() + 1)));
	}

	/**
	 * The metrics as they are written.
	 * @return from name to number
	 */
	public Map<String, @Nullable Object> toTree() {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("connections", (long) this.connections);
		tree.put("publishers", (long) this.publishers);
		tree.put("subscribers", (long) this.subscribers);
		tree.put("presenceConnections", (long) this.presenceConnections);
		tree.put("presenceMembers", (long) this.presenceMembers);
		tree.put("presenceSubscribers", (long) this.presenceSubscribers);
		tree.put("objectPublishers", (long) this.objectPublishers);
		tree.put("objectSubscribers", (long) this.objectSubscribers);
		return tree;
	}

	/**
	 * What an attachment is told, given what it asked for.
	 * @param wanted <code>metrics</code> or <code>metrics.name</code>
	 * @return the metrics, all or one
	 */
	Map<String, @Nullable Object> select(String wanted) {
		Map<String, @Nullable Object> all = toTree();
		if (wanted.equals(METRICS)) {
			return all;
		}
		String name = wanted.substring(METRICS.length() + 1);
		Map<String, @Nullable Object> one = new LinkedHashMap<>();
		one.put(name, all.get(name));
		return one;
	}

	/**
	 * The frame that tells an attachment.
	 * @param attachment the attachment
	 * @param wanted what it asked for
	 * @param id the id of the frame
	 * @param now the time
	 * @return the frame
	 */
	ProtocolMessage event(Attachment attachment, String wanted, String id, long now) {
		WireMessage message = WireMessage.builder()
			.name(EVENT)
			.data(Tree.toJson(Map.of(METRICS, select(wanted))))
			.encoding("json")
			.build();
		return attachment.frame(Action.MESSAGE).id(id).timestamp(now).messages(List.of(message)).build();
	}

}
