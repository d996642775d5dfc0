package io.github.ablyspring.boot.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.channel.ChannelObserver;
import io.github.ablyspring.realtime.channel.MessagesDropped;
import io.github.ablyspring.realtime.connection.ConnectionObserver;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Meters what happens on the connection and the channels of a client, and what it
 * publishes.
 */
public final class ClientMeters implements ConnectionObserver, ChannelObserver, PublishObserver {

	private final MeterRegistry registry;

	private final Tags client;

	private final ChannelTags channels;

	private final boolean timePublishes;

	private final PerChannel<Counter> received;

	private final PerChannel<Timer> delivered;

	private final Map<Route, PerChannel<Counter>> published = new EnumMap<>(Route.class);

	private final Map<Route, PerChannel<Timer>> acknowledged = new EnumMap<>(Route.class);

	private volatile boolean connectedBefore;

	/**
	 * Creates meters.
	 * @param registry where they are
	 * @param client the name of the client
	 * @param channels which channels have a name
	 * @param timePublishes whether publishes are timed here, and not by observations
	 */
	public ClientMeters(MeterRegistry registry, String client, ChannelTags channels, boolean timePublishes) {
		this.registry = registry;
		this.client = Tags.of(AblyMeter.CLIENT, client);
		this.channels = channels;
		this.timePublishes = timePublishes;
		this.received = new PerChannel<>(channels,
				(channel) -> counter(AblyMeter.MESSAGES_RECEIVED, this.client.and(channel)));
		this.delivered = new PerChannel<>(channels,
				(channel) -> timer(AblyMeter.DELIVERY, this.client.and(channel).and("error", "none")));
		for (Route route : Route.values()) {
			Tags tags = this.client.and("transport", route.name().toLowerCase(Locale.ROOT));
			this.published.put(route,
					new PerChannel<>(channels, (channel) -> counter(AblyMeter.MESSAGES_PUBLISHED, tags.and(channel))));
			this.acknowledged.put(route, new PerChannel<>(channels,
					(channel) -> timer(AblyMeter.PUBLISH, tags.and(channel).and("error", "none"))));
		}
	}

	@Override
	public void stateChanged(ConnectionStateChange change) {
		if (change.previous() == change.current()) {
			return;
		}
		counter(AblyMeter.CONNECTION_TRANSITIONS,
				this.client.and("from", name(change.previous()), "to", name(change.current())))
			.increment();
		if (change.current() == ConnectionState.CONNECTED) {
			Counter reconnects = counter(AblyMeter.CONNECTION_RECONNECTS, this.client);
			if (this.connectedBefore) {
				reconnects.increment();
			}
			this.connectedBefore = true;
		}
	}

	@Override
	public void heartbeatReceived(@Nullable Duration roundTrip) {
		if (roundTrip != null) {
			timer(AblyMeter.HEARTBEAT, this.client).record(roundTrip);
		}
	}

	@Override
	public void heartbeatTimedOut() {
		counter(AblyMeter.HEARTBEAT_TIMEOUTS, this.client).increment();
	}

	@Override
	public void received(String channel, int count) {
		this.received.of(channel).increment(count);
	}

	@Override
	public void listenerCalled(String channel, Duration duration, @Nullable Throwable failure) {
		Timer timer = (failure == null) ? this.delivered.of(channel)
				: timer(AblyMeter.DELIVERY, on(channel).and("error", error(failure)));
		timer.record(duration);
	}

	@Override
	public void dropped(MessagesDropped dropped) {
		counter(AblyMeter.MESSAGES_DROPPED, on(dropped.channel())).increment(dropped.count());
	}

	@Override
	public void undecodable(String channel, ErrorInfo error) {
		counter(AblyMeter.MESSAGES_UNDECODABLE, on(channel)).increment();
	}

	@Override
	public Watch publishing(Route route, String channel, List<Message> messages) {
		long start = System.nanoTime();
		Objects.requireNonNull(this.published.get(route)).of(channel).increment(messages.size());
		return new Watch() {

			@Override
			public List<Message> messages() {
				return messages;
			}

			@Override
			public void ended(@Nullable Throwable failure) {
				Duration duration = Duration.ofNanos(System.nanoTime() - start);
				if (failure != null) {
					failed(route, channel, duration, failure);
				}
				else if (ClientMeters.this.timePublishes) {
					Objects.requireNonNull(ClientMeters.this.acknowledged.get(route)).of(channel).record(duration);
				}
			}

		};
	}

	private void failed(Route route, String channel, Duration duration, Throwable failure) {
		Tags tags = on(channel).and("transport", route.name().toLowerCase(Locale.ROOT));
		if (this.timePublishes) {
			timer(AblyMeter.PUBLISH, tags.and("error", error(failure))).record(duration);
		}
		String code = (failure instanceof AblyException known) ? String.valueOf(known.code()) : "none";
		counter(AblyMeter.PUBLISH_FAILURES, tags.and("code", code)).increment();
	}

	/**
	 * Meters a request or an attempt.
	 * @param <T> what is the answer
	 * @param meter which of the two
	 * @param tags further tags
	 * @param next makes it
	 * @param outcome names what became of it
	 * @return the answer
	 */
	<T> CompletableFuture<T> time(AblyMeter meter, Tags tags, Supplier<CompletableFuture<T>> next,
			Outcome<? super T> outcome) {
		long start = System.nanoTime();
		CompletableFuture<T> answer = next.get();
		answer.whenComplete((response, failure) -> {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			timer(meter, this.client.and(tags).and("outcome", outcome.of(response, cause)))
				.record(Duration.ofNanos(System.nanoTime() - start));
		});
		return answer;
	}

	private Tags on(String channel) {
		return this.client.and(this.channels.of(channel));
	}

	private Counter counter(AblyMeter meter, Tags tags) {
		return Counter.builder(meter.meterName()).description(meter.description()).tags(tags).register(this.registry);
	}

	private Timer timer(AblyMeter meter, Tags tags) {
		return Timer.builder(meter.meterName()).description(meter.description()).tags(tags).register(this.registry);
	}

	static String error(@Nullable Throwable failure) {
		return (failure != null) ? failure.getClass().getSimpleName() : "none";
	}

	private static String name(ConnectionState state) {
		return state.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Names what became of a request.
	 *
	 * @param <T> what is the answer
	 */
	@FunctionalInterface
	interface Outcome<T> {

		String of(@Nullable T answer, @Nullable Throwable failure);

	}

}
