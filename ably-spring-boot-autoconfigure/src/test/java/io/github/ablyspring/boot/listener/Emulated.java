package io.github.ablyspring.boot.listener;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyListenerAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyRealtimeAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyTemplateAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.message.Message;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tests of listeners against the emulator have in common.
 */
final class Emulated {

	static final int PATIENCE = 60;

	private Emulated() {
	}

	static ApplicationContextRunner contextRunner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
					AblyEmulatorAutoConfiguration.class, AblyListenerAutoConfiguration.class,
					AblyTemplateAutoConfiguration.class))
			.withPropertyValues("ably.client-id=warehouse");
	}

	static AblyListenerRegistry attached(ApplicationContext context) throws Exception {
		AblyListenerRegistry registry = context.getBean(AblyListenerRegistry.class);
		registry.attached().get(PATIENCE, TimeUnit.SECONDS);
		return registry;
	}

	static void publish(ApplicationContext context, String channel, String event, Object data) throws Exception {
		publish(context, channel, Message.of(event, data));
	}

	static void publish(ApplicationContext context, String channel, Message message) throws Exception {
		attached(context);
		context.getBean(AblyTemplate.class).publish(channel, message);
	}

	static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
		T next = queue.poll(PATIENCE, TimeUnit.SECONDS);
		assertThat(next).as("what comes in").isNotNull();
		return next;
	}

}
