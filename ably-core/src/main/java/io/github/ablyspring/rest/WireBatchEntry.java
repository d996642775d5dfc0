package io.github.ablyspring.rest;

import java.util.List;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the answer to a batch request. Since protocol version 3 it is an envelope
 * with counts and results; before, it was what is a result now. Both are understood.
 *
 * @param results what an envelope holds; {@code null} where the entry is itself a result
 * @param successCount the envelope's count of successes, or -1
 * @param failureCount the envelope's count of failures, or -1
 * @param channel of a result: the channel's name
 * @param messageId of a published result: what the ids of the messages start with
 * @param serials of a published result: the messages' serials
 * @param presence of a presence result: the members
 * @param error of a failure: why
 */
record WireBatchEntry(@Nullable List<WireBatchEntry> results, int successCount, int failureCount, String channel,
		@Nullable String messageId, List<@Nullable String> serials, List<WirePresence> presence,
		@Nullable ErrorInfo error) {

	private static final WireType<WireBatchEntry> RESULT = describe("BatchResultItem").build();

	static final WireType<WireBatchEntry> TYPE = describe("BatchResult")
		.integer("successCount", -1, WireBatchEntry::successCount, (to, value) -> to.successCount = value)
		.integer("failureCount", -1, WireBatchEntry::failureCount, (to, value) -> to.failureCount = value)
		.list("results", RESULT, WireBatchEntry::results, (to, value) -> to.results = value)
		.build();

	/** The entries of an answer, which is a list of them or a single one. */
	static List<WireBatchEntry> read(RestResponse response) {
		return isList(response) ? response.readList(TYPE) : List.of(response.read(TYPE));
	}

	private static boolean isList(RestResponse response) {
		byte[] body = response.body();
		if (response.format() == WireFormat.MSGPACK) {
			int first = (body.length > 0) ? body[0] & 0xff : 0;
			return (first & 0xf0) == 0x90 || first == 0xdc || first == 0xdd;
		}
		int start = 0;
		while (start < body.length && body[start] <= ' ' && body[start] >= 0) {
			start++;
		}
		return start < body.length && body[start] == '[';
	}

	private static WireType.Builder<WireBatchEntry, Fields> describe(String name) {
		return WireType.describe(name, Fields::new, Fields::build)
			.string("channel", WireBatchEntry::channel, (to, value) -> to.channel = value)
			.string("messageId", WireBatchEntry::messageId, (to, value) -> to.messageId = value)
			.stringList("serials", WireBatchEntry::serials, (to, value) -> to.serials = value)
			.list("presence", WirePresence.TYPE, WireBatchEntry::presence, (to, value) -> to.presence = value)
			.object("error", ErrorInfo.TYPE, WireBatchEntry::error, (to, value) -> to.error = value);
	}

	/** Gathers the fields while an entry is read. */
	private static final class Fields {

		private @Nullable List<WireBatchEntry> results;

		private int successCount = -1;

		private int failureCount = -1;

		private String channel = "";

		private @Nullable String messageId;

		private List<@Nullable String> serials = List.of();

		private List<WirePresence> presence = List.of();

		private @Nullable ErrorInfo error;

		WireBatchEntry build() {
			return new WireBatchEntry(this.results, this.successCount, this.failureCount, this.channel, this.messageId,
					this.serials, this.presence, this.error);
		}

	}

}
