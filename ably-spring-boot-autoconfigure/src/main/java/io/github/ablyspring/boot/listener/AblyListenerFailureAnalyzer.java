package io.github.ablyspring.boot.listener;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/**
 * Tells which listener is not valid, and why. Goes before analyzers that only see that
 * some bean is missing.
 */
@Order(0)
final class AblyListenerFailureAnalyzer extends AbstractFailureAnalyzer<AblyListenerInvalidException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, AblyListenerInvalidException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"Correct the annotation of " + cause.listener() + ", or the property or bean that it refers to.",
				cause);
	}

}
