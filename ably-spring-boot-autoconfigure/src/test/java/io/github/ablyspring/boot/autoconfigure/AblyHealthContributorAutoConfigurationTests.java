package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.health.AblyHealthIndicator;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class AblyHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyEmulatorAutoConfiguration.class, AblyPayloadAutoConfiguration.class,
				AblyHealthContributorAutoConfiguration.class));

	@Test
	void aConnectionIsUpAndUnknownOnceItIsClosed() {
		this.contextRunner.run((context) -> {
			AblyRealtime realtime = context.getBean(AblyRealtime.class);
			AblyHealthIndicator indicator = (AblyHealthIndicator) context.getBean(HealthContributor.class);
			realtime.connection().whenState(ConnectionState.CONNECTED).get();
			Health health = indicator.health();
			assertThat(health).isNotNull();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("state", ConnectionState.CONNECTED).containsKey("for");
			realtime.connection().close().get();
			assertThat(indicator.health()).extracting(Health::getStatus).isEqualTo(Status.UNKNOWN);
		});
	}

	@Test
	void canBeSwitchedOff() {
		this.contextRunner.withPropertyValues("management.health.ably.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(HealthContributor.class));
	}

	@Test
	void backsOffWithoutHealth() {
		this.contextRunner
			.withClassLoader(
					new FilteredClassLoader(HealthContributor.class, ConditionalOnEnabledHealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("ablyHealthContributor"));
	}

	@Test
	void theMapperOfTheApplicationMapsPayloads() {
		this.contextRunner.withBean(JsonMapper.class, () -> JsonMapper.builder().build())
			.run((context) -> assertThat(context.getBean(ClientOptions.class).payloadMapper())
				.isSameAs(context.getBean(PayloadMapper.class)));
	}

}
