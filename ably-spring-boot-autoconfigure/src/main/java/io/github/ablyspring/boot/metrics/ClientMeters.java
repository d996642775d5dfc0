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

import io.github.ablyspring.boot.rest.AccountedCall;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PublishObserver;
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

	private final PerChannel<Counter> received;

	private final PerChannel<Timer> delivered;

	private final Map<Route, Map<Kind, PublishMeters>> publishes = new EnumMap<>(Route.class);

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
		this.received = new PerChannel<>(channels, (channel) -> counter(AblyMeter.MESSAGES_RECEIVED, channel));
		this.delivered = new PerChannel<>(channels,
				(channel) -> timer(AblyMeter.DELIVERY, channel.and("error", "none")));
		for (Route route : Route.values()) {
			Map<Kind, PublishMeters> kinds = new EnumMap<>(Kind.class);
			for (Kind kind : Kind.values()) {
				kinds.put(kind, new PublishMeters(this, channels, route, kind, timePublishes));
			}
			this.publishes.put(route, kinds);
		}
	}

	@Override
	public void stateChanged(ConnectionStateChange change) {
		if (change.previous() == change.current()) {
			return;
		}
		counter(AblyMeter.CONNECTION_TRANSITIONS,
				Tags.of("from", name(change.previous()), "to", name(change.current())))
			.increment();
		if (change.current() == ConnectionState.CONNECTED) {
			Counter reconnects = counter(AblyMeter.CONNECTION_RECONNECTS, Tags.empty());
			if (this.connectedBefore) {
				reconnects.increment();
			}
			this.connectedBefore = true;
		}
	}

	@Override
	public void heartbeatReceived(@Nullable Duration roundTrip) {
		if (roundTrip != null) {
			timer(AblyMeter.HEARTBEAT, Tags.empty()).record(roundTrip);
		}
	}

	@Override
	public void heartbeatTimedOut() {
		counter(AblyMeter.HEARTBEAT_TIMEOUTS, Tags.empty()).increment();
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
		Completion completion = sending(route, Kind.MESSAGE, channel, messages.size());
		return new Watch() {

			@Override
			public List<Message> messages() {
				return messages;
			}

			@Override
			public void ended(@Nullable Throwable failure) {
				completion.ended(failure);
			}

		};
	}

	@Override
	public Completion sending(Route route, Kind kind, String channel, int count) {
		long start = System.nanoTime();
		PublishMeters meters = Objects.requireNonNull(Objects.requireNonNull(this.publishes.get(route)).get(kind));
		meters.begun(channel, count);
		return (failure) -> meters.ended(channel, Duration.ofNanos(System.nanoTime() - start), failure);
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
		return new AccountedCall<>(next.get(), (response, failure) -> {
			Throwable cause = (failure instanceof CompletionException && failure.getCause() != null)
					? failure.getCause() : failure;
			timer(meter, tags.and("outcome", outcome.of(response, cause)))
				.record(Duration.ofNanos(System.nanoTime() - start));
		});
	}

	Tags on(String channel) {
		return this.channels.of(channel);
	}

	/** A counter of this client. */
	Counter counter(AblyMeter meter, Tags tags) {
		return Counter.builder(meter.meterName())
			.description(meter.description())
			.tags(this.client.and(tags))
			.register(this.registry);
	}

	/** A timer of this client. */
	Timer timer(AblyMeter meter, Tags tags) {
		return Timer.builder(meter.meterName())
			.description(meter.description())
			.tags(this.client.and(tags))
			.register(this.registry);
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
