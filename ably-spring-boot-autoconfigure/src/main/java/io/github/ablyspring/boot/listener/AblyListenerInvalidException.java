package io.github.ablyspring.boot.listener;

import java.io.Serial;

/**
 * What an annotation or an endpoint asks for cannot be: a mode that is none, for example.
 */
final class AblyListenerInvalidException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String listener;

	AblyListenerInvalidException(String listener, RuntimeException cause) {
		super("The Ably listener " + listener + " is not valid: " + cause.getMessage(), cause);
		this.listener = listener;
	}

	String listener() {
		return this.listener;
	}

}
