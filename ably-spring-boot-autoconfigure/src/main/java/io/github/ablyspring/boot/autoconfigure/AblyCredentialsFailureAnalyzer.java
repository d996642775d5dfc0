package io.github.ablyspring.boot.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.ClassUtils;

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

				For development and tests nothing of this is needed with the emulator: %s""".formatted(emulator()),
				cause);
	}

	private static String emulator() {
		if (!ClassUtils.isPresent("io.github.ablyspring.emulator.AblyEmulator",
				AblyCredentialsFailureAnalyzer.class.getClassLoader())) {
			return "add io.github.ablyspring:ably-emulator to the class path.";
		}
		return "set ably.emulator.mode to 'always'. It is on the class path, but by itself it starts only where no "
				+ "property, and no bean of type AuthCallback, AblyConnectionDetails, ClientOptions or "
				+ "AblyClientOptionsCustomizer, might give credentials.";
	}

}
