package io.github.ablyspring.emulator.net;

import java.util.Map;
import java.util.function.Function;

import io.github.ablyspring.emulator.rest.RestResponse;
import io.github.ablyspring.protocol.WireFormat;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers as HTTP.
 */
final class HttpAnswers {

	private static final String ANY_ORIGIN = "*";

	private static final String EXPOSED = "Link, Transfer-Encoding, Content-Length, X-Ably-ErrorCode, "
			+ "X-Ably-ErrorMessage, X-Ably-ServerId, Server";

	private static final String METHODS = "GET, POST, PUT, PATCH, DELETE, OPTIONS";

	private HttpAnswers() {
	}

	static FullHttpResponse of(RestResponse answer, WireFormat format) {
		Function<WireFormat, byte[]> body = answer.body();
		byte[] content = (body != null) ? body.apply(format) : new byte[0];
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
				HttpResponseStatus.valueOf(answer.status()), Unpooled.wrappedBuffer(content));
		if (body != null) {
			String type = (answer.mediaType() != null) ? answer.mediaType() : format.mediaType();
			response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
		}
		if (answer.status() != HttpResponseStatus.NO_CONTENT.code()) {
			response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, content.length);
		}
		for (Map.Entry<String, String> header : answer.headers()) {
			response.headers().add(header.getKey(), header.getValue());
		}
		return response;
	}

	/**
	 * Lets pages of any origin read an answer.
	 * @param response the answer
	 */
	static void openToBrowsers(FullHttpResponse response) {
		response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, ANY_ORIGIN);
		response.headers().set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
	}

	/**
	 * Answers the question of a browser whether a page may make a request.
	 * @param request the question
	 * @return yes
	 */
	static FullHttpResponse preflight(FullHttpRequest request) {
		FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT,
				Unpooled.EMPTY_BUFFER);
		openToBrowsers(response);
		response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
		@Nullable String wanted = request.headers().get(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS);
		if (wanted != null) {
			response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, wanted);
		}
		response.headers().setInt(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, 3600);
		return response;
	}

}
