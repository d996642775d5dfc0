package io.github.ablyspring.boot.autoconfigure.resilience;

import java.util.ArrayList;
import java.util.List;

import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Imports the guards that somebody has switched on. Reading their configurations only to
 * find out that they are off would be time at the start of every application.
 */
final class WantedGuards implements ImportSelector, EnvironmentAware {

	private Environment environment = new StandardEnvironment();

	@Override
	public void setEnvironment(Environment environment) {
		this.environment = environment;
	}

	@Override
	public String[] selectImports(AnnotationMetadata importing) {
		List<String> wanted = new ArrayList<>();
		if (isOn("retry")) {
			wanted.add(OptionalGuards.RetryConfiguration.class.getName());
		}
		if (isOn("rate-limiter")) {
			wanted.add(OptionalGuards.RateLimiterConfiguration.class.getName());
		}
		if (isOn("bulkhead")) {
			wanted.add(OptionalGuards.BulkheadConfiguration.class.getName());
		}
		if (isOn("time-limiter")) {
			wanted.add(OptionalGuards.TimeLimiterConfiguration.class.getName());
		}
		return wanted.toArray(String[]::new);
	}

	private boolean isOn(String guard) {
		return this.environment.getProperty("ably.resilience." + guard + ".enabled", boolean.class, false);
	}

}
