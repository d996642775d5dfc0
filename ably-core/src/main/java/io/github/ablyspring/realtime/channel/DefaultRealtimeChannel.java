package io.github.ablyspring.realtime.channel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageFilter;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.message.UpdateDeleteResult;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.realtime.Emitting;
import io.github.ablyspring.realtime.SerialLane;
import io.github.ablyspring.realtime.Subscription;
import io.github.ablyspring.realtime.annotation.RealtimeAnnotations;
import io.github.ablyspring.realtime.presence.RealtimePresence;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PaginatedFuture;
import io.github.ablyspring.rest.PushChannel;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * What an application sees of a channel: takes calls from any thread to the loop, and
 * results to the user executor.
 */
final class DefaultRealtimeChannel extends Emitting<ChannelEvent, ChannelStateChange> implements RealtimeChannel {

	private final ChannelCore core;

	private final ChannelMachine machine;

	private final Listeners<Message> messages;

	private final MessagePublisher publisher;

	private final RealtimeAnnotations annotations;

	DefaultRealtimeChannel(ChannelCore core, MessagePublisher publisher, RealtimeAnnotations annotations) {
		super(core.events().emitter());
		this.core = core;
		this.machine = core.machine();
		this.messages = core.messages();
		this.publisher = publisher;
		this.annotations = annotations;
	}

	ChannelCore core() {
		return this.core;
	}

	@Override
	public String name() {
		return this.core.name();
	}

	@Override
	public ChannelState state() {
		return this.machine.state();
	}

	@Override
	public @Nullable ErrorInfo errorReason() {
		return this.machine.errorReason();
	}

	@Override
	public ChannelProperties properties() {
		return this.machine.position().properties();
	}

	@Override
	public Map<String, String> params() {
		return this.machine.attachment().params();
	}

	@Override
	public Set<ChannelMode> modes() {
		return this.machine.attachment().modes();
	}

	@Override
	public boolean hasBacklog() {
		return this.machine.attachment().hasBacklog();
	}

	@Override
	public ChannelOptions options() {
		return this.core.options();
	}

	@Override
	public CompletableFuture<Void> setOptions(ChannelOptions options) {
		return this.core.onLoop(future -> this.core.setOptions(options, future));
	}

	@Override
	public CompletableFuture<@Nullable ChannelStateChange> attach() {
		return this.core.onLoop(this.core.operations()::attach);
	}

	@Override
	public CompletableFuture<Void> detach() {
		return this.core.onLoop(this.core.operations()::detach);
	}

	@Override
	public CompletableFuture<@Nullable ChannelStateChange> whenState(ChannelState state) {
		return this.core.onLoop(future -> this.core.events().whenState(state, this.machine.state(), future));
	}

	@Override
	public void whenState(ChannelState state, Consumer<? super @Nullable ChannelStateChange> listener) {
		this.core.loop().run(() -> {
			if (this.machine.state() == state) {
				this.core.users().execute(() -> SerialLane.runSafely(() -> listener.accept(null)));
			}
			else {
				once(state.event(), listener);
			}
		});
	}

	@Override
	public Flux<ChannelStateChange> stateChanges() {
		return this.core.events().emitter().stream();
	}

	@Override
	public ChannelSubscription subscribe(Consumer<? super Message> listener) {
		return subscribed(this.messages.add(listener, false));
	}

	@Override
	public ChannelSubscription subscribe(String name, Consumer<? super Message> listener) {
		return subscribed(this.messages.add(Set.of(name), listener, false));
	}

	@Override
	public ChannelSubscription subscribe(Collection<String> names, Consumer<? super Message> listener) {
		return subscribed(this.messages.add(names, listener, false));
	}

	@Override
	public ChannelSubscription subscribe(MessageFilter filter, Consumer<? super Message> listener) {
		return subscribed(this.messages.add(filter, listener, false));
	}

	@Override
	public ChannelSubscription subscribeOnce(Consumer<? super Message> listener) {
		return subscribed(this.messages.add(listener, true));
	}

	@Override
	public ChannelSubscription subscribeOnce(String name, Consumer<? super Message> listener) {
		return subscribed(this.messages.add(Set.of(name), listener, true));
	}

	@Override
	public ChannelSubscription subscribeOnce(MessageFilter filter, Consumer<? super Message> listener) {
		return subscribed(this.messages.add(filter, listener, true));
	}

	@Override
	public void unsubscribe() {
		this.messages.clear();
	}

	@Override
	public void unsubscribe(Consumer<? super Message> listener) {
		this.messages.remove(listener);
	}

	@Override
	public void unsubscribe(String name, Consumer<? super Message> listener) {
		this.messages.remove(name, listener);
	}

	@Override
	public void unsubscribe(MessageFilter filter, Consumer<? super Message> listener) {
		this.messages.remove(filter, listener);
	}

	@Override
	public Flux<Message> messages() {
		return new MessageFlux<>(this.core, queue -> this.messages.addInternal(queue::offer), this::attachForStream);
	}

	@Override
	public Flux<Message> historyThenLive(int limit) {
		return LiveHistoryFlux.of(this.core, HistoryParams.none(), limit, this.core::attach);
	}

	@Override
	public Flux<Message> historyThenLive(HistoryParams past) {
		String limit = past.toQuery().get("limit");
		return LiveHistoryFlux.of(this.core, past, (limit != null) ? Integer.parseInt(limit) : 100, this.core::attach);
	}

	@Override
	public CompletableFuture<PublishResult> publish(List<Message> messages, PublishOptions options) {
		return this.core.settings()
			.publishObservers()
			.watch(PublishObserver.Route.REALTIME, name(), List.copyOf(messages),
					watched -> this.core.users().handOver(this.publisher.publish(watched, options)));
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> updateMessage(Message message, @Nullable MessageOperation operation,
			PublishOptions options) {
		return change(MessageAction.MESSAGE_UPDATE, message, operation, options);
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> deleteMessage(Message message, @Nullable MessageOperation operation,
			PublishOptions options) {
		return change(MessageAction.MESSAGE_DELETE, message, operation, options);
	}

	@Override
	public CompletableFuture<UpdateDeleteResult> appendMessage(Message message, @Nullable MessageOperation operation,
			PublishOptions options) {
		return change(MessageAction.MESSAGE_APPEND, message, operation, options);
	}

	@Override
	public CompletableFuture<Message> getMessage(String serial) {
		return this.core.rest().getMessage(serial);
	}

	@Override
	public CompletableFuture<Message> getMessage(Message message) {
		return this.core.rest().getMessage(message);
	}

	@Override
	public PaginatedFuture<Message> getMessageVersions(String serial) {
		return this.core.rest().getMessageVersions(serial);
	}

	@Override
	public PaginatedFuture<Message> getMessageVersions(String serial, Map<String, ?> params) {
		return this.core.rest().getMessageVersions(serial, params);
	}

	@Override
	public PaginatedFuture<Message> getMessageVersions(Message message, Map<String, ?> params) {
		return this.core.rest().getMessageVersions(message, params);
	}

	@Override
	public PaginatedFuture<Message> history() {
		return this.core.rest().history();
	}

	@Override
	public PaginatedFuture<Message> history(HistoryParams params) {
		return this.core.rest().history(params);
	}

	@Override
	public PaginatedFuture<Message> historyUntilAttach(HistoryParams params) {
		ChannelState current = state();
		String serial = properties().attachSerial();
		if (current != ChannelState.ATTACHED || serial == null) {
			return PaginatedFuture.of(CompletableFuture.failedFuture(ChannelErrors.notAttached(name(), current)));
		}
		return this.core.rest().history(params.toBuilder().fromSerial(serial).build());
	}

	@Override
	public RealtimePresence presence() {
		return this.core.presence();
	}

	@Override
	public RealtimeAnnotations annotations() {
		return this.annotations;
	}

	@Override
	public PushChannel push() {
		return this.core.rest().push();
	}

	@Override
	public MailboxStatus mailbox() {
		return this.core.status();
	}

	@Override
	public CompletableFuture<Void> caughtUp() {
		return this.core.caughtUp();
	}

	@Override
	public int listenerCount() {
		return this.core.listenerCount();
	}

	@Override
	public Subscription onDropped(Consumer<? super MessagesDropped> listener) {
		return this.core.events().drops().add(listener, false);
	}

	@Override
	public String toString() {
		return "RealtimeChannel[" + name() + ", " + state() + "]";
	}

	// A stream that is subscribed to again after it failed shall have its chance, also on
	// a failed channel.
	private CompletionStage<?> attachForStream() {
		return options().attachOnSubscribe() ? this.core.attach() : CompletableFuture.completedStage(null);
	}

	private ChannelSubscription subscribed(Subscription registration) {
		return new Subscribed(registration,
				this.core.users().handOver(this.core.attachToSubscribe(ChannelMode.SUBSCRIBE)));
	}

	private CompletableFuture<UpdateDeleteResult> change(MessageAction action, Message message,
			@Nullable MessageOperation operation, PublishOptions options) {
		return this.core.settings()
			.publishObservers()
			.watch(PublishObserver.Route.REALTIME, PublishObserver.Kind.CHANGE, name(), 1,
					() -> this.core.users().handOver(this.publisher.change(action, message, operation, options)));
	}

}
