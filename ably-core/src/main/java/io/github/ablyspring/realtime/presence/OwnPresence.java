package io.github.ablyspring.realtime.presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.MessageSize;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.realtime.channel.ChannelContext;
import io.github.ablyspring.realtime.connection.AckListener;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * What this client itself enters, changes and leaves: sends it, keeps it while the
 * channel is being attached, and enters it again when the server has lost it (RTP5b,
 * RTP16, RTP17). On the loop.
 */
final class OwnPresence {

	private final ChannelContext channel;

	private final LocalPresenceMap members = new LocalPresenceMap();

	// What was asked for, newer than what the server has confirmed, and so what a member
	// is to be entered with again.
	private final LatestPresence latest = new LatestPresence();

	private final List<Queued> queue = new ArrayList<>();

	// How many at the head of the queue have come back from the connection: they are
	// older than what was asked for
	// while the channel was being attached.
	private int returned;

	OwnPresence(ChannelContext channel) {
		this.channel = channel;
	}

	boolean isEmpty() {
		return this.members.isEmpty() && this.queue.isEmpty();
	}

	/**
	 * Sends a presence message under the conditions of connection and channel (RTP16).
	 * @param wish what is asked for
	 * @param wire what is sent for it
	 * @param future completes when the server has accepted it
	 */
	void send(Wish wish, WirePresence wire, CompletableFuture<Void> future) {
		AblyException refusal = refusal(wish, wire);
		if (refusal != null) {
			future.completeExceptionally(refusal);
			return;
		}
		String clientId = (wish.clientId() != null) ? wish.clientId() : ownClientId();
		ProtocolMessage frame = frame(wire);
		AckListener listener = new Submission(clientId, wish, future);
		switch (this.channel.state()) {
			case ATTACHED -> publish(frame, listener);
			case INITIALIZED -> {
				enqueue(frame, listener);
				this.channel.attach().whenComplete((change, failure) -> {
					if (failure != null) {
						failQueued(AblyException.from(failure));
					}
				});
			}
			case ATTACHING -> enqueue(frame, listener);
			case DETACHING, DETACHED, SUSPENDED, FAILED -> future.completeExceptionally(
					PresenceErrors.invalidState(this.channel.name(), this.channel.state(), this.channel.errorReason()));
		}
		if (clientId != null && !future.isCompletedExceptionally()) {
			this.latest.asked(clientId, wish);
		}
	}

	/** The server has confirmed something of this connection (RTP17b). */
	void confirmed(PresenceMessage message) {
		switch (message.action()) {
			case ENTER, UPDATE, PRESENT -> this.members.put(message);
			case LEAVE -> {
				if (this.members.remove(message)) {
					this.latest.left(String.valueOf(message.clientId()));
				}
			}
			case ABSENT, UNKNOWN -> {
			}
		}
	}

	/**
	 * The channel is attached: what waited for that is sent, after what the server has to
	 * be told again, so that the newest comes last (RTP5b, RTP17i).
	 * @param continuous whether the server has forgotten nothing
	 */
	void attached(boolean continuous) {
		if (!continuous) {
			enterAgain();
		}
		takeQueued().forEach((each) -> publish(each.frame, each.listener));
	}

	/** A frame that could not be sent comes back, to wait for the channel (RTL3d2). */
	void takeBack(ProtocolMessage frame, AckListener listener) {
		this.queue.add(this.returned++, new Queued(frame, listener));
	}

	/** What waits will not be sent any more (RTL11). */
	void failQueued(AblyException reason) {
		takeQueued().forEach((each) -> each.listener.refused(reason.errorInfo()));
	}

	private List<Queued> takeQueued() {
		List<Queued> queued = List.copyOf(this.queue);
		this.queue.clear();
		this.returned = 0;
		return queued;
	}

	/** The members are not to be entered again (RTP5a). */
	void clear() {
		this.members.clear();
		this.latest.clear();
	}

	private void enterAgain() {
		String connectionId = this.channel.connection().connectionId();
		for (PresenceMessage member : this.members.values()) {
			enterAgain(String.valueOf(member.clientId()), member, connectionId);
		}
		// What was accepted, or will be said to be, may have been forgotten before
		// anything was heard of it.
		for (String clientId : this.latest.clientIds()) {
			if (this.members.get(clientId) == null && !isQueued(clientId)) {
				enterAgain(clientId, null, connectionId);
			}
		}
	}

	private boolean isQueued(String clientId) {
		return this.queue.stream()
			.anyMatch((queued) -> queued.frame.presence()
				.stream()
				.anyMatch((message) -> clientId
					.equals((message.clientId() != null) ? message.clientId() : ownClientId())));
	}

	// RTP17g
	private void enterAgain(String clientId, @Nullable PresenceMessage confirmed, @Nullable String connectionId) {
		Wish wanted = this.latest.get(clientId);
		if (wanted == null || wanted.action() != PresenceAction.LEAVE) {
			WirePresence entry = (wanted != null) ? entry(clientId, wanted) : entry(clientId, confirmed, connectionId);
			publish(frame(entry), new Reentry(clientId));
		}
	}

	private WirePresence entry(String clientId, Wish wanted) {
		return this.channel.encoder()
			.encode(wanted.prepared().toBuilder().action(PresenceAction.ENTER.code()).clientId(clientId).build());
	}

	private WirePresence entry(String clientId, @Nullable PresenceMessage confirmed, @Nullable String connectionId) {
		PresenceMessage.Builder entry = PresenceMessage.builder().action(PresenceAction.ENTER).clientId(clientId);
		if (confirmed != null) {
			entry.data(confirmed.data()).encoding(confirmed.encoding()).extras(confirmed.extras());
			if (connectionId != null && connectionId.equals(confirmed.connectionId())) {
				entry.id(confirmed.id());
			}
		}
		return this.channel.encoder().encode(entry.build());
	}

	private void publish(ProtocolMessage frame, AckListener listener) {
		this.channel.connection().publish(frame, listener);
	}

	private void enqueue(ProtocolMessage frame, AckListener listener) {
		if (!this.channel.settings().queueMessages()) {
			listener.refused(PresenceErrors.notQueued(this.channel.name(), this.channel.state()).errorInfo());
		}
		else if (this.queue.size() >= this.channel.settings().maxPending()) {
			listener.refused(PresenceErrors.queueFull(this.channel.name(), this.queue.size()).errorInfo());
		}
		else {
			this.queue.add(new Queued(frame, listener));
		}
	}

	private @Nullable AblyException refusal(Wish wish, WirePresence wire) {
		String own = ownClientId();
		String clientId = wish.clientId();
		boolean connected = this.channel.connection().state() == ConnectionState.CONNECTED;
		if (clientId == null && connected && (own == null || own.equals("*"))) {
			return PresenceErrors.noClientId();
		}
		if (clientId != null && own != null && !own.equals("*") && !own.equals(clientId)) {
			return PresenceErrors.mismatch(clientId, own);
		}
		long size = MessageSize.of(wire);
		Long limit = this.channel.connection().details().maxMessageSize();
		return (limit != null && size > limit) ? PresenceErrors.tooLarge(size, limit) : null;
	}

	private @Nullable String ownClientId() {
		return this.channel.settings().clientId().get();
	}

	private ProtocolMessage frame(WirePresence wire) {
		return ProtocolMessage.builder(Action.PRESENCE).channel(this.channel.name()).presence(List.of(wire)).build();
	}

	private record Queued(ProtocolMessage frame, AckListener listener) {

	}

	/** Hears how something that the application asked for has fared. */
	private final class Submission implements AckListener {

		private final @Nullable String clientId;

		private final Wish wish;

		private final CompletableFuture<Void> future;

		Submission(@Nullable String clientId, Wish wish, CompletableFuture<Void> future) {
			this.clientId = clientId;
			this.wish = wish;
			this.future = future;
		}

		@Override
		public void accepted(@Nullable PublishResult result) {
			if (this.clientId != null) {
				OwnPresence.this.latest.accepted(this.clientId, this.wish);
				if (OwnPresence.this.members.get(this.clientId) == null) {
					OwnPresence.this.latest.left(this.clientId);
				}
			}
			this.future.complete(null);
		}

		@Override
		public void refused(ErrorInfo error) {
			if (this.clientId != null) {
				OwnPresence.this.latest.refused(this.clientId, this.wish);
			}
			this.future.completeExceptionally(new AblyException(error));
		}

	}

	/** Hears how an entry that the library made has fared. */
	private final class Reentry implements AckListener {

		private final String clientId;

		Reentry(String clientId) {
			this.clientId = clientId;
		}

		@Override
		public void accepted(@Nullable PublishResult result) {
			log(LogLevel.DEBUG, "A member is present again", Map.of());
		}

		// RTP17e
		@Override
		public void refused(ErrorInfo error) {
			ErrorInfo reason = PresenceErrors.reentryFailed(OwnPresence.this.channel.name(), this.clientId, error);
			log(LogLevel.WARN, "A member could not be entered again", Map.of("error", error));
			OwnPresence.this.channel.emitUpdate(reason, true);
		}

		private void log(LogLevel level, String what, Map<String, Object> more) {
			OwnPresence.this.channel.log().log(level, what, () -> {
				Map<String, Object> context = new HashMap<>(more);
				context.put("channel", OwnPresence.this.channel.name());
				context.put("clientId", this.clientId);
				return context;
			});
		}

	}

}
