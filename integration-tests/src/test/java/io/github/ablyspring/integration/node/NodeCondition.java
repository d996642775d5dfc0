package io.github.ablyspring.integration.node;

import java.util.List;

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
			// all of them now: what is installed during a test counts as its time
			for (String ably : List.of(Node.ABLY, Node.OLDER_ABLY)) {
				Node.with(ably);
				Node.with(ably, Node.VCDIFF);
			}
			return ConditionEvaluationResult.enabled("Node has " + Node.ABLY);
		}
		catch (Node.MissingException ex) {
			return ConditionEvaluationResult.disabled(ex.getMessage());
		}
	}

}
