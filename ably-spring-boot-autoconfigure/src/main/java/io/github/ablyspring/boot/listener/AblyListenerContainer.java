package io.github.ablyspring.boot.listener;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.client.AblyRealtime;
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

	private final InFlight inFlight = new InFlight();

	private final @Nullable ThreadFactory threads;

	private @Nullable Run run;

	// goes on with what had come in before it was stopped
	private @Nullable Run draining;

	private CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);

	AblyListenerContainer(AblyListenerEndpoint endpoint, AblyRealtime realtime, GuardedHandler handler,
			ListenerChannels channels, @Nullable ThreadFactory threads) {
		this.threads = threads;
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
	public synchronized boolean isRunning() {
		return this.run != null;
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
		if (this.run != null) {
			return;
		}
		endDraining();
		Run started = new Run();
		this.run = started;
		started.subscribe();
	}

	/**
	 * Stops to listen. What has come in up to now is still handled.
	 * @return completes when the last message is handled
	 */
	public synchronized CompletableFuture<Void> stop() {
		Run stopping = this.run;
		if (stopping == null) {
			return this.stopped;
		}
		this.run = null;
		this.draining = stopping;
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.stopped = done;
		stopping.caughtUp().whenComplete((caughtUp, failure) -> {
			synchronized (this) {
				if (this.draining == stopping) {
					endDraining();
				}
			}
			this.inFlight.whenNone().thenRun(() -> done.complete(null));
		});
		return done;
	}

	private void endDraining() {
		Run ending = this.draining;
		this.draining = null;
		if (ending != null) {
			ending.end();
		}
	}

	/**
	 * Completes when all its channels are attached.
	 * @return fails when one of them could not be attached
	 */
	public synchronized CompletableFuture<Void> attached() {
		return (this.run != null) ? this.run.attached() : CompletableFuture.completedFuture(null);
	}

	private static Object key(@Nullable String clientId, @Nullable String name) {
		return Objects.hash(clientId, name);
	}

	/**
	 * From a start to the end of what follows the stop.
	 */
	private final class Run {

		private final Map<RealtimeChannel, ChannelSubscription> subscriptions = new LinkedHashMap<>();

		private final @Nullable WorkLanes lanes;

		private final String client;

		private volatile boolean ended;

		private Run() {
			AblyListenerEndpoint endpoint = AblyListenerContainer.this.endpoint;
			this.client = endpoint.client().isEmpty() ? AblyClients.DEFAULT : endpoint.client();
			this.lanes = (endpoint.concurrency() > 1) ? new WorkLanes(endpoint.id(), endpoint.concurrency(),
					endpoint.order(), AblyListenerContainer.this.threads) : null;
		}

		private void subscribe() {
			AblyListenerEndpoint endpoint = AblyListenerContainer.this.endpoint;
			for (String name : endpoint.channels()) {
				RealtimeChannel channel = AblyListenerContainer.this.channels.get(endpoint, name);
				ChannelSubscription subscription = subscribe(endpoint, channel);
				this.subscriptions.put(channel, subscription);
				subscription.attached().whenComplete((change, failure) -> {
					if (failure != null && !this.ended) {
						logger.warn("The Ably listener {} waits for the channel {}", endpoint.id(), name, failure);
					}
				});
			}
		}

		private ChannelSubscription subscribe(AblyListenerEndpoint endpoint, RealtimeChannel channel) {
			Set<String> selected = endpoint.selected();
			return switch (endpoint.source()) {
				case MESSAGES -> {
					Consumer<io.github.ablyspring.message.Message> listener = (message) -> {
						if (endpoint.takes(message.action())) {
							deliver(AblyMessageMapper.map(this.client, channel, message),
									key(message.clientId(), message.name()));
						}
					};
					yield selected.isEmpty() ? channel.subscribe(listener) : channel.subscribe(selected, listener);
				}
				case PRESENCE -> {
					Consumer<io.github.ablyspring.message.PresenceMessage> listener = (member) -> deliver(
							AblyMessageMapper.map(this.client, channel, member), member.clientId());
					yield selected.isEmpty() ? channel.presence().subscribe(listener)
							: channel.presence().subscribe(endpoint.presenceActions(), listener);
				}
				case ANNOTATIONS -> {
					Consumer<io.github.ablyspring.message.Annotation> listener = (annotation) -> deliver(
							AblyMessageMapper.map(this.client, channel, annotation), annotation.messageSerial());
					yield selected.isEmpty() ? channel.annotations().subscribe(listener)
							: channel.annotations().subscribe(selected, listener);
				}
			};
		}

		private CompletableFuture<Void> attached() {
			return CompletableFuture.allOf(this.subscriptions.values()
				.stream()
				.map(ChannelSubscription::attached)
				.toArray(CompletableFuture[]::new));
		}

		private CompletableFuture<Void> caughtUp() {
			try {
				return CompletableFuture.allOf(this.subscriptions.keySet()
					.stream()
					.map(RealtimeChannel::caughtUp)
					.toArray(CompletableFuture[]::new));
			}
			catch (RejectedExecutionException ex) {
				// the client and its threads are gone already
				return CompletableFuture.completedFuture(null);
			}
		}

		private void end() {
			this.ended = true;
			this.subscriptions.values().forEach(ChannelSubscription::unsubscribe);
			if (this.lanes != null) {
				this.lanes.close();
			}
		}

		// Runs where the channel's mailbox is drained: blocking here holds the next
		// message.
		private void deliver(Message<?> message, @Nullable Object key) {
			if (this.ended) {
				return;
			}
			InFlight inFlight = AblyListenerContainer.this.inFlight;
			inFlight.begin();
			Runnable handle = () -> {
				try {
					AblyListenerContainer.this.handler.handle(message);
				}
				finally {
					inFlight.end();
				}
			};
			if (this.lanes == null) {
				handle.run();
				return;
			}
			try {
				this.lanes.submit(key, handle);
			}
			catch (InterruptedException ex) {
				inFlight.end();
				Thread.currentThread().interrupt();
			}
			catch (RejectedExecutionException ex) {
				inFlight.end();
				logger.debug("The Ably listener {} was stopped before it could handle a message",
						AblyListenerContainer.this.endpoint.id());
			}
		}

	}

}
