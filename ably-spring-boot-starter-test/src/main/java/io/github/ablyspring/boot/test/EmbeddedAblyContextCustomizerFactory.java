package io.github.ablyspring.boot.test;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Has the application contexts of tests with {@link EmbeddedAbly} start an emulator.
 */
final class EmbeddedAblyContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> configAttributes) {
		return TestContextAnnotationUtils.hasAnnotation(testClass, EmbeddedAbly.class) ? new Customizer() : null;
	}

	// a record, as contexts are cached by what customizes them
	private record Customizer() implements ContextCustomizer {

		private static final Map<String, Object> PROPERTIES = Map.of("ably.emulator.mode", "always",
				"ably.emulator.port", "0");

		@Override
		public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource(EmbeddedAbly.class.getName(), PROPERTIES));
		}

	}

}
