package io.github.ablyspring.rest;

import java.util.function.Supplier;

import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.WirePresence;

/**
 * The presence of a channel over REST (RSP3, RSP4).
 */
final class DefaultRestPresence implements RestPresence {

	private final String path;

	private final RestCalls calls;

	private final Supplier<ChannelCodec> codec;

	DefaultRestPresence(String path, RestCalls calls, Supplier<ChannelCodec> codec) {
		this.path = path;
		this.calls = calls;
		this.codec = codec;
	}

	@Override
	public PaginatedFuture<PresenceMessage> get() {
		return get(PresenceParams.none());
	}

	@Override
	public PaginatedFuture<PresenceMessage> get(PresenceParams params) {
		return this.calls.page(this.path, params.toQuery(), WirePresence.TYPE, this::decode);
	}

	@Override
	public PaginatedFuture<PresenceMessage> history() {
		return history(HistoryParams.none());
	}

	@Override
	public PaginatedFuture<PresenceMessage> history(HistoryParams params) {
		return this.calls.page(this.path + "/history", params.toQuery(), WirePresence.TYPE, this::decode);
	}

	private PresenceMessage decode(WirePresence message) {
		return this.codec.get().decoder().decode(message);
	}

}
