package io.github.ablyspring.realtime.channel;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.realtime.Emitter;
import io.github.ablyspring.realtime.Waiters;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a channel tells about itself: its changes, and what was dropped.
 */
final class ChannelEvents {

	private final String channel;

	private final EventLog log;

	private final Executor lane;

	private final ChannelWatch watch;

	private final Emitter<ChannelEvent, ChannelStateChange> emitter;

	private final Listeners<MessagesDropped> drops = new Listeners<>(dropped -> null, () -> {
	});

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
	 * The channel is released. On the loop.
	 * @param reason the error for who waits for a state
	 */
	void release(AblyException reason) {
		this.waiting.values().forEach(waiters -> waiters.fail(reason::errorInfo));
		this.waiting.clear();
	}

	/** Nobody hears of anything any more. */
	void close() {
		this.emitter.close();
		this.drops.clear();
	}

}
