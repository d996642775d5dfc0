package io.github.ablyspring.boot.autoconfigure.emulator;

import java.util.List;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.boot.autoconfigure.AblyClientOptionsCustomizer;
import io.github.ablyspring.boot.autoconfigure.AblyConnectionDetails;
import io.github.ablyspring.client.ClientOptions;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.StringUtils;

/**
 * Whether an application is to have its own server: when it says so, or when it says
 * nothing of how to get in anywhere else.
 */
final class OnEmulatorWantedCondition extends SpringBootCondition implements ConfigurationCondition {

	private static final List<String> CREDENTIALS = List.of("ably.key", "ably.token", "ably.auth-url");

	private static final List<Class<?>> BEANS = List.of(AuthCallback.class, AblyConnectionDetails.class,
			ClientOptions.class, AblyClientOptionsCustomizer.class);

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Ably emulator");
		AblyEmulatorProperties.Mode mode = Binder.get(context.getEnvironment())
			.bind("ably.emulator.mode", AblyEmulatorProperties.Mode.class)
			.orElse(AblyEmulatorProperties.Mode.AUTO);
		return switch (mode) {
			case ALWAYS -> ConditionOutcome.match(message.because("ably.emulator.mode is 'always'"));
			case NEVER -> ConditionOutcome.noMatch(message.because("ably.emulator.mode is 'never'"));
			case AUTO -> whenNothingElse(context, message);
		};
	}

	private static ConditionOutcome whenNothingElse(ConditionContext context, ConditionMessage.Builder message) {
		for (String property : CREDENTIALS) {
			if (isSet(context.getEnvironment(), property)) {
				return ConditionOutcome.noMatch(message.because(property + " is set"));
			}
		}
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		for (Class<?> type : BEANS) {
			if (beans != null
					&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false).length > 0) {
				return ConditionOutcome.noMatch(message.because("there is a bean of type " + type.getSimpleName()));
			}
		}
		return ConditionOutcome.match(message.because("no credentials are configured"));
	}

	/** Whether the properties alone have it so. */
	static boolean isWanted(AblyEmulatorProperties.Mode mode, Environment environment) {
		return switch (mode) {
			case ALWAYS -> true;
			case NEVER -> false;
			case AUTO -> CREDENTIALS.stream().noneMatch((property) -> isSet(environment, property));
		};
	}

	private static boolean isSet(Environment environment, String property) {
		try {
			return StringUtils.hasText(environment.getProperty(property));
		}
		catch (PlaceholderResolutionException ex) {
			// it is meant to be; what cannot be resolved is told when it is bound
			return true;
		}
	}

}
