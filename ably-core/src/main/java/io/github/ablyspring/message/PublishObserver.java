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
	 * The way messages go.
	 */
	enum Route {

		/** The realtime connection, or what replaces it while there is none. */
		REALTIME,

		/** A request of a REST client. */
		REST

	}

	/**
	 * Watches one publish.
	 */
	interface Watch {

		/**
		 * The messages to publish.
		 * @return those of the call, maybe with something added; their number must not
		 * change
		 */
		List<Message> messages();

		/**
		 * The publish has ended. Runs on the user executor.
		 * @param failure why it failed, or {@code null} when Ably has the messages
		 */
		void ended(@Nullable Throwable failure);

	}

}
