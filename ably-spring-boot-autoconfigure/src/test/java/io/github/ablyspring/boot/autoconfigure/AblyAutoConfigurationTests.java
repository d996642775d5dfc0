package io.github.ablyspring.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class AblyAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class));

	@Test
	void isListedForSpringBootToFind() {
		assertThat(ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class,
				getClass().getClassLoader()))
			.contains(AblyAutoConfiguration.class.getName());
	}

	@Test
	void startsInAnApplicationThatConfiguresNothing() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(AblyAutoConfiguration.class));
	}

}
