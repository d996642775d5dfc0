package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.health.AblyHealthIndicator;
import io.github.ablyspring.boot.resilience.RestCircuits;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
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
	void aConnectionThatIsBeingOpenedAgainIsUpAndOneThatHasFailedIsDown() {
		this.contextRunner.run((context) -> {
			AblyRealtime realtime = context.getBean(AblyRealtime.class);
			AblyHealthIndicator indicator = (AblyHealthIndicator) context.getBean(HealthContributor.class);
			realtime.connection().whenState(ConnectionState.CONNECTED).get();
			AblyFaults faults = context.getBean(AblyEmulator.class).faults();
			faults.refuseConnections();
			faults.closeSockets();
			realtime.connection().whenState(ConnectionState.DISCONNECTED).get();
			Health health = indicator.health();
			assertThat(health).isNotNull();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails().get("state")).isIn(ConnectionState.DISCONNECTED, ConnectionState.CONNECTING);
			assertThat(health.getDetails()).containsKey("code");
			faults.clear();
			realtime.connection().connect();
			realtime.connection().whenState(ConnectionState.CONNECTED).get();
			faults.trigger(Fault.injectAndClose(
					ProtocolMessage.builder(Action.ERROR).error(ErrorInfo.of(40400, 404, "gone")).build(), 1000));
			realtime.connection().whenState(ConnectionState.FAILED).get();
			assertThat(indicator.health()).extracting(Health::getStatus).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void everyClientIsPartOfTheWhole() {
		this.contextRunner.withPropertyValues("ably.clients.billing.client-id=billing").run((context) -> {
			CompositeHealthContributor all = (CompositeHealthContributor) context.getBean(HealthContributor.class);
			assertThat(all.stream()).extracting(HealthContributors.Entry::name)
				.containsExactlyInAnyOrder("default", "billing");
		});
	}

	@Test
	void anOpenCircuitIsDown() {
		String[] circuit = { "CLOSED" };
		this.contextRunner.withBean(RestCircuits.class, () -> (client) -> circuit[0]).run((context) -> {
			AblyHealthIndicator indicator = (AblyHealthIndicator) context.getBean(HealthContributor.class);
			context.getBean(AblyRealtime.class).connection().whenState(ConnectionState.CONNECTED).get();
			assertThat(indicator.health()).extracting(Health::getStatus).isEqualTo(Status.UP);
			circuit[0] = "OPEN";
			Health open = indicator.health();
			assertThat(open).isNotNull();
			assertThat(open.getStatus()).isEqualTo(Status.DOWN);
			assertThat(open.getDetails()).containsEntry("restCircuit", "OPEN")
				.containsEntry("state", ConnectionState.CONNECTED);
			circuit[0] = "HALF_OPEN";
			assertThat(indicator.health()).extracting(Health::getStatus).isEqualTo(Status.UP);
		});
	}

	@Test
	void isNotPartOfLiveness() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(ApplicationAvailabilityAutoConfiguration.class,
					HealthContributorRegistryAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
					AvailabilityHealthContributorAutoConfiguration.class, AvailabilityProbesAutoConfiguration.class,
					EndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoint.health.probes.enabled=true",
					"management.endpoints.web.exposure.include=health")
			.run((context) -> {
				HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
				assertThat(groups.getPrimary().isMember("ably")).isTrue();
				assertThat(groups.get("liveness").isMember("ably")).isFalse();
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
