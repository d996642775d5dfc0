package io.github.ablyspring.emulator.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * Several things done with one request, each of which succeeds or fails for itself.
 */
final class Batch {

	private static final int ENVELOPE_SINCE = 3;

	private static final int BATCH_FAILURE = 40020;

	private final List<@Nullable Object> results = new ArrayList<>();

	private int failures;

	/**
	 * Does one thing.
	 * @param subject what it is done to, said again in the result
	 * @param action what is done
	 */
	void add(Map<String, ?> subject, Supplier<Map<String, @Nullable Object>> action) {
		Map<String, @Nullable Object> result = new LinkedHashMap<>(subject);
		try {
			result.putAll(action.get());
		}
		catch (AblyException ex) {
			this.failures++;
			result.put("error", RestResponse.toTree(ex.errorInfo()));
		}
		this.results.add(result);
	}

	Map<String, @Nullable Object> toTree() {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("successCount", (long) (this.results.size() - this.failures));
		tree.put("failureCount", (long) this.failures);
		tree.put("results", this.results);
		return tree;
	}

	List<@Nullable Object> results() {
		return this.results;
	}

	boolean hasFailures() {
		return this.failures > 0;
	}

	static boolean hasEnvelope(RestRequest request) {
		return request.version() >= ENVELOPE_SINCE;
	}

	/**
	 * Answers with the results; clients of old versions get them without counts.
	 * @param request the request
	 * @param status the status
	 * @return the answer
	 */
	RestResponse respond(RestRequest request, int status) {
		return hasEnvelope(request) ? RestResponse.of(status, toTree()) : flat(status, this.results, hasFailures());
	}

	static RestResponse flat(int status, List<@Nullable Object> results, boolean failures) {
		if (!failures) {
			return RestResponse.of(status, results);
		}
		ErrorInfo error = ErrorInfo.of(BATCH_FAILURE, 400, "Some of the batch failed");
		return RestResponse.of(400, Map.of("error", RestResponse.toTree(error), "batchResponse", results));
	}

	static void requireSize(int size, int limit) {
		if (size == 0 || size > limit) {
			throw Refusals.badParameter("A batch has between 1 and " + limit + " items");
		}
	}

}
