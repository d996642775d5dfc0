package io.github.ablyspring.rest;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads a channel's messages: its history, single messages and their versions.
 */
final class MessageReader {

	private final String path;

	private final RestCalls calls;

	private final Supplier<ChannelCodec> codec;

	MessageReader(String path, RestCalls calls, Supplier<ChannelCodec> codec) {
		this.path = path;
		this.calls = calls;
		this.codec = codec;
	}

	PaginatedFuture<Message> history(HistoryParams params) {
		return this.calls.page(this.path, params.toQuery(), WireMessage.TYPE, this::decode);
	}

	CompletableFuture<Message> message(@Nullable String serial) {
		return Serials.with(serial, "get the message", (present) -> this.calls.send(RestRequest.get(pathOf(present)),
				(response) -> decode(response.read(WireMessage.TYPE))));
	}

	PaginatedFuture<Message> versions(@Nullable String serial, Map<String, ?> params) {
		return Serials.page(serial, "get the versions of the message",
				(present) -> this.calls.page(pathOf(present) + "/versions", params, WireMessage.TYPE, this::decode));
	}

	private Message decode(WireMessage message) {
		return this.codec.get().decoder().decode(message);
	}

	private String pathOf(String serial) {
		return this.path + "/" + RestRequest.segment(serial);
	}

}
