package io.github.ablyspring.boot.listener;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.realtime.channel.ChannelSubscription;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.messaging.Message;

/**
 * Listens to the channels of an endpoint while it runs. It can be started again after it
 * was stopped.
 */
public final class AblyListenerContainer {

	private static final Logger logger = LoggerFactory.getLogger(AblyListenerContainer.class);

	private final AblyListenerEndpoint endpoint;

	private final AblyRealtime realtime;

	private final GuardedHandler handler;

	private final ListenerChannels channels;

	private final List<ChannelSubscription> subscriptions = new CopyOnWriteArrayList<>();

	private final InFlight inFlight = new InFlight();

	private @Nullable WorkLanes lanes;

	private volatile boolean running;

	AblyListenerContainer(AblyListenerEndpoint endpoint, AblyRealtime realtime, GuardedHandler handler,
			ListenerChannels channels) {
		this.endpoint = endpoint;
		this.realtime = realtime;
		this.handler = handler;
		this.channels = channels;
	}

	/**
	 * What it listens to.
	 * @return the endpoint
	 */
	public AblyListenerEndpoint endpoint() {
		return this.endpoint;
	}

	/**
	 * The client it listens with.
	 * @return the client
	 */
	public AblyRealtime realtime() {
		return this.realtime;
	}

	/**
	 * Whether it listens.
	 * @return whether it was started, and not stopped since
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * How many messages are being handled at this moment, or wait for a thread.
	 * @return the number
	 */
	public int inFlight() {
		return this.inFlight.count();
	}

	/**
	 * Starts to listen, unless it does so already.
	 */
	public synchronized void start() {
		if (this.running) {
			return;
		}
		if (this.endpoint.concurrency() > 1) {
			this.lanes = new WorkLanes(this.endpoint.id(), this.endpoint.concurrency(), this.endpoint.order());
		}
		this.running = true;
		for (String name : this.endpoint.channels()) {
			ChannelSubscription subscription = subscribe(this.channels.get(this.endpoint, name));
			this.subscriptions.add(subscription);
			subscription.attached().whenComplete((change, failure) -> {
				if (failure != null && this.running) {
					logger.warn("The Ably listener {} waits for the channel {}", this.endpoint.id(), name, failure);
				}
			});
		}
	}

	/**
	 * Stops to listen. What is being handled goes on to its end.
	 * @return completes when the last message is handled
	 */
	public synchronized CompletableFuture<Void> stop() {
		this.running = false;
		this.subscriptions.forEach(ChannelSubscription::unsubscribe);
		this.subscriptions.clear();
		WorkLanes ended = this.lanes;
		this.lanes = null;
		if (ended != null) {
			ended.close();
		}
		return this.inFlight.whenNone();
	}

	/**
	 * Completes when all its channels are attached.
	 * @return fails when one of them could not be attached
	 */
	public CompletableFuture<Void> attached() {
		List<CompletableFuture<?>> all = new ArrayList<>();
		this.subscriptions.forEach((subscription) -> all.add(subscription.attached()));
		return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
	}

	private ChannelSubscription subscribe(RealtimeChannel channel) {
		Set<String> selected = this.endpoint.selected();
		return switch (this.endpoint.source()) {
			case MESSAGES -> {
				Consumer<io.github.ablyspring.message.Message> listener = (message) -> deliver(
						AblyMessageMapper.map(channel, message), key(message.clientId(), message.name()));
				yield selected.isEmpty() ? channel.subscribe(listener) : channel.subscribe(selected, listener);
			}
			case PRESENCE -> {
				Consumer<io.github.ablyspring.message.PresenceMessage> listener = (member) -> deliver(
						AblyMessageMapper.map(channel, member), member.clientId());
				yield selected.isEmpty() ? channel.presence().subscribe(listener)
						: channel.presence().subscribe(actions(selected), listener);
			}
			case ANNOTATIONS -> {
				Consumer<io.github.ablyspring.message.Annotation> listener = (annotation) -> deliver(
						AblyMessageMapper.map(channel, annotation), annotation.messageSerial());
				yield selected.isEmpty() ? channel.annotations().subscribe(listener)
						: channel.annotations().subscribe(selected, listener);
			}
		};
	}

	private static List<PresenceAction> actions(Set<String> names) {
		return names.stream().map((name) -> PresenceAction.valueOf(name.toUpperCase(Locale.ROOT))).toList();
	}

	private static Object key(@Nullable String clientId, @Nullable String name) {
		return Objects.hash(clientId, name);
	}

	// Runs where the channel's mailbox is drained: blocking here holds the next message.
	private void deliver(Message<?> message, @Nullable Object key) {
		if (!this.running) {
			return;
		}
		WorkLanes several = this.lanes;
		this.inFlight.begin();
		if (several == null) {
			try {
				this.handler.handle(message);
			}
			finally {
				this.inFlight.end();
			}
			return;
		}
		try {
			several.submit(key, () -> {
				try {
					this.handler.handle(message);
				}
				finally {
					this.inFlight.end();
				}
			});
		}
		catch (InterruptedException ex) {
			this.inFlight.end();
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException ex) {
			this.inFlight.end();
			logger.debug("The Ably listener {} was stopped before it could handle a message", this.endpoint.id());
		}
	}

}
