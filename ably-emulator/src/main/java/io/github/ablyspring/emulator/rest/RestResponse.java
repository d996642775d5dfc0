package io.github.ablyspring.emulator.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireType;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the REST API.
 *
 * @param status the status
 * @param headers the headers, a name possibly more than once
 * @param body writes the body in the format that the client accepts; {@code null} when
 * there is none
 * @param mediaType the type of the body, if it is not that of the format
 */
public record RestResponse(int status, List<Map.Entry<String, String>> headers,
		@Nullable Function<WireFormat, byte[]> body, @Nullable String mediaType) {

	private static final int OK = 200;

	private static final int CREATED = 201;

	private static final int NO_CONTENT = 204;

	private static final int UNAUTHORIZED = 401;

	private static final int FIRST_TOKEN_ERROR = 40140;

	private static final int END_OF_TOKEN_ERRORS = 40150;

	static RestResponse ok(@Nullable Object tree) {
		return of(OK, tree);
	}

	static RestResponse created(@Nullable Object tree) {
		return of(CREATED, tree);
	}

	/**
	 * An answer without a body.
	 * @return the answer
	 */
	public static RestResponse noContent() {
		return new RestResponse(NO_CONTENT, List.of(), null, null);
	}

	/**
	 * An answer whose body is written already.
	 * @param status the status
	 * @param json the body
	 * @return the answer
	 */
	public static RestResponse json(int status, byte[] json) {
		return new RestResponse(status, List.of(), (format) -> json, WireFormat.JSON.mediaType());
	}

	/**
	 * An answer with a tree as its body.
	 * @param status the status
	 * @param tree the body
	 * @return the answer
	 */
	public static RestResponse of(int status, @Nullable Object tree) {
		return new RestResponse(status, List.of(), (format) -> WireCodec.writeTree(format, tree), null);
	}

	static <T> RestResponse item(WireType<T> type, Function<WireFormat, T> item) {
		return new RestResponse(OK, List.of(), (format) -> WireCodec.write(format, type, item.apply(format)), null);
	}

	static <T> RestResponse items(WireType<T> type, Function<WireFormat, List<T>> items) {
		return new RestResponse(OK, List.of(), (format) -> WireCodec.writeList(format, type, items.apply(format)),
				null);
	}

	static RestResponse text(String text) {
		return new RestResponse(OK, List.of(), (format) -> text.getBytes(StandardCharsets.UTF_8), "text/plain");
	}

	/**
	 * An answer that says no.
	 * @param error why
	 * @return the answer
	 */
	public static RestResponse refused(ErrorInfo error) {
		int status = (error.statusCode() >= 400 && error.statusCode() < 600) ? error.statusCode() : 500;
		RestResponse response = of(status, Map.of("error", toTree(error)));
		if (status == UNAUTHORIZED) {
			response = response.header("WWW-Authenticate", challenge(error.code()));
		}
		return response.header("X-Ably-Errorcode", Integer.toString(error.code()))
			.header("X-Ably-Errormessage", headerText(error.message()));
	}

	// some clients renew a token only when they are told that it is stale
	private static String challenge(int code) {
		boolean stale = code >= FIRST_TOKEN_ERROR && code < END_OF_TOKEN_ERRORS;
		return "X-Ably-Token realm=\"ably\"" + (stale ? ", stale=\"true\"" : "");
	}

	private static String headerText(@Nullable String message) {
		return (message == null) ? "" : message.replaceAll("[^\\x20-\\x7E]", "?");
	}

	/**
	 * This answer with more headers.
	 * @param more the headers
	 * @return another answer
	 */
	public RestResponse with(Map<String, String> more) {
		RestResponse response = this;
		for (Map.Entry<String, String> header : more.entrySet()) {
			response = response.header(header.getKey(), header.getValue());
		}
		return response;
	}

	RestResponse header(String name, String value) {
		List<Map.Entry<String, String>> more = new ArrayList<>(this.headers);
		more.add(Map.entry(name, value));
		return new RestResponse(this.status, more, this.body, this.mediaType);
	}

	static Map<String, @Nullable Object> toTree(ErrorInfo error) {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("message", error.message());
		tree.put("code", (long) error.code());
		tree.put("statusCode", (long) error.statusCode());
		tree.put("href", error.helpUrl());
		return tree;
	}

}
