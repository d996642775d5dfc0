package io.github.ablyspring.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * The registry of listeners behind an {@link EventEmitter}. Listeners come and go on any
 * thread; events are emitted on the loop and delivered on an executor that keeps their
 * order. Internal.
 *
 * @param <E> the names of the events
 * @param <T> what listeners are given
 */
public final class Emitter<E, T> implements EventEmitter<E, T> {

	private static final int STREAM_BUFFER = 256;

	private final Executor lane;

	private final AtomicReference<List<Registration<E, T>>> registrations = new AtomicReference<>(List.of());

	/**
	 * Creates an emitter.
	 * @param lane runs the listeners, in the order in which it is given them
	 */
	public Emitter(Executor lane) {
		this.lane = lane;
	}

	@Override
	public Subscription on(Consumer<? super T> listener) {
		return register(null, listener, Kind.LASTING);
	}

	@Override
	public Subscription on(E event, Consumer<? super T> listener) {
		return register(event, listener, Kind.LASTING);
	}

	@Override
	public Subscription once(Consumer<? super T> listener) {
		return register(null, listener, Kind.ONCE);
	}

	@Override
	public Subscription once(E event, Consumer<? super T> listener) {
		return register(event, listener, Kind.ONCE);
	}

	@Override
	public void off() {
		remove((registration) -> registration.kind != Kind.INTERNAL);
	}

	@Override
	public void off(Consumer<? super T> listener) {
		remove((registration) -> registration.listener == listener);
	}

	@Override
	public void off(E event, Consumer<? super T> listener) {
		remove((registration) -> registration.listener == listener && event.equals(registration.event));
	}

	/**
	 * Calls a listener of the library's own for every event: the application cannot take
	 * it away.
	 * @param listener what to call
	 * @return the handle by which to take the listener away
	 */
	public Subscription listen(Consumer<? super T> listener) {
		return register(null, listener, Kind.INTERNAL);
	}

	/**
	 * The events from now on, as a stream; who does not keep up loses the oldest.
	 * @return the events
	 */
	public Flux<T> stream() {
		return Flux.<T>create((sink) -> {
			Subscription registration = register(new Registration<>(null, sink::next, Kind.INTERNAL, sink::complete));
			sink.onDispose(registration::unsubscribe);
		}, FluxSink.OverflowStrategy.IGNORE).onBackpressureBuffer(STREAM_BUFFER, BufferOverflowStrategy.DROP_OLDEST);
	}

	/** Nobody hears of anything any more; streams end. */
	public void close() {
		for (Registration<E, T> registration : this.registrations.getAndSet(List.of())) {
			registration.active = false;
			registration.ended.run();
		}
	}

	/**
	 * Whether anybody listens at all.
	 * @return whether there is a listener
	 */
	public boolean hasListeners() {
		return !this.registrations.get().isEmpty();
	}

	/**
	 * How many listen.
	 * @return the number of listeners
	 */
	public int listenerCount() {
		return this.registrations.get().size();
	}

	/**
	 * Emits an event. On the loop. Who hears of it is decided now, but for those taken
	 * away before its delivery begins; what listeners do to the registry meanwhile does
	 * not change that (RTE6a).
	 * @param event the name
	 * @param payload what listeners are given
	 */
	public void emit(E event, T payload) {
		List<Registration<E, T>> all = this.registrations.get();
		if (all.isEmpty()) {
			return;
		}
		List<Registration<E, T>> hit = new ArrayList<>(all.size());
		boolean once = false;
		for (Registration<E, T> registration : all) {
			if (registration.event == null || registration.event.equals(event)) {
				hit.add(registration);
				once |= registration.kind == Kind.ONCE;
			}
		}
		if (hit.isEmpty()) {
			return;
		}
		if (once) {
			this.registrations.updateAndGet((current) -> current.stream()
				.filter((registration) -> !(registration.kind == Kind.ONCE && hit.contains(registration)))
				.toList());
		}
		this.lane.execute(() -> deliver(hit, payload));
	}

	private void deliver(List<Registration<E, T>> registrations, T payload) {
		List<Registration<E, T>> present = registrations.stream()
			.filter((registration) -> registration.active)
			.toList();
		for (Registration<E, T> registration : present) {
			SerialLane.runSafely(() -> registration.listener.accept(payload));
		}
	}

	private Subscription register(@Nullable E event, Consumer<? super T> listener, Kind kind) {
		return register(new Registration<>(event, listener, kind, () -> {
		}));
	}

	private Subscription register(Registration<E, T> registration) {
		this.registrations.updateAndGet((current) -> {
			List<Registration<E, T>> grown = new ArrayList<>(current.size() + 1);
			grown.addAll(current);
			grown.add(registration);
			return grown;
		});
		return () -> {
			registration.active = false;
			remove((other) -> other == registration);
		};
	}

	private void remove(Predicate<Registration<E, T>> which) {
		this.registrations.updateAndGet((current) -> {
			List<Registration<E, T>> rest = new ArrayList<>(current.size());
			for (Registration<E, T> registration : current) {
				if (which.test(registration)) {
					registration.active = false;
				}
				else {
					rest.add(registration);
				}
			}
			return rest;
		});
	}

	private enum Kind {

		LASTING, ONCE, INTERNAL

	}

	private static final class Registration<E, T> {

		private final @Nullable E event;

		private final Consumer<? super T> listener;

		private final Kind kind;

		private final Runnable ended;

		private volatile boolean active = true;

		Registration(@Nullable E event, Consumer<? super T> listener, Kind kind, Runnable ended) {
			this.event = event;
			this.listener = listener;
			this.kind = kind;
			this.ended = ended;
		}

	}

}
