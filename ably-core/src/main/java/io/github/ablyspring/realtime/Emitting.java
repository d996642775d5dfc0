package io.github.ablyspring.realtime;

import java.util.function.Consumer;

/**
 * Something that emits events by way of an {@link Emitter} of its own. Internal.
 *
 * @param <E> the names of the events
 * @param <T> what listeners are given
 */
public abstract class Emitting<E, T> implements EventEmitter<E, T> {

	private final Emitter<E, T> emitter;

	/**
	 * Creates one.
	 * @param emitter keeps the listeners
	 */
	protected Emitting(Emitter<E, T> emitter) {
		this.emitter = emitter;
	}

	@Override
	public Subscription on(Consumer<? super T> listener) {
		return this.emitter.on(listener);
	}

	@Override
	public Subscription on(E event, Consumer<? super T> listener) {
		return this.emitter.on(event, listener);
	}

	@Override
	public Subscription once(Consumer<? super T> listener) {
		return this.emitter.once(listener);
	}

	@Override
	public Subscription once(E event, Consumer<? super T> listener) {
		return this.emitter.once(event, listener);
	}

	@Override
	public void off() {
		this.emitter.off();
	}

	@Override
	public void off(Consumer<? super T> listener) {
		this.emitter.off(listener);
	}

	@Override
	public void off(E event, Consumer<? super T> listener) {
		this.emitter.off(event, listener);
	}

}
