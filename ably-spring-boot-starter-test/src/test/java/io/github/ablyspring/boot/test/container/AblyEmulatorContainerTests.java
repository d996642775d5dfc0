package io.github.ablyspring.boot.test.container;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.boot.test.app.Order;
import io.github.ablyspring.boot.test.app.OrderApplication;
import io.github.ablyspring.boot.test.app.Warehouse;
import io.github.ablyspring.boot.test.assertj.ChannelRecorder;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.emulator.AblyEmulator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.util.FileSystemUtils;

import static io.github.ablyspring.boot.test.assertj.AblyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

@NeedsEngine
@SpringBootTest(classes = OrderApplication.class,
		properties = { "ably.key=live.key:secret", "ably.client-id=shop", "ably.listener.await-attach=true",
				"ably.listener.await-attach-timeout=1m", "ably.timeouts.realtime-request=45s" })
@Import(AblyEmulatorContainerTests.Containers.class)
class AblyEmulatorContainerTests {

	@Test
	void theApplicationRunsAgainstTheContainer(@Autowired ApplicationContext context,
			@Autowired AblyEmulatorContainer container, @Autowired AblyRealtime realtime, @Autowired AblyTemplate ably,
			@Autowired Warehouse warehouse) throws InterruptedException {
		assertThat(context.getBeansOfType(AblyEmulator.class)).isEmpty();
		assertThat(realtime.options().port()).isEqualTo(container.getPort());
		assertThat(realtime.options().key()).isEqualTo("own.key:of-the-test");
		try (ChannelRecorder shipments = ChannelRecorder.of(realtime.channels().get("shipments"))) {
			ably.publish("orders", "created", new Order(42));
			assertThat(warehouse.shipped.poll(60, TimeUnit.SECONDS)).isEqualTo(new Order(42));
			assertThat(shipments).within(Duration.ofMinutes(1))
				.receives("created")
				.hasData(new Order(42))
				.hasClientId("shop");
		}
		assertThat(container.getLogs()).contains("Ably emulator listening on");
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Containers {

		@Bean
		@ServiceConnection
		AblyEmulatorContainer ably() throws IOException {
			java.nio.file.Path work = Files.createTempDirectory("ably-emulator-image");
			AblyEmulatorContainer container = new AblyEmulatorContainer(EmulatorImage.build(work))
				.withKey("own.key:of-the-test");
			// building it is what needs the files
			container.getDockerImageName();
			FileSystemUtils.deleteRecursively(work);
			return container;
		}

	}

}
