package io.github.ablyspring.realtime.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Lets publishes leave in the order in which they came, though what is asked about them
 * answers in any order. Lives on the client's loop.
 *
 * @param <T> what is to be published
 */
final class OrderedPublishes<T> {

	private final Deque<Entry<T>> entries = new ArrayDeque<>(1);

	private final Executor loop;

	OrderedPublishes(Executor loop) {
		this.loop = loop;
	}

	/**
	 * Adds a publish.
	 * @param outcome what to publish, once that is known
	 * @param then called on the loop with the outcome, when all that came before is
	 * through
	 */
	void add(CompletableFuture<T> outcome, BiConsumer<@Nullable T, @Nullable Throwable> then) {
		this.entries.add(new Entry<>(outcome, then));
		outcome.whenComplete((result, failure) -> this.loop.execute(this::release));
	}

	int size() {
		return this.entries.size();
	}

	private void release() {
		Entry<T> head = this.entries.peek();
		while (head != null && head.outcome.isDone()) {
			this.entries.remove();
			head.outcome.whenComplete(head.then);
			head = this.entries.peek();
		}
	}

	private record Entry<T>(CompletableFuture<T> outcome, BiConsumer<@Nullable T, @Nullable Throwable> then) {
	}

}
