package io.github.ablyspring.realtime.channel;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.realtime.Emitter;
import io.github.ablyspring.realtime.Subscription;
import io.github.ablyspring.realtime.Waiters;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * What a channel tells about itself: its changes, and what was dropped.
 */
final class ChannelEvents {

	private static final int STREAM_BUFFER = 256;

	private final String channel;

	private final EventLog log;

	private final Executor lane;

	private final ChannelWatch watch;

	private final Emitter<ChannelEvent, ChannelStateChange> emitter;

	private final Listeners<ChannelStateChange> changes = new Listeners<>(change -> null, () -> {
	});

	private final Listeners<MessagesDropped> drops = new Listeners<>(dropped -> null, () -> {
	});

	private final List<FluxSink<ChannelStateChange>> sinks = new CopyOnWriteArrayList<>();

	private final AtomicLong dropped = new AtomicLong();

	// On the loop.
	private final Map<ChannelState, Waiters<@Nullable ChannelStateChange>> waiting = new EnumMap<>(ChannelState.class);

	ChannelEvents(String channel, EventLog log, Executor lane, ChannelWatch watch) {
		this.channel = channel;
		this.log = log;
		this.lane = lane;
		this.watch = watch;
		this.emitter = new Emitter<>(lane);
	}

	Emitter<ChannelEvent, ChannelStateChange> emitter() {
		return this.emitter;
	}

	/**
	 * Changes for the library's own streams: the application cannot take these listeners
	 * away.
	 */
	Listeners<ChannelStateChange> changes() {
		return this.changes;
	}

	Listeners<MessagesDropped> drops() {
		return this.drops;
	}

	long dropped() {
		return this.dropped.get();
	}

	void changed(ChannelStateChange change) {
		if (!this.watch.isEmpty()) {
			this.lane.execute(() -> this.watch.stateChanged(change));
		}
		this.emitter.emit(change.event(), change);
		if (!this.changes.isEmpty()) {
			this.lane.execute(() -> this.changes.deliver(change));
		}
		if (change.event() != ChannelEvent.UPDATE) {
			Waiters<@Nullable ChannelStateChange> reached = this.waiting.remove(change.current());
			if (reached != null) {
				reached.complete(change);
			}
		}
	}

	/**
	 * Waits for a state. On the loop.
	 * @param state the state
	 * @param current the current state
	 * @param future completes when it is reached, at once with {@code null} if it is
	 * already (RTL25)
	 */
	void whenState(ChannelState state, ChannelState current, CompletableFuture<@Nullable ChannelStateChange> future) {
		if (state == current) {
			future.complete(null);
			return;
		}
		this.waiting.computeIfAbsent(state, key -> new Waiters<>()).add(future);
	}

	/**
	 * Messages were dropped. On the user executor.
	 * @param count how many
	 */
	void missed(long count) {
		long total = this.dropped.addAndGet(count);
		this.log.log(LogLevel.WARN, "The listeners of a channel do not keep up, and messages were dropped",
				() -> Map.of("channel", this.channel, "dropped", count, "total", total));
		MessagesDropped event = new MessagesDropped(this.channel, count, total);
		this.watch.dropped(event);
		this.drops.deliver(event);
	}

	/**
	 * The changes as a stream; who does not keep up loses the oldest.
	 * @return the changes
	 */
	Flux<ChannelStateChange> stream() {
		return Flux.<ChannelStateChange>create(sink -> {
			Subscription registration = this.changes.addInternal(sink::next);
			this.sinks.add(sink);
			sink.onDispose(() -> {
				registration.unsubscribe();
				this.sinks.remove(sink);
			});
		}, FluxSink.OverflowStrategy.IGNORE).onBackpressureBuffer(STREAM_BUFFER, BufferOverflowStrategy.DROP_OLDEST);
	}

	/**
	 * The channel is released. On the loop.
	 * @param reason the error for who waits for a state
	 */
	void release(AblyException reason) {
		this.waiting.values().forEach(waiters -> waiters.fail(reason::errorInfo));
		this.waiting.clear();
	}

	/** Nobody hears of anything any more. */
	void close() {
		this.emitter.off();
		this.sinks.forEach(FluxSink::complete);
		this.changes.clear();
		this.drops.clear();
	}

}
