package io.github.ablyspring.message;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Watches what a client publishes, from the call to its outcome: for metrics, and for
 * tracing, which may put its context into the messages. Unlike an interceptor it is
 * called in the thread of whoever publishes, so it sees that thread's context; it must
 * not block. One that throws is reported, and the messages are published as they were.
 */
@FunctionalInterface
public interface PublishObserver {

	/**
	 * A publish begins.
	 * @param route which way the messages go
	 * @param channel the name of the channel
	 * @param messages the messages of one publish
	 * @return watches this publish
	 */
	Watch publishing(Route route, String channel, List<Message> messages);

	/**
	 * Something begins to be published that nothing can be added to: presence,
	 * annotations, changes of messages, and the batches that a stream of messages is made
	 * into, which may begin on any thread. By default nobody watches.
	 * @param route which way it goes
	 * @param kind what it is
	 * @param channel the name of the channel
	 * @param count how many of them
	 * @return watches this publish
	 */
	default Completion sending(Route route, Kind kind, String channel, int count) {
		return Completion.IGNORED;
	}

	/**
	 * The way messages go.
	 */
	enum Route {

		/** The realtime connection, or what replaces it while there is none. */
		REALTIME,

		/** A request of a REST client. */
		REST

	}

	/**
	 * What is published.
	 */
	enum Kind {

		/** Messages. */
		MESSAGE,

		/** Updates, deletes and appends to messages. */
		CHANGE,

		/** Members that enter, leave or update their data. */
		PRESENCE,

		/** Annotations of messages, made or deleted. */
		ANNOTATION

	}

	/**
	 * Waits for the end of one publish.
	 */
	@FunctionalInterface
	interface Completion {

		/** Nobody waits. */
		Completion IGNORED = (failure) -> {
		};

		/**
		 * The publish has ended. Runs on the user executor.
		 * @param failure why it failed, or {@code null} when Ably has it
		 */
		void ended(@Nullable Throwable failure);

	}

	/**
	 * Watches one publish of messages.
	 */
	interface Watch extends Completion {

		/**
		 * The messages to publish.
		 * @return those of the call, maybe with something added; their number must not
		 * change
		 */
		List<Message> messages();

	}

}
