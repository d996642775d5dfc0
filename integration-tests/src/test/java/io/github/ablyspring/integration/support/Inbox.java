package io.github.ablyspring.integration.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A listener that keeps what it is told, for a test that waits for it.
 *
 * @param <T> what it is told
 */
public final class Inbox<T> implements Consumer<T> {

	private final LinkedBlockingQueue<T> unread = new LinkedBlockingQueue<>();

	private final List<T> all = new CopyOnWriteArrayList<>();

	@Override
	public void accept(T item) {
		this.all.add(item);
		this.unread.add(item);
	}

	/**
	 * Waits for the next item that nobody has taken yet.
	 * @return the item
	 */
	public T next() {
		try {
			T item = this.unread.poll(Await.SECONDS, TimeUnit.SECONDS);
			if (item == null) {
				throw new AssertionError("Nothing more came; so far: " + this.all);
			}
			return item;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
	}

	/**
	 * Waits for several items.
	 * @param count how many
	 * @return them
	 */
	public List<T> next(int count) {
		List<T> items = new ArrayList<>();
		while (items.size() < count) {
			items.add(next());
		}
		return items;
	}

	/**
	 * Waits for an item of a kind, and skips those before it.
	 * @param wanted what is waited for
	 * @return the item
	 */
	public T nextWhere(Predicate<? super T> wanted) {
		while (true) {
			T item = next();
			if (wanted.test(item)) {
				return item;
			}
		}
	}

	/**
	 * Everything it was told so far.
	 * @return the items, oldest first
	 */
	public List<T> all() {
		return this.all;
	}

}
