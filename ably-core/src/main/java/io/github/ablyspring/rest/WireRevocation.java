package io.github.ablyspring.rest;

import java.time.Instant;
import java.util.List;

import io.github.ablyspring.auth.TokenRevocationResult;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a revocation, as it travels.
 */
final class WireRevocation {

	private static final WireType<WireRevocation> RESULT = WireType
		.<WireRevocation, WireRevocation>describe("TokenRevocationResult", WireRevocation::new, (result) -> result)
		.string("target", (result) -> result.target, (result, target) -> result.target = target)
		.int64("issuedBefore", (result) -> result.issuedBefore, (result, time) -> result.issuedBefore = time)
		.int64("appliesAt", (result) -> result.appliesAt, (result, time) -> result.appliesAt = time)
		.object("error", ErrorInfo.TYPE, (result) -> result.error, (result, error) -> result.error = error)
		.build();

	private static final WireType<Envelope> ENVELOPE = WireType
		.<Envelope, Envelope>describe("BatchResult", Envelope::new, (envelope) -> envelope)
		.list("results", RESULT, (envelope) -> envelope.results, (envelope, results) -> envelope.results = results)
		.build();

	private String target = "";

	private long issuedBefore;

	private long appliesAt;

	private @Nullable ErrorInfo error;

	private WireRevocation() {
	}

	// The service counts, but so can we, and older answers are a mere list.
	static BatchResult<TokenRevocationResult> results(RestResponse response) {
		List<WireRevocation> wire = (response.readTree() instanceof List<?>) ? response.readList(RESULT)
				: response.read(ENVELOPE).results;
		List<TokenRevocationResult> results = wire.stream().map(WireRevocation::result).toList();
		int failures = (int) results.stream().filter(TokenRevocationResult.Failure.class::isInstance).count();
		return new BatchResult<>(results.size() - failures, failures, results);
	}

	private TokenRevocationResult result() {
		if (this.error != null) {
			return new TokenRevocationResult.Failure(this.target, this.error);
		}
		return new TokenRevocationResult.Success(this.target, Instant.ofEpochMilli(this.appliesAt),
				Instant.ofEpochMilli(this.issuedBefore));
	}

	private static final class Envelope {

		private List<WireRevocation> results = List.of();

	}

}
