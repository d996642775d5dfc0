package io.github.ablyspring.boot.autoconfigure;

import java.io.Serial;

/**
 * There is nothing with which to authenticate, and no emulator that would need nothing.
 */
final class AblyCredentialsMissingException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	AblyCredentialsMissingException() {
		super("No credentials for Ably are configured");
	}

}
