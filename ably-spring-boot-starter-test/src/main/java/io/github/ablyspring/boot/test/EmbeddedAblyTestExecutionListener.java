package io.github.ablyspring.boot.test;

import io.github.ablyspring.emulator.AblyEmulator;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Takes back the faults that a test has left in its emulator.
 */
final class EmbeddedAblyTestExecutionListener extends AbstractTestExecutionListener {

	// after the one that closes dirty contexts, and so before it when tests end
	private static final int ORDER = 3500;

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void afterTestMethod(TestContext test) {
		if (test.hasApplicationContext()
				&& TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), EmbeddedAbly.class)) {
			test.getApplicationContext()
				.getBeanProvider(AblyEmulator.class)
				.ifAvailable((emulator) -> emulator.faults().clear());
		}
	}

}
