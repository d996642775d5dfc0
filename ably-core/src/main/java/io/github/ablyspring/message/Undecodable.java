package io.github.ablyspring.message;

import org.jspecify.annotations.Nullable;

/**
 * One step of decoding a payload has failed. Never leaves this package, hence no stack.
 */
final class Undecodable extends Exception {

	private static final long serialVersionUID = 1L;

	private final int code;

	Undecodable(int code, String message, @Nullable Throwable cause) {
		super(message, cause, false, false);
		this.code = code;
	}

	int code() {
		return this.code;
	}

}
