package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The pings that are under way, and those that wait for the connection (RTN13).
 */
final class Pings {

	private static final int CAPACITY = 1000;

	private final SerialLoop loop;

	private final Duration limit;

	private final Observers observers;

	private final List<CompletableFuture<Duration>> deferred = new ArrayList<>(0);

	private final Map<String, Sent> sent = new LinkedHashMap<>(2);

	Pings(SerialLoop loop, Duration limit, Observers observers) {
		this.loop = loop;
		this.limit = limit;
		this.observers = observers;
	}

	/**
	 * Sends a ping now.
	 */
	void send(CompletableFuture<Duration> future, Consumer<ProtocolMessage> wire) {
		if (this.sent.size() >= CAPACITY) {
			future.completeExceptionally(new AblyException(Errors.internal("Too many pings are under way")));
			return;
		}
		// RTN13e: only the answer with this id is the answer.
		String id = UUID.randomUUID().toString();
		Timeout timer = this.loop.schedule(this.limit, () -> timedOut(id));
		this.sent.put(id, new Sent(future, this.loop.nanoTime(), timer));
		wire.accept(ProtocolMessage.builder(Action.HEARTBEAT).id(id).build());
		this.observers.heartbeatSent();
	}

	/**
	 * Keeps a ping until the connection is there (RTN13d).
	 */
	void defer(CompletableFuture<Duration> future) {
		// Those given up by their users must not pile up.
		this.deferred.removeIf(CompletableFuture::isDone);
		if (this.deferred.size() >= CAPACITY) {
			future.completeExceptionally(new AblyException(Errors.internal("Too many pings wait for the connection")));
			return;
		}
		this.deferred.add(future);
	}

	void connected(Consumer<ProtocolMessage> wire) {
		List<CompletableFuture<Duration>> waiting = List.copyOf(this.deferred);
		this.deferred.clear();
		waiting.stream().filter((future) -> !future.isDone()).forEach((future) -> send(future, wire));
	}

	/**
	 * A heartbeat came, with the id of a ping if it is its answer.
	 */
	void heartbeat(@Nullable String id) {
		Sent ping = (id != null) ? this.sent.remove(id) : null;
		if (ping == null) {
			this.observers.heartbeatReceived(null);
			return;
		}
		ping.timer.cancel();
		Duration roundTrip = Duration.ofNanos(this.loop.nanoTime() - ping.start);
		this.observers.heartbeatReceived(roundTrip);
		ping.future.complete(roundTrip);
	}

	void failAll(ErrorInfo error) {
		List<CompletableFuture<Duration>> all = new ArrayList<>(this.deferred);
		this.sent.values().forEach((ping) -> {
			ping.timer.cancel();
			all.add(ping.future);
		});
		this.deferred.clear();
		this.sent.clear();
		all.forEach((future) -> future.completeExceptionally(new AblyException(error)));
	}

	private void timedOut(String id) {
		Sent ping = this.sent.remove(id);
		if (ping != null) {
			this.observers.heartbeatTimedOut();
			ping.future.completeExceptionally(
					new AblyException(Errors.timeout("The server did not answer a ping", this.limit)));
		}
	}

	private record Sent(CompletableFuture<Duration> future, long start, Timeout timer) {
	}

}
