package io.github.ablyspring.boot.autoconfigure.event;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyRealtimeAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.event.AblyChannelEvent;
import io.github.ablyspring.boot.event.AblyConnectionEvent;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AblyEventAutoConfiguration}.
 */
class AblyEventAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyEmulatorAutoConfiguration.class, AblyEventAutoConfiguration.class));

	@Test
	void changesOfConnectionsAndChannelsBecomeEvents() {
		this.contextRunner.withBean(Log.class).run((context) -> {
			context.getBean(AblyRealtime.class).channels().get("orders").attach().get(30, TimeUnit.SECONDS);
			List<String> entries = context.getBean(Log.class).entries;
			Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> entries.size() == 4);
			assertThat(entries).containsSubsequence("default CONNECTING", "default CONNECTED")
				.containsSubsequence("default orders ATTACHING", "default orders ATTACHED");
		});
	}

	@Test
	void theLastChangesDoNoHarmWhenTheApplicationEnds() {
		Log log = new Log();
		this.contextRunner.withBean(Log.class, () -> log)
			.run((context) -> Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> log.entries.contains("default CONNECTED")));
		assertThat(log.entries).contains("default CLOSED");
	}

	@Test
	void canBeSwitchedOff() {
		this.contextRunner.withPropertyValues("ably.events.enabled=false")
			.run((context) -> assertThat(context.getBean(ClientOptions.class).connectionObservers()).isEmpty());
	}

	static class Log {

		private final List<String> entries = new CopyOnWriteArrayList<>();

		@EventListener
		void changed(AblyConnectionEvent event) {
			this.entries.add(event.client() + " " + event.change().current());
		}

		@EventListener
		void changed(AblyChannelEvent event) {
			this.entries.add(event.client() + " " + event.channel() + " " + event.change().current());
		}

	}

}
