package io.github.ablyspring.realtime.channel;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

import io.github.ablyspring.realtime.Subscription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of one kind of event, in the order of their registration. Changed from
 * any thread, read by the drain of the mailbox; who is registered when an item is
 * delivered hears of it (RTE6a).
 *
 * @param <T> what listeners are given
 */
final class Listeners<T> {

	private static final Logger logger = LoggerFactory.getLogger(Listeners.class);

	private static final Registration<?>[] NONE = new Registration<?>[0];

	// Replaced under the lock, so that those who read it need not look further than here.
	private volatile Registration<?>[] registrations = NONE;

	private final Function<? super T, @Nullable String> nameOf;

	private final Runnable onEmpty;

	private final @Nullable ChannelWatch watch;

	/**
	 * Creates an empty set of listeners.
	 * @param nameOf by what an item is chosen when a listener wants certain names only
	 * @param onEmpty called when the last listener has gone
	 */
	Listeners(Function<? super T, @Nullable String> nameOf, Runnable onEmpty) {
		this(nameOf, onEmpty, null);
	}

	/**
	 * Creates an empty set of listeners.
	 * @param nameOf by what an item is chosen when a listener wants certain names only
	 * @param onEmpty called when the last listener has gone
	 * @param watch told of each call of a listener of the application
	 */
	Listeners(Function<? super T, @Nullable String> nameOf, Runnable onEmpty, @Nullable ChannelWatch watch) {
		this.nameOf = nameOf;
		this.onEmpty = onEmpty;
		this.watch = (watch != null && !watch.isEmpty()) ? watch : null;
	}

	boolean isEmpty() {
		return this.registrations == NONE;
	}

	int size() {
		return this.registrations.length;
	}

	Subscription add(Consumer<? super T> listener, boolean once) {
		return add(new Registration<>(this, null, null, listener, once, false));
	}

	Subscription add(Collection<String> names, Consumer<? super T> listener, boolean once) {
		return add(new Registration<>(this, Set.copyOf(names), null, listener, once, false));
	}

	Subscription add(Predicate<? super T> filter, Consumer<? super T> listener, boolean once) {
		return add(new Registration<>(this, null, filter, listener, once, false));
	}

	/**
	 * Adds a listener that belongs to the library and that {@link #clear()} leaves alone
	 * (RTC10).
	 * @param listener the listener
	 * @return the means to take it away
	 */
	Subscription addInternal(Consumer<? super T> listener) {
		return add(new Registration<>(this, null, null, listener, false, true));
	}

	/** Takes away all listeners of the application. */
	void clear() {
		removeIf(registration -> true);
	}

	void remove(Consumer<? super T> listener) {
		removeIf(registration -> registration.listener == listener);
	}

	void remove(Predicate<? super T> filter, Consumer<? super T> listener) {
		removeIf(registration -> registration.listener == listener && filter.equals(registration.filter));
	}

	void remove(String name, Consumer<? super T> listener) {
		removeIf(registration -> registration.listener == listener && registration.without(name));
	}

	/**
	 * Gives an item to all who want it. One that throws is reported and harms nobody
	 * else.
	 * @param item the item
	 */
	void deliver(T item) {
		Registration<?>[] current = this.registrations;
		for (Registration<?> registration : current) {
			@SuppressWarnings("unchecked") // add() lets nothing else in
			Registration<T> typed = (Registration<T>) registration;
			typed.offer(item);
		}
	}

	private synchronized Subscription add(Registration<T> registration) {
		Registration<?>[] current = this.registrations;
		Registration<?>[] longer = Arrays.copyOf(current, current.length + 1);
		longer[current.length] = registration;
		this.registrations = longer;
		return registration;
	}

	private void removeIf(Predicate<Registration<?>> condition) {
		for (Registration<?> registration : this.registrations) {
			if (!registration.internal && condition.test(registration)) {
				registration.unsubscribe();
			}
		}
	}

	private void forget(Registration<T> registration) {
		if (removed(registration)) {
			this.onEmpty.run();
		}
	}

	/** Takes one away; true when that was the last one. */
	private synchronized boolean removed(Registration<T> registration) {
		Registration<?>[] before = this.registrations;
		Registration<?>[] shorter = Arrays.stream(before)
			.filter(other -> other != registration)
			.toArray(Registration<?>[]::new);
		this.registrations = (shorter.length == 0) ? NONE : shorter;
		return shorter.length == 0 && before.length > 0;
	}

	private static final class Registration<T> implements Subscription {

		private final Listeners<T> owner;

		private final @Nullable Predicate<? super T> filter;

		private final Consumer<? super T> listener;

		private final boolean once;

		private final boolean internal;

		private volatile @Nullable Set<String> names;

		private volatile boolean gone;

		Registration(Listeners<T> owner, @Nullable Set<String> names, @Nullable Predicate<? super T> filter,
				Consumer<? super T> listener, boolean once, boolean internal) {
			this.owner = owner;
			this.names = names;
			this.filter = filter;
			this.listener = listener;
			this.once = once;
			this.internal = internal;
		}

		void offer(T item) {
			if (!wants(item)) {
				return;
			}
			if (this.once) {
				unsubscribe();
			}
			ChannelWatch watch = this.internal ? null : this.owner.watch;
			long start = (watch != null) ? System.nanoTime() : 0;
			Throwable failure = null;
			try {
				this.listener.accept(item);
			}
			catch (Throwable ex) {
				logger.error("A listener threw an exception; the next event still comes", ex);
				failure = ex;
			}
			if (watch != null) {
				watch.listenerCalled(System.nanoTime() - start, failure);
			}
		}

		// Takes a name away; true when none is left.
		boolean without(String name) {
			Set<String> current = this.names;
			if (current == null || !current.contains(name)) {
				return false;
			}
			if (current.size() > 1) {
				this.names = current.stream()
					.filter(other -> !other.equals(name))
					.collect(java.util.stream.Collectors.toUnmodifiableSet());
				return false;
			}
			return true;
		}

		private boolean wants(T item) {
			Set<String> wanted = this.names;
			if (wanted != null) {
				String name = this.owner.nameOf.apply(item);
				return name != null && wanted.contains(name);
			}
			return this.filter == null || this.filter.test(item);
		}

		@Override
		public void unsubscribe() {
			if (!this.gone) {
				this.gone = true;
				this.owner.forget(this);
			}
		}

	}

}
