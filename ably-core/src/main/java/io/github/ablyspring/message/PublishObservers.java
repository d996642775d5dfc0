package io.github.ablyspring.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All {@link PublishObserver observers} of a client as one. For use inside the engine.
 */
public final class PublishObservers {

	/** Nobody watches. */
	public static final PublishObservers NONE = new PublishObservers(List.of());

	private static final Logger logger = LoggerFactory.getLogger(PublishObservers.class);

	private final List<PublishObserver> observers;

	/**
	 * Creates them.
	 * @param observers asked one after the other, each with what the one before it made
	 * of the messages
	 */
	public PublishObservers(List<PublishObserver> observers) {
		this.observers = List.copyOf(observers);
	}

	/**
	 * Publishes while all watch.
	 * @param <T> what a publish results in
	 * @param route which way the messages go
	 * @param channel the name of the channel
	 * @param messages the messages
	 * @param publish publishes the messages it is given
	 * @return what that returns
	 */
	public <T> CompletableFuture<T> watch(PublishObserver.Route route, String channel, List<Message> messages,
			Function<List<Message>, CompletableFuture<T>> publish) {
		if (this.observers.isEmpty()) {
			return publish.apply(messages);
		}
		List<PublishObserver.Watch> watches = new ArrayList<>(this.observers.size());
		List<Message> watched = messages;
		for (PublishObserver observer : this.observers) {
			watched = begin(observer, route, channel, watched, watches);
		}
		CompletableFuture<T> result = publish.apply(watched);
		result.whenComplete((published, failure) -> end(watches, failure));
		return result;
	}

	/**
	 * Publishes something that nothing can be added to, while all watch.
	 * @param <T> what a publish results in
	 * @param route which way it goes
	 * @param kind what it is
	 * @param channel the name of the channel
	 * @param count how many of them
	 * @param publish publishes it
	 * @return what that returns
	 */
	public <T extends @Nullable Object> CompletableFuture<T> watch(PublishObserver.Route route,
			PublishObserver.Kind kind, String channel, int count, Supplier<CompletableFuture<T>> publish) {
		if (this.observers.isEmpty()) {
			return publish.get();
		}
		List<PublishObserver.Completion> watches = new ArrayList<>(this.observers.size());
		for (PublishObserver observer : this.observers) {
			try {
				watches.add(observer.sending(route, kind, channel, count));
			}
			catch (Throwable ex) {
				logger.error("A publish observer ({}) failed; what it was told of is published all the same",
						observer.getClass().getName(), ex);
			}
		}
		CompletableFuture<T> result = publish.get();
		result.whenComplete((published, failure) -> end(watches, failure));
		return result;
	}

	private static List<Message> begin(PublishObserver observer, PublishObserver.Route route, String channel,
			List<Message> messages, List<PublishObserver.Watch> watches) {
		try {
			PublishObserver.Watch watch = observer.publishing(route, channel, messages);
			watches.add(watch);
			List<Message> changed = watch.messages();
			if (changed.size() == messages.size()) {
				return changed;
			}
			logger.error("A publish observer ({}) has changed the number of messages; they are published as they were",
					observer.getClass().getName());
		}
		catch (Throwable ex) {
			logger.error("A publish observer ({}) failed; the messages are published as they were",
					observer.getClass().getName(), ex);
		}
		return messages;
	}

	// In the reverse order, as scopes end.
	private static void end(List<? extends PublishObserver.Completion> watches, @Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		for (int i = watches.size() - 1; i >= 0; i--) {
			try {
				watches.get(i).ended(cause);
			}
			catch (Throwable ex) {
				logger.error("A publish observer failed at the end of a publish", ex);
			}
		}
	}

}
