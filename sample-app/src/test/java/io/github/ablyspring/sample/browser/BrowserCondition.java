package io.github.ablyspring.sample.browser;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Whether there is a browser, and what moves it.
 */
class BrowserCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (Browser.program().isEmpty()) {
			return ConditionEvaluationResult.disabled("Neither of " + Browser.PROGRAMS + " is installed");
		}
		if (Browser.driver().isEmpty()) {
			return ConditionEvaluationResult.disabled("The program '" + Browser.DRIVER + "' is not installed");
		}
		return ConditionEvaluationResult.enabled("There is a browser");
	}

}
