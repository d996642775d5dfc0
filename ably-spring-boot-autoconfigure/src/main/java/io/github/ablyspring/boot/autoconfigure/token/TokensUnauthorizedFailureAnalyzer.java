package io.github.ablyspring.boot.autoconfigure.token;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells how to say what tokens permit.
 */
final class TokensUnauthorizedFailureAnalyzer extends AbstractFailureAnalyzer<TokensUnauthorizedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TokensUnauthorizedException cause) {
		return new FailureAnalysis("ably.token-endpoint.enabled is true, but nothing says what tokens permit.", """
				Define a bean of type AblyTokenAuthorizer, or set capabilities, for example:

				  ably:
				    token-endpoint:
				      capability:
				        "[user:{clientId}]": subscribe, presence
				      anonymous-capability:
				        news: subscribe""", cause);
	}

}
