package io.github.ablyspring.integration.node;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Enables tests where there is {@link Node}.
 */
class NodeCondition implements ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		try {
			Node.with(Node.ABLY);
			return ConditionEvaluationResult.enabled("Node has " + Node.ABLY);
		}
		catch (Node.MissingException ex) {
			return ConditionEvaluationResult.disabled(ex.getMessage());
		}
	}

}
