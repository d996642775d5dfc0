package io.github.ablyspring.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to set when an application has no credentials.
 */
final class AblyCredentialsFailureAnalyzer extends AbstractFailureAnalyzer<AblyCredentialsMissingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AblyCredentialsMissingException cause) {
		return new FailureAnalysis("The Ably client '" + cause.client() + "' has nothing to authenticate with.", """
				Set one of these:

				  - ably.key, with an API key from Ably's dashboard
				  - ably.auth-url, or an AuthCallback bean, to get tokens from a server
				  - ably.token, with a token that somebody else has issued

				For development and tests nothing of this is needed with the emulator: \
				add io.github.ablyspring:ably-emulator to the class path.""", cause);
	}

}
