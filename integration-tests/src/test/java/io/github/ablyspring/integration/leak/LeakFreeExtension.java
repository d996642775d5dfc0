package io.github.ablyspring.integration.leak;

import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * See {@link LeakFree}.
 */
final class LeakFreeExtension implements BeforeAllCallback, AfterAllCallback {

	private static final Namespace NAMESPACE = Namespace.create(LeakFreeExtension.class);

	@Override
	public void beforeAll(ExtensionContext context) {
		context.getStore(NAMESPACE).put(LeakWatch.class, LeakWatch.start());
	}

	@Override
	public void afterAll(ExtensionContext context) {
		LeakWatch watch = context.getStore(NAMESPACE).remove(LeakWatch.class, LeakWatch.class);
		if (watch != null) {
			List<String> leaks = watch.stop();
			assertThat(leaks).as("buffers that were never released").isEmpty();
		}
	}

}
