package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.ablyspring.emulator.apps.Ids;
import io.github.ablyspring.emulator.auth.Operation;
import io.github.ablyspring.emulator.channel.PresenceSet.Member;
import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Payloads;
import io.github.ablyspring.emulator.wire.Sizes;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * Lets members come and go.
 */
public final class PresenceDesk {

	private static final int PRESENT = 1;

	private static final int ENTER = 2;

	private static final int LEAVE = 3;

	private static final int UPDATE = 4;

	private static final int ID_LENGTH = 10;

	private final Channel channel;

	private final Origin origin;

	private PresenceDesk(Channel channel, Origin origin) {
		this.channel = channel;
		this.origin = origin;
	}

	/**
	 * Does what members ask for.
	 * @param channel where
	 * @param origin who, and how
	 * @param requests what they ask for, as it was received
	 */
	public static void handle(Channel channel, Origin origin, List<WirePresence> requests) {
		new PresenceDesk(channel, origin).handle(requests);
	}

	private void handle(List<WirePresence> requests) {
		this.origin.require(Operation.PRESENCE);
		if (this.origin.attachment() == null) {
			throw Refusals.notAttached(this.channel.name());
		}
		this.origin.require(Mode.PRESENCE);
		LogEntry.Stamp stamp = this.channel.stamp(this.origin);
		List<WirePresence> checked = new ArrayList<>();
		int coming = 0;
		for (int i = 0; i < requests.size(); i++) {
			WirePresence request = normalize(requests.get(i), stamp, i);
			checked.add(request);
			coming += (request.action() != LEAVE && find(request) == null) ? 1 : 0;
		}
		if (coming > 0 && this.channel.presenceSet().size() + coming > this.channel.app().maxPresenceMembers()) {
			throw Refusals.tooManyMembers(this.channel.app().maxPresenceMembers());
		}
		if (checked.stream().mapToInt(Sizes::of).sum() > this.channel.presenceRoom()) {
			throw Refusals.tooMuchPresence();
		}
		tell(this.channel, stamp, apply(checked));
	}

	private @Nullable Member find(WirePresence request) {
		return this.channel.presenceSet().find(request.connectionId(), request.clientId());
	}

	private WirePresence normalize(WirePresence request, LogEntry.Stamp stamp, int position) {
		String clientId = this.origin.identity().actAs(request.clientId());
		if (clientId == null) {
			throw Refusals.anonymousPresence();
		}
		Payloads.Payload payload = Payloads.keep(request.data(), request.encoding());
		int size = Payloads.size(payload.data()) + Payloads.utf8Length(clientId)
				+ Payloads.extrasSize(request.extras());
		if (size > this.channel.maxMessageSize()) {
			throw Refusals.tooLarge("The presence message", size, this.channel.maxMessageSize());
		}
		return request.toBuilder()
			.id((request.id() != null) ? request.id() : stamp.frameId() + ":" + position)
			.clientId(clientId)
			.connectionId(this.origin.connectionId())
			.data(payload.data())
			.encoding(payload.encoding())
			.timestamp(stamp.timestamp())
			.build();
	}

	private List<WirePresence> apply(List<WirePresence> requests) {
		PresenceSet members = this.channel.presenceSet();
		List<WirePresence> events = new ArrayList<>();
		for (WirePresence request : requests) {
			Member known = find(request);
			switch (request.action()) {
				case LEAVE -> {
					if (known != null) {
						members.remove(known);
						events.add(withDataOf(request, known.present()));
					}
				}
				case ENTER, UPDATE, PRESENT -> {
					if (known != null && request.id() != null && request.id().equals(known.present().id())) {
						// a client that comes back says again what is known already
						known.markFound();
					}
					else {
						members.put(request.toBuilder().action(PRESENT).build());
						events.add(request.toBuilder().action((known != null) ? UPDATE : ENTER).build());
					}
				}
				default -> throw Refusals.badBody("A client cannot send presence with action " + request.action());
			}
		}
		return events;
	}

	private static WirePresence withDataOf(WirePresence leave, WirePresence member) {
		return (leave.data() != null) ? leave
				: leave.toBuilder().data(member.data()).encoding(member.encoding()).build();
	}

	private static void tell(Channel channel, LogEntry.Stamp stamp, List<WirePresence> events) {
		if (!events.isEmpty()) {
			channel.append(new LogEntry.PresenceChanged(stamp, events));
		}
	}

	/**
	 * Puts members on a channel that no connection holds there.
	 * @param channel where
	 * @param members who they are, as they are to be shown
	 */
	public static void place(Channel channel, List<WirePresence> members) {
		String connectionId = Ids.random(ID_LENGTH);
		for (int i = 0; i < members.size(); i++) {
			WirePresence member = members.get(i);
			Payloads.Payload payload = Payloads.keep(member.data(), member.encoding());
			channel.presenceSet()
				.put(member.toBuilder()
					.action(PRESENT)
					.id(connectionId + ":0:" + i)
					.connectionId(connectionId)
					.data(payload.data())
					.encoding(payload.encoding())
					.timestamp(channel.now())
					.build());
		}
	}

	/**
	 * Lets all members of a connection leave, as it detaches or closes.
	 * @param channel where
	 * @param connectionId the connection
	 */
	public static void leaveAll(Channel channel, String connectionId) {
		leave(channel, channel.presenceSet().where((member) -> member.isOf(connectionId)));
	}

	/**
	 * Notes that a connection broke. Its members stay for a while.
	 * @param channel where
	 * @param connectionId the connection
	 * @param loss how many times it broke by now
	 */
	public static void markLost(Channel channel, String connectionId, int loss) {
		channel.presenceSet().where((member) -> member.isOf(connectionId)).forEach((member) -> member.markLost(loss));
	}

	static void markFound(Channel channel, String connectionId) {
		channel.presenceSet().where((member) -> member.isOf(connectionId)).forEach(Member::markFound);
	}

	/**
	 * Lets those members of a connection leave that have not come back since it broke.
	 * @param channel where
	 * @param connectionId the connection
	 * @param loss the last time it broke that counts: who came back after that, and was
	 * lost again, stays
	 */
	public static void leaveLost(Channel channel, String connectionId, int loss) {
		leave(channel, channel.presenceSet().where((member) -> member.isOf(connectionId) && member.isLostSince(loss)));
	}

	// nobody said that they leave: the id tells by not being of their connection (RTP2b1)
	private static void leave(Channel channel, Collection<Member> members) {
		if (members.isEmpty()) {
			return;
		}
		LogEntry.Stamp stamp = channel.stamp(Ids.random(ID_LENGTH) + ":0", null);
		List<WirePresence> events = new ArrayList<>();
		for (Member member : members) {
			channel.presenceSet().remove(member);
			events.add(member.present()
				.toBuilder()
				.action(LEAVE)
				.id(stamp.frameId() + ":" + events.size())
				.timestamp(stamp.timestamp())
				.build());
		}
		tell(channel, stamp, events);
	}

}
