package io.github.ablyspring.boot.listener;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.springframework.messaging.Message;

/**
 * Chooses the method of a class that a message is for: by event, or else by the kind of
 * data. A message that no method is for passes by.
 */
final class MethodSelector implements AblyMessageHandler {

	private final List<Candidate> candidates;

	MethodSelector(List<Candidate> candidates) {
		// reflection finds methods in no particular order: the particular types come
		// first
		this.candidates = candidates.stream().sorted(Comparator.comparingInt(Candidate::generality)).toList();
	}

	@Override
	public void handle(Message<?> message) throws Exception {
		Object name = message.getHeaders().get(AblyHeaders.NAME);
		for (Candidate candidate : this.candidates) {
			if (name != null && candidate.events().contains(name)) {
				candidate.handler().handle(message);
				return;
			}
		}
		Object data = (message.getPayload() instanceof io.github.ablyspring.message.Message original) ? original.data()
				: null;
		for (Candidate candidate : this.candidates) {
			if (candidate.events().isEmpty() && candidate.takes(data)) {
				candidate.handler().handle(message);
				return;
			}
		}
	}

	record Candidate(Set<String> events, Class<?> payloadType, AblyMessageHandler handler) {

		int generality() {
			if (this.payloadType == String.class || this.payloadType == byte[].class) {
				return 0;
			}
			return (this.payloadType != Object.class) ? 1 : 2;
		}

		boolean takes(@org.jspecify.annotations.Nullable Object data) {
			if (this.payloadType == Object.class || data == null) {
				return true;
			}
			if (data instanceof String || data instanceof byte[]) {
				return this.payloadType.isInstance(data);
			}
			return this.payloadType != String.class && this.payloadType != byte[].class;
		}

	}

}
