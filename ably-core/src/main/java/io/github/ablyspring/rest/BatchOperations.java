package io.github.ablyspring.rest;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.ablyspring.message.MessageDecoder;
import io.github.ablyspring.message.MessageEncoder;
import io.github.ablyspring.message.MessageSize;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WireType;

/**
 * Publishing to, and reading the presence of, many channels in one request (RSC22,
 * RSC24). The options of channels play no part in it: nothing is encrypted or decrypted.
 */
final class BatchOperations {

	@SuppressWarnings("NullAway") // what has no null in it is fine where there may be one
	private static final WireType<WireSpec> SPEC = WireType
		.describe("BatchPublishSpec", WireSpecFields::new, WireSpecFields::build)
		.stringList("channels", WireSpec::channels, (to, value) -> to.channels = value)
		.list("messages", WireMessage.TYPE, WireSpec::messages, (to, value) -> to.messages = value)
		.build();

	private final RestCalls calls;

	private final MessageEncoder encoder;

	private final MessageDecoder decoder;

	BatchOperations(RestCalls calls) {
		this.calls = calls;
		this.encoder = new MessageEncoder(calls.format(), null, calls.mapper());
		this.decoder = new MessageDecoder(null, calls.mapper(), calls.decodingListener());
	}

	CompletableFuture<List<BatchResult<BatchPublishResult>>> publish(List<BatchPublishSpec> specs) {
		return publish(specs, Function.identity());
	}

	CompletableFuture<BatchResult<BatchPublishResult>> publish(BatchPublishSpec spec) {
		return publish(List.of(spec), (results) -> results.get(0));
	}

	// What the caller gets is the request itself, so that it can be cancelled.
	private <T> CompletableFuture<T> publish(List<BatchPublishSpec> specs,
			Function<List<BatchResult<BatchPublishResult>>, T> wanted) {
		List<WireSpec> wires;
		try {
			require(!specs.isEmpty(), "There is nothing to publish: the batch has no specs.");
			wires = specs.stream().map(this::encode).toList();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(AblyException.from(ex));
		}
		List<Integer> channelCounts = specs.stream().map((spec) -> spec.channels().size()).toList();
		return this.calls.send(RestRequest.post("/messages", this.calls.body(SPEC, wires)), (response) -> wanted
			.apply(BatchAnswer.results(channelCounts, WireBatchEntry.read(response), BatchOperations::published)));
	}

	CompletableFuture<BatchResult<BatchPresenceResult>> presence(List<String> channels) {
		if (channels.isEmpty()) {
			return CompletableFuture.failedFuture(
					AblyException.of(ErrorCodes.BAD_REQUEST, 400, "No channels are named to get the presence of."));
		}
		return this.calls.send(RestRequest.get("/presence").param("channels", String.join(",", channels)),
				(response) -> BatchAnswer
					.results(List.of(channels.size()), WireBatchEntry.read(response), this::present)
					.get(0));
	}

	private WireSpec encode(BatchPublishSpec spec) {
		require(!spec.channels().isEmpty(), "A batch publish spec names no channels.");
		require(!spec.messages().isEmpty(), "A batch publish spec has no messages for " + spec.channels() + ".");
		List<WireMessage> messages = this.encoder.encode(spec.messages());
		PublishLimits.check(MessageSize.of(messages), this.calls.maxMessageSize());
		return new WireSpec(spec.channels(), this.calls.idempotent() ? this.calls.ids().assign(messages) : messages);
	}

	private static BatchPublishResult published(WireBatchEntry entry) {
		ErrorInfo error = entry.error();
		return (error != null) ? new BatchPublishFailureResult(entry.channel(), error)
				: new BatchPublishSuccessResult(entry.channel(), entry.messageId(), entry.serials());
	}

	private BatchPresenceResult present(WireBatchEntry entry) {
		ErrorInfo error = entry.error();
		return (error != null) ? new BatchPresenceFailureResult(entry.channel(), error)
				: new BatchPresenceSuccessResult(entry.channel(),
						entry.presence().stream().map(this.decoder::decode).toList());
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw AblyException.of(ErrorCodes.BAD_REQUEST, 400, otherwise);
		}
	}

	/** What is sent for a {@link BatchPublishSpec}. */
	private record WireSpec(List<String> channels, List<WireMessage> messages) {

	}

	/** Gathers the fields while a spec is read, which no client does. */
	private static final class WireSpecFields {

		private List<String> channels = List.of();

		private List<WireMessage> messages = List.of();

		WireSpec build() {
			return new WireSpec(this.channels, this.messages);
		}

	}

}
