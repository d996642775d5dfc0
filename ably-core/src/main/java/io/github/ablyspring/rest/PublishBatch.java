package io.github.ablyspring.rest;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Messages gathered for one request: no more than may go together, and only such as have
 * ids that go together.
 */
final class PublishBatch {

	/** Keeps a request of very small messages within what a server answers in time. */
	static final int MAX_COUNT = 1000;

	private final List<EncodedMessage> messages = new ArrayList<>();

	private final int maxSize;

	private long size;

	private @Nullable String base;

	PublishBatch(int maxSize) {
		this.maxSize = maxSize;
	}

	/**
	 * Adds a message if there is room for it and its id fits. The ids of one request are
	 * all missing, or they are {@code base:0}, {@code base:1} and so on: Ably
	 * deduplicates the request as a whole, and refuses other mixtures.
	 */
	boolean add(EncodedMessage message) {
		if (!this.messages.isEmpty() && !(hasRoomFor(message) && hasFittingId(message))) {
			return false;
		}
		if (this.messages.isEmpty()) {
			this.base = baseOf(message.wire().id());
		}
		this.messages.add(message);
		this.size += message.size();
		return true;
	}

	boolean isEmpty() {
		return this.messages.isEmpty();
	}

	int count() {
		return this.messages.size();
	}

	/** The messages with the ids they are sent with. */
	List<EncodedMessage> withIds(IdempotentIds ids) {
		if (!IdempotentIds.isEmpty(this.messages.get(0).wire().id())) {
			return this.messages;
		}
		String newBase = ids.newBase();
		List<EncodedMessage> identified = new ArrayList<>(this.messages.size());
		for (EncodedMessage message : this.messages) {
			identified.add(message.withId(newBase + ":" + identified.size()));
		}
		return identified;
	}

	List<EncodedMessage> messages() {
		return this.messages;
	}

	private boolean hasRoomFor(EncodedMessage message) {
		return this.size + message.size() <= this.maxSize && this.messages.size() < MAX_COUNT;
	}

	private boolean hasFittingId(EncodedMessage message) {
		String id = message.wire().id();
		if (IdempotentIds.isEmpty(id)) {
			return IdempotentIds.isEmpty(this.messages.get(0).wire().id());
		}
		return this.base != null && (this.base + ":" + this.messages.size()).equals(id);
	}

	private static @Nullable String baseOf(@Nullable String id) {
		return (id != null && id.endsWith(":0")) ? id.substring(0, id.length() - 2) : null;
	}

}
