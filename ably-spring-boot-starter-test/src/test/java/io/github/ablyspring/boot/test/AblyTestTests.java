package io.github.ablyspring.boot.test;

import io.github.ablyspring.boot.listener.AblyListenerRegistry;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.boot.test.app.Order;
import io.github.ablyspring.boot.test.app.OrderApplication;
import io.github.ablyspring.boot.test.app.OrderListener;
import io.github.ablyspring.boot.test.app.ReturnListener;
import io.github.ablyspring.boot.test.app.Warehouse;
import io.github.ablyspring.emulator.AblyEmulator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
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
			verify(this.warehouse, timeout(10_000)).ship(new Order(42));
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
	@SpringBootTest(classes = OrderApplication.class)
	class Otherwise {

		@Test
		void theWholeApplicationIsThere(@Autowired ApplicationContext context) {
			assertThat(context.getBeansOfType(Warehouse.class)).hasSize(1);
		}

	}

}
