package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.Direction;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.rest.RestChannel;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * What was and what comes, for one subscriber: puts what the live stream lacks between
 * its messages. Called for one item after the other.
 */
final class LiveHistory {

	// The number of messages in a hole that are fetched before the stream gives up.
	private static final int LARGEST_HOLE = 10_000;

	private static final int LARGEST_PAGE = 1000;

	private final RestChannel rest;

	private final HistoryParams past;

	private final int limit;

	// The versions that the last stretch of history contained: what comes live once more
	// is left out.
	private Set<String> known = Set.of();

	private @Nullable String lastSerial;

	private @Nullable String lastId;

	LiveHistory(RestChannel rest, HistoryParams past, int limit) {
		this.rest = rest;
		this.past = past;
		this.limit = limit;
	}

	/**
	 * What an item of the live stream stands for.
	 * @param item a {@link Message} or a {@link Hole}
	 * @return the messages to emit
	 */
	Publisher<Message> step(Object item) {
		if (item instanceof Message message) {
			return isKnown(message) ? Mono.empty() : Mono.just(seen(message));
		}
		Hole hole = (Hole) item;
		return fetch(hole).flatMapIterable(messages -> messages).map(this::seen);
	}

	private boolean isKnown(Message message) {
		String version = message.version().serial();
		if (version != null) {
			return this.known.contains(version);
		}
		return message.id() != null && this.known.contains(message.id());
	}

	private Message seen(Message message) {
		if (message.action() == MessageAction.MESSAGE_CREATE || this.lastSerial == null) {
			this.lastSerial = message.serial();
			this.lastId = message.id();
		}
		return message;
	}

	private Mono<List<Message>> fetch(Hole hole) {
		boolean beginning = hole.beginning();
		int most = beginning ? this.limit : LARGEST_HOLE;
		if (beginning) {
			this.lastSerial = (this.limit > 0) ? null : hole.until();
		}
		if (most == 0) {
			return Mono.empty();
		}
		HistoryParams.Builder params = (beginning ? this.past.toBuilder() : HistoryParams.builder())
			.direction(Direction.BACKWARDS)
			.limit(Math.min(most, LARGEST_PAGE));
		if (hole.until() != null) {
			params.fromSerial(hole.until());
		}
		List<Message> newestFirst = new ArrayList<>();
		return Mono.fromCompletionStage(() -> this.rest.history(params.build()))
			.expand(page -> (take(page, newestFirst, most) && page.hasNext()) ? Mono.fromCompletionStage(page::next)
					: Mono.empty())
			.then(Mono.fromSupplier(() -> finish(newestFirst, beginning, hole, most)));
	}

	// Whether older pages are needed.
	private boolean take(PaginatedResult<Message> page, List<Message> newestFirst, int most) {
		for (Message message : page.items()) {
			if (newestFirst.size() >= most || isSeen(message)) {
				return false;
			}
			newestFirst.add(message);
		}
		return newestFirst.size() < most;
	}

	private List<Message> finish(List<Message> newestFirst, boolean beginning, Hole hole, int most) {
		if (!beginning && newestFirst.size() >= most) {
			throw AblyException.of(50000, 500, "More than " + most + " messages were missed; the gap is not filled");
		}
		Set<String> versions = new HashSet<>();
		for (Message message : newestFirst) {
			add(versions, message.serial());
			add(versions, message.version().serial());
			add(versions, message.id());
		}
		this.known = versions;
		if (newestFirst.isEmpty() && this.lastSerial == null) {
			this.lastSerial = hole.until();
		}
		Collections.reverse(newestFirst);
		return newestFirst;
	}

	private static void add(Set<String> set, @Nullable String value) {
		if (value != null) {
			set.add(value);
		}
	}

	// Serials are ordered as text; that of a message begins with that of its frame.
	private boolean isSeen(Message message) {
		String serial = message.serial();
		String last = this.lastSerial;
		if (serial != null && last != null) {
			return serial.compareTo(last) <= 0 || serial.startsWith(last);
		}
		return this.lastId != null && this.lastId.equals(message.id());
	}

	/**
	 * A place in the live stream where messages may be missing.
	 *
	 * @param beginning whether it is where the stream begins
	 * @param until the serial of the channel there
	 */
	record Hole(boolean beginning, @Nullable String until) {
	}

}
