package io.github.ablyspring.boot.autoconfigure.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.actuate.AblyEndpoint;
import io.github.ablyspring.boot.actuate.ChannelDescriptor;
import io.github.ablyspring.boot.actuate.ClientDescriptor;
import io.github.ablyspring.boot.actuate.ListenerDescriptor;
import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyListenerAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyRealtimeAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.resilience.AblyResilienceAutoConfiguration;
import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.messaging.Message;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AblyEndpointAutoConfiguration} and {@link AblyEndpoint}.
 */
class AblyEndpointAutoConfigurationTests {

	private static final String CIPHER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyListenerAutoConfiguration.class, AblyEmulatorAutoConfiguration.class,
				AblyResilienceAutoConfiguration.class, EndpointAutoConfiguration.class,
				AblyEndpointAutoConfiguration.class));

	private final ApplicationContextRunner exposed = this.contextRunner.withPropertyValues(
			"management.endpoints.web.exposure.include=ably", "ably.client-id=warehouse",
			"ably.channels.orders.cipher-key=" + CIPHER_KEY);

	@Test
	void showsConnectionsChannelsAndListeners() {
		this.exposed.withBean(Orders.class).run((context) -> {
			AblyRealtime realtime = context.getBean(AblyRealtime.class);
			realtime.channels().get("orders").attach().get(30, TimeUnit.SECONDS);
			ClientDescriptor client = context.getBean(AblyEndpoint.class).clients().clients().get("default");
			assertThat(client.clientId()).isEqualTo("warehouse");
			assertThat(client.hosts().primary()).isEqualTo("127.0.0.1");
			assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
			assertThat(client.connection().host()).isEqualTo("127.0.0.1");
			assertThat(client.connection().id()).isEqualTo(realtime.connection().id());
			assertThat(client.connection().pendingPublishes()).isZero();
			assertThat(client.restCircuit()).isEqualTo("CLOSED");
			ChannelDescriptor orders = client.channels().get(0);
			assertThat(orders.name()).isEqualTo("orders");
			assertThat(orders.state()).isEqualTo(ChannelState.ATTACHED);
			assertThat(orders.modes()).contains(ChannelMode.PUBLISH, ChannelMode.SUBSCRIBE);
			assertThat(orders.encrypted()).isTrue();
			assertThat(orders.subscriptions()).isOne();
			assertThat(orders.mailbox().capacity()).isEqualTo(4096);
			assertThat(client.listeners())
				.containsExactly(new ListenerDescriptor("orders", List.of("orders"), true, 0));
		});
	}

	@Test
	void showsThatTheServiceSaidWhatIsNotKnown() {
		this.exposed.run((context) -> {
			AblyEndpoint endpoint = context.getBean(AblyEndpoint.class);
			context.getBean(AblyEmulator.class)
				.faults()
				.add(FaultRule.when(Trigger.toClient(Action.ATTACHED))
					.then(Fault.inject(ProtocolMessage.builder(Action.HEARTBEAT).actionCode(99).build()))
					.once());
			context.getBean(AblyRealtime.class).channels().get("orders").attach().get(30, TimeUnit.SECONDS);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> endpoint.client("default").connection().unknown().actions() == 1);
			assertThat(endpoint.client("default").connection().unknown().fields()).isZero();
		});
	}

	@Test
	void showsOneClientByItsName() {
		this.exposed.withPropertyValues("ably.clients.billing.client-id=billing").run((context) -> {
			AblyEndpoint endpoint = context.getBean(AblyEndpoint.class);
			assertThat(endpoint.clients().clients()).containsOnlyKeys("default", "billing");
			assertThat(endpoint.client("billing").clientId()).isEqualTo("billing");
			assertThat(endpoint.client("none")).isNull();
		});
	}

	@Test
	void showsNoSecret() {
		this.exposed.withBean(Orders.class).run((context) -> {
			AblyRealtime realtime = context.getBean(AblyRealtime.class);
			realtime.channels().get("orders").attach().get(30, TimeUnit.SECONDS);
			String key = context.getBean(ClientOptions.class).key();
			String json = JsonMapper.builder()
				.build()
				.writeValueAsString(context.getBean(AblyEndpoint.class).clients());
			assertThat(json).contains("\"state\":\"CONNECTED\"")
				.doesNotContain(key)
				.doesNotContain(key.substring(key.indexOf(':') + 1))
				.doesNotContain(CIPHER_KEY)
				.doesNotContain(String.valueOf(realtime.connection().key()));
		});
	}

	@Test
	void isNotThereUnlessItIsExposed() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(AblyEndpoint.class));
	}

	@Test
	void canBeSwitchedOff() {
		this.exposed.withPropertyValues("management.endpoint.ably.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(AblyEndpoint.class));
	}

	@Test
	void backsOffWithoutActuator() {
		this.exposed.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class, Endpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("ablyEndpoint"));
	}

	@Test
	void worksWithoutAnnotatedListeners() {
		this.exposed.withClassLoader(new FilteredClassLoader(Message.class))
			.run((context) -> assertThat(context.getBean(AblyEndpoint.class).clients().clients())
				.containsKey("default"));
	}

	static class Orders {

		@AblyListener(id = "orders", channels = "orders")
		void created(String order) {
		}

	}

}
