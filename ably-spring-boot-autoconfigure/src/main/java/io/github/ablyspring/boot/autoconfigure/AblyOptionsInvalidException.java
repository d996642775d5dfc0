package io.github.ablyspring.boot.autoconfigure;

import java.io.Serial;

import io.github.ablyspring.protocol.AblyException;

/**
 * What is configured for a client cannot be: a key that is none, for example.
 */
final class AblyOptionsInvalidException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String client;

	private final String problem;

	AblyOptionsInvalidException(String client, RuntimeException cause) {
		super("The options of the Ably client '" + client + "' are not valid", cause);
		this.client = client;
		this.problem = String
			.valueOf((cause instanceof AblyException ofAbly) ? ofAbly.errorInfo().message() : cause.getMessage());
	}

	String client() {
		return this.client;
	}

	String problem() {
		return this.problem;
	}

}
