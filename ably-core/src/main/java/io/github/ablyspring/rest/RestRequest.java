package io.github.ablyspring.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request to the service, before it is known which host will answer it. For use inside
 * the engine.
 */
public final class RestRequest {

	/** The version of the protocol that this library speaks (CSV2b). */
	public static final int PROTOCOL_VERSION = 6;

	private final String method;

	private final String path;

	private final String query;

	private final Map<String, String> headers;

	private final byte @Nullable [] body;

	private final int version;

	private final boolean anonymous;

	private RestRequest(Builder builder) {
		this.method = builder.method;
		this.path = builder.path;
		this.query = builder.query.toString();
		this.headers = builder.headers;
		this.body = builder.body;
		this.version = builder.version;
		this.anonymous = builder.anonymous;
	}

	/**
	 * Starts a request that reads.
	 * @param path the encoded path, see {@link #segment(String)}
	 * @return the builder
	 */
	public static Builder get(String path) {
		return of("GET", path);
	}

	/**
	 * Starts a request that writes.
	 * @param path the encoded path
	 * @param body the body, in the format of the pipeline
	 * @return the builder
	 */
	public static Builder post(String path, byte[] body) {
		return of("POST", path).body(body);
	}

	/**
	 * Starts a request.
	 * @param method the HTTP verb
	 * @param path the encoded path, maybe with a query
	 * @return the builder
	 */
	public static Builder of(String method, String path) {
		return new Builder(method, path);
	}

	/**
	 * One segment of a path, encoded: also what separates segments.
	 * @param text a name or an id
	 * @return the encoded segment
	 */
	public static String segment(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
					|| c == '_';
			if (!plain) {
				return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
			}
		}
		return text;
	}

	/**
	 * The HTTP verb.
	 * @return the method
	 */
	public String method() {
		return this.method;
	}

	/**
	 * The encoded path, without the query.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	String pathAndQuery() {
		return this.query.isEmpty() ? this.path : this.path + "?" + this.query;
	}

	Map<String, String> headers() {
		return this.headers;
	}

	byte @Nullable [] body() {
		return this.body;
	}

	int version() {
		return this.version;
	}

	boolean anonymous() {
		return this.anonymous;
	}

	// The same kind of request for another page of its result.
	RestRequest at(String pathAndQuery) {
		Builder builder = of("GET", pathAndQuery).headers(this.headers).version(this.version);
		return (this.anonymous ? builder.anonymous() : builder).build();
	}

	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

	/**
	 * Builds a request.
	 */
	public static final class Builder {

		private final String method;

		private final String path;

		private final StringBuilder query = new StringBuilder();

		private Map<String, String> headers = Map.of();

		private byte @Nullable [] body;

		private int version = PROTOCOL_VERSION;

		private boolean anonymous;

		private Builder(String method, String path) {
			this.method = method;
			int mark = path.indexOf('?');
			String bare = (mark >= 0) ? path.substring(0, mark) : path;
			this.path = bare.startsWith("/") ? bare : "/" + bare;
			if (mark >= 0) {
				this.query.append(path, mark + 1, path.length());
			}
		}

		/**
		 * Adds a parameter to the query.
		 * @param name the name
		 * @param value the value; {@code null} adds nothing
		 * @return this
		 */
		public Builder param(String name, @Nullable Object value) {
			if (value != null) {
				this.query.append((this.query.length() > 0) ? "&" : "")
					.append(segment(name))
					.append('=')
					.append(segment(value.toString()));
			}
			return this;
		}

		/**
		 * Adds parameters to the query.
		 * @param params name to value
		 * @return this
		 */
		public Builder params(Map<String, ?> params) {
			params.forEach(this::param);
			return this;
		}

		/**
		 * Adds headers. Those of the library itself cannot be replaced.
		 * @param headers name to value
		 * @return this
		 */
		public Builder headers(Map<String, String> headers) {
			if (!headers.isEmpty()) {
				Map<String, String> all = new LinkedHashMap<>(this.headers);
				all.putAll(headers);
				this.headers = all;
			}
			return this;
		}

		/**
		 * Adds a header.
		 * @param name the name
		 * @param value the value
		 * @return this
		 */
		public Builder header(String name, String value) {
			return headers(Map.of(name, value));
		}

		/**
		 * Sets the body.
		 * @param body the bytes, in the format of the pipeline
		 * @return this
		 */
		public Builder body(byte @Nullable [] body) {
			this.body = body;
			return this;
		}

		/**
		 * Sets the version of the protocol by which the service reads the request
		 * (RSC19f1).
		 * @param version the version
		 * @return this
		 */
		public Builder version(int version) {
			this.version = version;
			return this;
		}

		/**
		 * The request goes out without credentials.
		 * @return this
		 */
		public Builder anonymous() {
			this.anonymous = true;
			return this;
		}

		/**
		 * Builds the request.
		 * @return the request
		 */
		public RestRequest build() {
			return new RestRequest(this);
		}

	}

}
