package io.github.ablyspring.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * Writes requests. Those to one origin mostly have the same headers, the very same object
 * even, so in HTTP/1.1 their bytes are made once: checking and writing ten headers took a
 * quarter of what a request takes. Lives with its pool on one event loop.
 */
final class HttpRequestWriter {

	private static final byte[] END_OF_LINE = { '\r', '\n' };

	private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");

	private static final byte[] CONTENT_LENGTH = ascii("content-length: ");

	private static final int ROOM_FOR_NUMBERS = 64;

	private @Nullable Map<String, String> lastHeaders;

	private @Nullable String lastAuthority;

	private byte[] lastBytes = {};

	/**
	 * Writes a request as HTTP/1.1 has it.
	 */
	ByteBuf write(HttpRequest request, ByteBufAllocator allocator) {
		byte[] headers = headers(request);
		String method = HttpMethod.valueOf(request.method()).name();
		String target = target(request.uri());
		byte[] body = request.body();
		int bodyLength = (body != null) ? body.length : 0;
		ByteBuf out = allocator
			.buffer(method.length() + target.length() + headers.length + bodyLength + ROOM_FOR_NUMBERS);
		ByteBufUtil.writeAscii(out, method);
		out.writeByte(' ');
		ByteBufUtil.writeUtf8(out, target);
		out.writeBytes(VERSION).writeBytes(headers);
		if (announcesLength(request)) {
			out.writeBytes(CONTENT_LENGTH);
			ByteBufUtil.writeAscii(out, Integer.toString(bodyLength));
			out.writeBytes(END_OF_LINE);
		}
		out.writeBytes(END_OF_LINE);
		return (body != null) ? out.writeBytes(body) : out;
	}

	/**
	 * A request for the codec of HTTP/2, which remembers headers by itself.
	 */
	static FullHttpRequest toNetty(HttpRequest request) {
		byte[] body = request.body();
		FullHttpRequest message = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.method()),
				target(request.uri()), (body != null) ? Unpooled.wrappedBuffer(body) : Unpooled.EMPTY_BUFFER);
		setHeaders(message.headers(), request);
		if (announcesLength(request)) {
			message.headers().set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString((body != null) ? body.length : 0));
		}
		return message;
	}

	private byte[] headers(HttpRequest request) {
		String authority = request.uri().getRawAuthority();
		if (this.lastHeaders != request.headers() || !authority.equals(this.lastAuthority)) {
			// checks names and values
			HttpHeaders headers = new DefaultHttpHeaders();
			setHeaders(headers, request);
			StringBuilder text = new StringBuilder();
			headers.forEach(
					(header) -> text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n"));
			this.lastBytes = ascii(text.toString());
			this.lastAuthority = authority;
			this.lastHeaders = request.headers();
		}
		return this.lastBytes;
	}

	private static void setHeaders(HttpHeaders headers, HttpRequest request) {
		headers.set(HttpHeaderNames.HOST, host(request.uri()));
		headers.set(HttpHeaderNames.ACCEPT_ENCODING, HttpAnswer.ENCODINGS);
		request.headers().forEach(headers::set);
		headers.remove(HttpHeaderNames.CONTENT_LENGTH);
	}

	private static String host(URI uri) {
		return (uri.getPort() != -1) ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
	}

	private static String target(URI uri) {
		String path = uri.getRawPath();
		String rooted = (path == null || path.isEmpty()) ? "/" : path;
		return (uri.getRawQuery() != null) ? rooted + "?" + uri.getRawQuery() : rooted;
	}

	private static boolean announcesLength(HttpRequest request) {
		return request.body() != null || switch (request.method()) {
			case "POST", "PUT", "PATCH" -> true;
			default -> false;
		};
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
