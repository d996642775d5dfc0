package io.github.ablyspring.rest;

import java.util.List;
import java.util.Locale;

import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireType;
import io.github.ablyspring.transport.HttpHeaders;
import io.github.ablyspring.transport.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the service. Its content type says how it is read, whatever was asked for
 * (RSC8d). For use inside the engine.
 */
public final class RestResponse {

	private final HttpResponse response;

	private final @Nullable String requestId;

	RestResponse(HttpResponse response, @Nullable String requestId) {
		this.response = response;
		this.requestId = requestId;
	}

	/**
	 * The HTTP status.
	 * @return the status
	 */
	public int status() {
		return this.response.status();
	}

	/**
	 * The headers.
	 * @return the headers
	 */
	public HttpHeaders headers() {
		return this.response.headers();
	}

	/**
	 * Whether there is no body.
	 * @return {@code true} when it is empty
	 */
	public boolean isEmpty() {
		return this.response.body().length == 0;
	}

	/**
	 * Reads the body as one object. Fails when its content type is not supported (RSC8e).
	 * @param <T> the type of the object
	 * @param type its description
	 * @return the object
	 */
	public <T> T read(WireType<T> type) {
		return WireCodec.read(format(), type, this.response.body());
	}

	/**
	 * Reads the body as a list.
	 * @param <T> the type of the elements
	 * @param type their description
	 * @return the list; empty when there is no body
	 */
	public <T> List<T> readList(WireType<T> type) {
		return isEmpty() ? List.of() : WireCodec.readList(format(), type, this.response.body());
	}

	/**
	 * Reads the body as a tree.
	 * @return maps, lists and scalars; {@code null} when there is no body
	 */
	public @Nullable Object readTree() {
		return isEmpty() ? null : WireCodec.readTree(format(), this.response.body());
	}

	/**
	 * In which format the body is.
	 * @return the format
	 */
	public WireFormat format() {
		WireFormat format = supportedFormat();
		if (format == null) {
			throw RestErrors.unsupportedContent(this);
		}
		return format;
	}

	@Nullable WireFormat supportedFormat() {
		String type = headers().first("Content-Type");
		if (type == null) {
			return null;
		}
		String media = type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
		for (WireFormat format : WireFormat.values()) {
			if (format.mediaType().equals(media)) {
				return format;
			}
		}
		return null;
	}

	byte[] body() {
		return this.response.body();
	}

	@Nullable String requestId() {
		return this.requestId;
	}

	@Override
	public String toString() {
		return this.response.toString();
	}

}
