package io.github.ablyspring.realtime.presence;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.MessageEncoder;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.realtime.Emitter;
import io.github.ablyspring.realtime.Subscription;
import io.github.ablyspring.realtime.channel.ChannelContext;
import io.github.ablyspring.realtime.channel.ChannelPlugin;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.ChannelSubscription;
import io.github.ablyspring.realtime.connection.AckListener;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * Presence as the application sees it, and as a part of its channel. Internal.
 */
public final class DefaultRealtimePresence implements RealtimePresence, ChannelPlugin {

	private final ChannelContext channel;

	private final PresenceMembers members;

	private final OwnPresence own;

	private final Emitter<PresenceAction, PresenceMessage> events;

	private final Emitter<Boolean, PresenceDiff> changes;

	// RTP11f2: said once for each attachment
	private boolean warnedOfMode;

	/**
	 * Creates the presence of a channel.
	 * @param channel the channel
	 */
	public DefaultRealtimePresence(ChannelContext channel) {
		this.channel = channel;
		this.events = new Emitter<>((task) -> channel.deliver(1, task));
		this.changes = new Emitter<>((task) -> channel.deliver(1, task));
		this.own = new OwnPresence(channel);
		this.members = new PresenceMembers(new PresenceMembers.Listener() {

			@Override
			public void presence(PresenceMessage event) {
				DefaultRealtimePresence.this.events.emit(event.action(), event);
			}

			@Override
			public void changed(PresenceDiff diff) {
				DefaultRealtimePresence.this.changes.emit(true, diff);
			}

		});
	}

	@Override
	public boolean syncComplete() {
		return this.members.syncComplete();
	}

	@Override
	public CompletableFuture<List<PresenceMessage>> get() {
		return get(PresenceQuery.all());
	}

	@Override
	public CompletableFuture<List<PresenceMessage>> get(PresenceQuery query) {
		return onLoop(() -> lookUp(query));
	}

	@Override
	public CompletableFuture<PaginatedResult<PresenceMessage>> history() {
		return this.channel.rest().presence().history();
	}

	@Override
	public CompletableFuture<PaginatedResult<PresenceMessage>> history(HistoryParams params) {
		return this.channel.rest().presence().history(params);
	}

	@Override
	public ChannelSubscription subscribe(Consumer<? super PresenceMessage> listener) {
		return subscribed(this.events.on(listener));
	}

	@Override
	public ChannelSubscription subscribe(PresenceAction action, Consumer<? super PresenceMessage> listener) {
		return subscribed(this.events.on(action, listener));
	}

	@Override
	public ChannelSubscription subscribe(Collection<PresenceAction> actions,
			Consumer<? super PresenceMessage> listener) {
		Set<PresenceAction> distinct = EnumSet.noneOf(PresenceAction.class);
		distinct.addAll(actions);
		List<Subscription> each = distinct.stream().map((action) -> this.events.on(action, listener)).toList();
		return subscribed(() -> each.forEach(Subscription::unsubscribe));
	}

	@Override
	public ChannelSubscription subscribeToChanges(Consumer<? super PresenceDiff> listener) {
		return subscribed(this.changes.on(listener));
	}

	@Override
	public void unsubscribe() {
		this.events.off();
		this.changes.off();
		this.channel.listenerGone();
	}

	@Override
	public void unsubscribe(Consumer<? super PresenceMessage> listener) {
		this.events.off(listener);
		this.channel.listenerGone();
	}

	@Override
	public void unsubscribe(PresenceAction action, Consumer<? super PresenceMessage> listener) {
		this.events.off(action, listener);
		this.channel.listenerGone();
	}

	@Override
	public CompletableFuture<Void> enter(@Nullable Object data, @Nullable MessageExtras extras) {
		return send(PresenceAction.ENTER, null, data, extras);
	}

	@Override
	public CompletableFuture<Void> update(@Nullable Object data, @Nullable MessageExtras extras) {
		return send(PresenceAction.UPDATE, null, data, extras);
	}

	@Override
	public CompletableFuture<Void> leave(@Nullable Object data, @Nullable MessageExtras extras) {
		return send(PresenceAction.LEAVE, null, data, extras);
	}

	@Override
	public CompletableFuture<Void> enterClient(String clientId, @Nullable Object data, @Nullable MessageExtras extras) {
		return send(PresenceAction.ENTER, clientId, data, extras);
	}

	@Override
	public CompletableFuture<Void> updateClient(String clientId, @Nullable Object data,
			@Nullable MessageExtras extras) {
		return send(PresenceAction.UPDATE, clientId, data, extras);
	}

	@Override
	public CompletableFuture<Void> leaveClient(String clientId, @Nullable Object data, @Nullable MessageExtras extras) {
		return send(PresenceAction.LEAVE, clientId, data, extras);
	}

	@Override
	public void attached(ProtocolMessage attached, boolean again) {
		boolean continuous = again && attached.hasFlag(Flag.RESUMED);
		boolean hasPresence = attached.hasFlag(Flag.HAS_PRESENCE);
		this.warnedOfMode = false;
		// continuity on a channel that was attached all the time: the members are as they
		// were
		if (hasPresence || !continuous) {
			this.members.attached(hasPresence, this.channel.loop().now());
		}
		else {
			this.members.goOn();
		}
		this.own.attached(continuous);
	}

	@Override
	public void stateChanged(ChannelState state, ChannelStateChange change) {
		switch (state) {
			case DETACHED, FAILED -> {
				AblyException reason = unavailable(state, change);
				this.own.failQueued(reason);
				this.own.clear();
				this.members.clear(reason);
			}
			case SUSPENDED -> {
				this.own.failQueued(unavailable(state, change));
				this.members.suspend(PresenceErrors.outOfSync(this.channel.name()));
			}
			case INITIALIZED, ATTACHING, ATTACHED, DETACHING -> {
			}
		}
	}

	@Override
	public void received(ProtocolMessage frame) {
		List<PresenceMessage> messages = this.channel.decoder().presence(frame);
		String connectionId = this.channel.connection().connectionId();
		for (PresenceMessage message : messages) {
			if (connectionId != null && connectionId.equals(message.connectionId())) {
				this.own.confirmed(message);
			}
		}
		this.members.received(frame, messages, this.channel.loop().now());
	}

	/**
	 * How many listen to presence.
	 * @return the number of listeners
	 */
	public int listenerCount() {
		return this.events.listenerCount() + this.changes.listenerCount();
	}

	@Override
	public boolean inUse() {
		return this.events.hasListeners() || this.changes.hasListeners() || !this.own.isEmpty();
	}

	@Override
	public boolean takeBack(ProtocolMessage frame, AckListener listener) {
		if (this.channel.state() != ChannelState.ATTACHING) {
			return false;
		}
		this.own.takeBack(frame, listener);
		return true;
	}

	@Override
	public void released(AblyException reason) {
		this.own.failQueued(reason);
		this.own.clear();
		this.members.clear(reason);
	}

	private CompletableFuture<Void> send(PresenceAction action, @Nullable String clientId, @Nullable Object data,
			@Nullable MessageExtras extras) {
		return this.channel.settings()
			.publishObservers()
			.watch(PublishObserver.Route.REALTIME, PublishObserver.Kind.PRESENCE, this.channel.name(), 1,
					() -> encodeAndSend(action, clientId, data, extras));
	}

	private CompletableFuture<Void> encodeAndSend(PresenceAction action, @Nullable String clientId,
			@Nullable Object data, @Nullable MessageExtras extras) {
		PresenceMessage message = PresenceMessage.builder()
			.action(action)
			.clientId(clientId)
			.data(data)
			.extras(extras)
			.build();
		WirePresence prepared;
		WirePresence wire;
		try {
			// by the caller's thread: what it changes afterwards is not sent
			MessageEncoder encoder = this.channel.encoder();
			prepared = encoder.prepare(message);
			wire = encoder.encode(prepared);
		}
		catch (AblyException ex) {
			return CompletableFuture.failedFuture(ex);
		}
		return onLoop(() -> {
			CompletableFuture<Void> accepted = new CompletableFuture<>();
			this.own.send(new Wish(message.action(), message.clientId(), prepared), wire, accepted);
			return accepted;
		});
	}

	private CompletableFuture<List<PresenceMessage>> lookUp(PresenceQuery query) {
		ChannelState state = this.channel.state();
		if (state == ChannelState.SUSPENDED) {
			return query.waitForSync() ? CompletableFuture.failedFuture(PresenceErrors.outOfSync(this.channel.name()))
					: CompletableFuture.completedFuture(this.members.get(query));
		}
		if (state == ChannelState.FAILED) {
			return CompletableFuture
				.failedFuture(PresenceErrors.invalidState(this.channel.name(), state, this.channel.errorReason()));
		}
		if (state == ChannelState.ATTACHED) {
			return lookUpAttached(query);
		}
		return this.channel.attach().thenCompose((change) -> lookUpAttached(query));
	}

	private CompletableFuture<List<PresenceMessage>> lookUpAttached(PresenceQuery query) {
		if (!this.channel.granted(ChannelMode.PRESENCE_SUBSCRIBE)) {
			if (this.channel.settings().strictMode()) {
				return CompletableFuture
					.failedFuture(new AblyException(PresenceErrors.modeMissing(this.channel.name())));
			}
			warnOfMode();
		}
		if (!query.waitForSync()) {
			return CompletableFuture.completedFuture(this.members.get(query));
		}
		return this.members.synced().thenApply((synced) -> this.members.get(query));
	}

	private void warnOfMode() {
		if (!this.warnedOfMode) {
			this.warnedOfMode = true;
			ErrorInfo missing = PresenceErrors.modeMissing(this.channel.name());
			this.channel.log()
				.log(LogLevel.WARN, String.valueOf(missing.message()), () -> Map.of("channel", this.channel.name()));
		}
	}

	private AblyException unavailable(ChannelState state, ChannelStateChange change) {
		return PresenceErrors.invalidState(this.channel.name(), state, change.reason());
	}

	private ChannelSubscription subscribed(Subscription subscription) {
		CompletableFuture<@Nullable ChannelStateChange> attached = onLoop(
				() -> this.channel.attachToSubscribe(ChannelMode.PRESENCE_SUBSCRIBE).toCompletableFuture());
		return new ChannelSubscription() {

			@Override
			public CompletableFuture<@Nullable ChannelStateChange> attached() {
				return attached;
			}

			@Override
			public void unsubscribe() {
				subscription.unsubscribe();
				DefaultRealtimePresence.this.channel.listenerGone();
			}

		};
	}

	private <T extends @Nullable Object> CompletableFuture<T> onLoop(Supplier<CompletableFuture<T>> operation) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.channel.loop().execute(() -> operation.get().whenComplete((value, failure) -> {
			if (failure != null) {
				result.completeExceptionally(AblyException.from(failure));
			}
			else {
				result.complete(value);
			}
		}));
		return this.channel.users().handOver(result);
	}

}
