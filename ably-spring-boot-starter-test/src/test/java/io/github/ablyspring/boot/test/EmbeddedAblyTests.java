package io.github.ablyspring.boot.test;

import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.listener.AblyListenerRegistry;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.boot.test.app.Order;
import io.github.ablyspring.boot.test.app.OrderApplication;
import io.github.ablyspring.boot.test.app.Warehouse;
import io.github.ablyspring.boot.test.assertj.ChannelRecorder;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static io.github.ablyspring.boot.test.assertj.AblyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(classes = OrderApplication.class,
		properties = { "ably.key=live.key:secret", "ably.client-id=shop", "ably.clients.billing.key=other.key:secret",
				"ably.listener.await-attach=true" })
@EmbeddedAbly
class EmbeddedAblyTests {

	@Autowired
	AblyRealtime realtime;

	@BeforeEach
	void faultsOfOtherTestsAreGone(AblyFaults faults) {
		faults.reset();
		assertThat(this.realtime).isConnected();
	}

	@Test
	void allClientsUseIt(@Autowired AblyClients clients, AblyEmulator emulator) {
		assertThat(clients.realtime("").options().key()).isEqualTo(emulator.key());
		assertThat(clients.realtime("billing").options().key()).isEqualTo(emulator.key());
		assertThat(clients.realtime("billing")).isConnected();
	}

	@Test
	void aCreatedOrderSurvivesALostConnection(@Autowired AblyTemplate ably, @Autowired Warehouse warehouse,
			AblyFaults faults) throws InterruptedException {
		try (ChannelRecorder shipments = ChannelRecorder.of(this.realtime.channels().get("shipments"))) {
			faults.disconnect();
			ably.publish("orders", "created", new Order(42));
			assertThat(warehouse.shipped.poll(30, TimeUnit.SECONDS)).isEqualTo(new Order(42));
			assertThat(shipments).receives("created").hasData(new Order(42)).hasClientId("shop");
			assertThat(faults.traffic().connects()).isNotEmpty();
		}
	}

	@Test
	void faultsAndEmulatorAreBeansToo(@Autowired AblyFaults bean, @Autowired AblyEmulator emulator,
			AblyFaults parameter) {
		assertThat(bean).isSameAs(emulator.faults()).isSameAs(parameter);
	}

	@Test
	void listenersAreAttachedWhenTheTestBegins(@Autowired AblyListenerRegistry registry) {
		assertThat(registry.attached()).isCompleted();
		assertThat(this.realtime.channels().get("orders")).isAttached();
	}

	@Nested
	class Faults {

		@Test
		void thatATestLeavesDoNotReachTheNext(AblyFaults faults) {
			refuseRequests(faults);
		}

		@Test
		void thatAnotherTestLeavesDoNotEither(AblyFaults faults) {
			refuseRequests(faults);
		}

		// would be refused if the other one's rule was still there
		private void refuseRequests(AblyFaults faults) {
			assertThat(EmbeddedAblyTests.this.realtime.time()).succeedsWithin(30, TimeUnit.SECONDS);
			faults.add(FaultRule.when(Trigger.request()).then(Fault.disconnect()));
			assertThat(EmbeddedAblyTests.this.realtime.time()).failsWithin(30, TimeUnit.SECONDS);
		}

	}

}
