package io.github.ablyspring.boot.test;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.actuate.AblyEndpoint;
import io.github.ablyspring.boot.autoconfigure.metrics.AblyMetricsAutoConfiguration;
import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.event.AblyConnectionEvent;
import io.github.ablyspring.boot.health.AblyHealthIndicator;
import io.github.ablyspring.boot.listener.AblyListenerRegistry;
import io.github.ablyspring.boot.metrics.AblyMetrics;
import io.github.ablyspring.boot.observation.AblyObservations;
import io.github.ablyspring.boot.resilience.RestCircuits;
import io.github.ablyspring.boot.rest.WebClientHttpTransport;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.boot.test.app.Ledger;
import io.github.ablyspring.boot.test.assertj.AblyAssertions;
import io.github.ablyspring.boot.test.app.Order;
import io.github.ablyspring.boot.test.app.OrderApplication;
import io.github.ablyspring.boot.test.app.OrderListener;
import io.github.ablyspring.boot.test.app.RequestLog;
import io.github.ablyspring.boot.test.app.ReturnListener;
import io.github.ablyspring.boot.test.app.Warehouse;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.emulator.AblyEmulator;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;

/**
 * Tests for {@link AblyTest}.
 */
class AblyTestTests {

	@Nested
	@AblyTest(listeners = OrderListener.class, properties = "ably.client-id=shop")
	@ContextConfiguration(classes = OrderApplication.class)
	class OfOneListener {

		@MockitoBean
		Warehouse warehouse;

		@Autowired
		ApplicationContext context;

		@Test
		void hasItCalled(@Autowired AblyTemplate ably, @Autowired AblyListenerRegistry registry) {
			registry.attached().join();
			ably.publish("orders", "created", new Order(42));
			verify(this.warehouse, timeout(60_000)).ship(new Order(42));
		}

		@Test
		void leavesOutWhatIsNotNeeded() {
			assertThat(this.context.getBeansOfType(ReturnListener.class)).isEmpty();
			assertThat(this.context.getBeansOfType(AblyEmulator.class)).hasSize(1);
			assertThat(this.context.getEnvironment().getProperty("ably.client-id")).isEqualTo("shop");
		}

	}

	@Nested
	@AblyTest
	@ContextConfiguration(classes = OrderApplication.class)
	class OfAllListeners {

		@MockitoBean
		Warehouse warehouse;

		@Test
		void findsThemAndNoOtherComponents(@Autowired ApplicationContext context) {
			assertThat(context.getBeansOfType(ReturnListener.class)).hasSize(1);
			assertThat(context.getBeansOfType(OrderListener.class)).hasSize(1);
		}

	}

	@Nested
	@AblyTest
	@Import(States.class)
	@ContextConfiguration(classes = OrderApplication.class)
	class OfWhatSurroundsThem {

		@MockitoBean
		Warehouse warehouse;

		@Autowired
		ApplicationContext context;

		@Test
		void sendsRequestsAsTheApplicationDoes(@Autowired AblyRest rest, @Autowired RequestLog requests) {
			assertThat(this.context.getBean(ClientOptions.class).httpTransport())
				.isInstanceOf(WebClientHttpTransport.class);
			rest.time().join();
			assertThat(requests.paths).containsExactly("/time");
			assertThat(this.context.getBean(RestCircuits.class).state(AblyClients.DEFAULT)).isEqualTo("CLOSED");
		}

		@Test
		void findsBeansThatMakeUpTheClients(@Autowired AblyTemplate ably, @Autowired Ledger ledger) {
			ably.publish("anything", "created", "42");
			assertThat(ledger.channels).containsExactly("anything");
		}

		@Test
		void publishesEvents(@Autowired AblyRealtime realtime, @Autowired States states) throws Exception {
			AblyAssertions.assertThat(realtime).isConnected();
			assertThat(states.seen.poll(30, TimeUnit.SECONDS)).isNotNull();
		}

		@Test
		void leavesOutWhatLooksAfterTheApplication() {
			assertThat(this.context.getBeansOfType(AblyMetrics.class)).isEmpty();
			assertThat(this.context.getBeansOfType(AblyObservations.class)).isEmpty();
			assertThat(this.context.getBeansOfType(AblyEndpoint.class)).isEmpty();
			assertThat(this.context.getBeansOfType(AblyHealthIndicator.class)).isEmpty();
		}

	}

	@Nested
	@AblyTest(properties = "ably.metrics.heartbeat-interval=0s")
	@ImportAutoConfiguration({ MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
			SimpleMetricsExportAutoConfiguration.class, AblyMetricsAutoConfiguration.class })
	@ContextConfiguration(classes = OrderApplication.class)
	class OfMetersThatAreAskedFor {

		@MockitoBean
		Warehouse warehouse;

		@Test
		void hasThem(@Autowired AblyTemplate ably, @Autowired MeterRegistry meters) {
			ably.publish("anything", "created", "42");
			assertThat(meters.get("ably.messages.published").tag("transport", "realtime").counter().count()).isOne();
		}

	}

	@Nested
	@SpringBootTest(classes = OrderApplication.class)
	class Otherwise {

		@Test
		void theWholeApplicationIsThere(@Autowired ApplicationContext context) {
			assertThat(context.getBeansOfType(Warehouse.class)).hasSize(1);
		}

	}

	static class States {

		final BlockingQueue<AblyConnectionEvent> seen = new LinkedBlockingQueue<>();

		@EventListener
		void changed(AblyConnectionEvent event) {
			this.seen.add(event);
		}

	}

}
