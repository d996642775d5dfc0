package io.github.ablyspring.protocol;

import java.io.Serializable;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in the terms of the service (TI1). The {@link ErrorCodes code} is what
 * a program acts on; the status is the closest HTTP status.
 *
 * @param code the code of the service, 0 when there is none
 * @param statusCode the HTTP status, 0 when there is none
 * @param message what happened, for people
 * @param href where to read more, if the service said so; {@link #helpUrl()} has a
 * fallback
 * @param cause the error behind this one
 * @param requestId the id of the failed request (RSC7c)
 * @param detail structured particulars (TI6)
 */
public record ErrorInfo(int code, int statusCode, @Nullable String message, @Nullable String href,
		@Nullable ErrorInfo cause, @Nullable String requestId, Map<String, String> detail) implements Serializable {

	/** How an error travels. */
	public static final WireType<ErrorInfo> TYPE = WireType
		.describe("ErrorInfo", ErrorInfoFields::new, ErrorInfoFields::build)
		.integer("code", 0, ErrorInfo::code, (to, code) -> to.code = code)
		.integer("statusCode", 0, ErrorInfo::statusCode, (to, status) -> to.statusCode = status)
		.string("message", ErrorInfo::message, (to, message) -> to.message = message)
		.string("href", ErrorInfo::href, (to, href) -> to.href = href)
		.object("cause", ErrorInfo::type, ErrorInfo::cause, (to, cause) -> to.cause = cause)
		.string("requestId", ErrorInfo::requestId, (to, requestId) -> to.requestId = requestId)
		.stringMap("detail", ErrorInfo::detail, (to, detail) -> to.detail = detail)
		.build();

	private static final String HELP = "https://help.ably.io/error/";

	public ErrorInfo {
		detail = Map.copyOf(detail);
	}

	/**
	 * Makes an error without further particulars.
	 * @param code the code of the service
	 * @param statusCode the HTTP status
	 * @param message what happened
	 * @return the error
	 */
	public static ErrorInfo of(int code, int statusCode, String message) {
		return new ErrorInfo(code, statusCode, message, null, null, null, Map.of());
	}

	/**
	 * This error, with the one behind it.
	 * @param cause the error behind this one
	 * @return a copy
	 */
	public ErrorInfo withCause(@Nullable ErrorInfo cause) {
		return new ErrorInfo(this.code, this.statusCode, this.message, this.href, cause, this.requestId, this.detail);
	}

	/**
	 * This error, with the id of the request that failed.
	 * @param requestId the id of the request
	 * @return a copy
	 */
	public ErrorInfo withRequestId(@Nullable String requestId) {
		return new ErrorInfo(this.code, this.statusCode, this.message, this.href, this.cause, requestId, this.detail);
	}

	/**
	 * This error, with another text.
	 * @param message the text
	 * @return a copy
	 */
	public ErrorInfo withMessage(@Nullable String message) {
		return new ErrorInfo(this.code, this.statusCode, message, this.href, this.cause, this.requestId, this.detail);
	}

	/**
	 * Where to read more about this error (TI4, TI5).
	 * @return {@link #href()}, else the page about the code, else null
	 */
	public @Nullable String helpUrl() {
		if (this.href != null) {
			return this.href;
		}
		return (this.code != 0) ? HELP + this.code : null;
	}

	/**
	 * One line for logs: code, status, text, and where to read more unless the text says
	 * so itself (TI5).
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(96);
		text.append('[').append(this.code).append('/').append(this.statusCode).append("] ");
		text.append((this.message != null) ? this.message : "(no message)");
		if (this.requestId != null) {
			text.append(" (request ").append(this.requestId).append(')');
		}
		String url = helpUrl();
		if (url != null && (this.message == null || !this.message.contains(url))) {
			text.append(". See ").append(url);
		}
		if (!this.detail.isEmpty()) {
			text.append(' ').append(this.detail);
		}
		if (this.cause != null) {
			text.append("; caused by ").append(this.cause);
		}
		return text.toString();
	}

	private static WireType<ErrorInfo> type() {
		return TYPE;
	}

	/** Gathers the fields while an error is read. */
	private static final class ErrorInfoFields {

		int code;

		int statusCode;

		@Nullable String message;

		@Nullable String href;

		@Nullable ErrorInfo cause;

		@Nullable String requestId;

		Map<String, String> detail = Map.of();

		ErrorInfo build() {
			return new ErrorInfo(this.code, this.statusCode, this.message, this.href, this.cause, this.requestId,
					this.detail);
		}

	}

}
