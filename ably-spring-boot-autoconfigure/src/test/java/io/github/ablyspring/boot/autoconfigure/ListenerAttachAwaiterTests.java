package io.github.ablyspring.boot.autoconfigure;

import java.time.Duration;

import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.Fault;
import io.github.ablyspring.emulator.fault.FaultRule;
import io.github.ablyspring.emulator.fault.Trigger;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.realtime.channel.ChannelState;
import org.junit.jupiter.api.Test;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ListenerAttachAwaiterTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyEmulatorAutoConfiguration.class, AblyListenerAutoConfiguration.class))
		.withBean(Orders.class);

	@Test
	void waitsUntilAllAreAttached() {
		this.contextRunner.withPropertyValues("ably.listener.await-attach=true").run((context) -> {
			context.getBean(ListenerAttachAwaiter.class).run(new DefaultApplicationArguments());
			assertThat(context.getBean(AblyRealtime.class).channels().get("orders").state())
				.isEqualTo(ChannelState.ATTACHED);
		});
	}

	@Test
	void doesNotWaitForEver() {
		this.contextRunner
			.withPropertyValues("ably.listener.await-attach=true", "ably.listener.await-attach-timeout=50ms")
			.withBean(AblyEmulator.class, () -> silent(AblyEmulator.start()))
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(ListenerAttachAwaiter.class).run(new DefaultApplicationArguments()))
				.withMessageContaining(Duration.ofMillis(50).toString())
				.withMessageContaining("Orders.order]"));
	}

	@Test
	void tellsWhatTheServiceSays() {
		String key = "app.key:secret";
		this.contextRunner.withPropertyValues("ably.listener.await-attach=true")
			.withBean(AblyEmulator.class, () -> AblyEmulator.builder().key(key, "{\"other\":[\"subscribe\"]}").start())
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(ListenerAttachAwaiter.class).run(new DefaultApplicationArguments()))
				.withMessageContaining("Orders.order]")
				.withCauseInstanceOf(AblyException.class));
	}

	@Test
	void doesNothingUnlessAskedTo() {
		this.contextRunner.withBean(AblyEmulator.class, () -> silent(AblyEmulator.start()))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ListenerAttachAwaiter.class));
	}

	private static AblyEmulator silent(AblyEmulator emulator) {
		emulator.faults().add(FaultRule.when(Trigger.toClient(Action.ATTACHED)).then(Fault.suppress()));
		return emulator;
	}

	static class Orders {

		@AblyListener("orders")
		void order(String text) {
		}

	}

}
