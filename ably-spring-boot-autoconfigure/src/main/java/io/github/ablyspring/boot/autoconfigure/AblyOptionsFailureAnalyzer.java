package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.boot.client.AblyClients;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what is wrong with the options of a client, and where they are set.
 */
final class AblyOptionsFailureAnalyzer extends AbstractFailureAnalyzer<AblyOptionsInvalidException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AblyOptionsInvalidException cause) {
		String prefix = cause.client().equals(AblyClients.DEFAULT) ? "ably" : "ably.clients." + cause.client();
		return new FailureAnalysis(
				"The options of the Ably client '" + cause.client() + "' are not valid: " + cause.problem(),
				"Correct the properties " + prefix + ".*, or the AblyClientOptionsCustomizer or AblyConnectionDetails "
						+ "bean that sets this.",
				cause);
	}

}
