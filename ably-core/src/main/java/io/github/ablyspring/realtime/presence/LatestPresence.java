package io.github.ablyspring.realtime.presence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.message.PresenceAction;
import org.jspecify.annotations.Nullable;

/**
 * What the application has asked to be present as, by client id: the last thing that the
 * server has accepted, and what it has not answered yet. One that is refused counts as if
 * it had not been asked for.
 */
final class LatestPresence {

	// Oldest first; what was accepted only as long as it is the last of its kind.
	private final Map<String, Deque<Wish>> asked = new LinkedHashMap<>();

	/**
	 * What a client is to be present as.
	 * @param clientId its id
	 * @return the wish, {@code null} if nothing was asked for
	 */
	@Nullable Wish get(String clientId) {
		Deque<Wish> messages = this.asked.get(clientId);
		return (messages != null) ? messages.peekLast() : null;
	}

	/**
	 * Who has asked for anything.
	 * @return their ids
	 */
	List<String> clientIds() {
		return List.copyOf(this.asked.keySet());
	}

	void asked(String clientId, Wish wish) {
		this.asked.computeIfAbsent(clientId, (key) -> new ArrayDeque<>(2)).add(wish);
	}

	void accepted(String clientId, Wish wish) {
		Deque<Wish> messages = this.asked.get(clientId);
		if (messages != null && messages.contains(wish)) {
			while (messages.peekFirst() != wish) {
				messages.removeFirst();
			}
		}
	}

	void refused(String clientId, Wish wish) {
		Deque<Wish> messages = this.asked.get(clientId);
		if (messages != null) {
			messages.removeLastOccurrence(wish);
			forgetIfEmpty(clientId, messages);
		}
	}

	/**
	 * A client is not present, as the server says: if that was what it asked for last,
	 * nothing is left to remember.
	 * @param clientId its id
	 */
	void left(String clientId) {
		Deque<Wish> messages = this.asked.get(clientId);
		if (messages != null && messages.size() == 1 && messages.getLast().action() == PresenceAction.LEAVE) {
			this.asked.remove(clientId);
		}
	}

	void clear() {
		this.asked.clear();
	}

	private void forgetIfEmpty(String clientId, Deque<Wish> messages) {
		if (messages.isEmpty()) {
			this.asked.remove(clientId);
		}
	}

}
