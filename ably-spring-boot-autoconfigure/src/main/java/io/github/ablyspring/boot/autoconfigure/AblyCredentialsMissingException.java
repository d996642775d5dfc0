package io.github.ablyspring.boot.autoconfigure;

import java.io.Serial;

/**
 * There is nothing with which to authenticate, and no emulator that would need nothing.
 */
final class AblyCredentialsMissingException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final String client;

	AblyCredentialsMissingException(String client) {
		super("No credentials for the Ably client '" + client + "' are configured");
		this.client = client;
	}

	String client() {
		return this.client;
	}

}
