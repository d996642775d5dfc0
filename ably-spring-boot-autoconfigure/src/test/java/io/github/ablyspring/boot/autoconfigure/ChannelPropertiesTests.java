package io.github.ablyspring.boot.autoconfigure;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.boot.listener.AblyListenerRegistry;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.rest.HistoryParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What <code>ably.channels.*</code> says holds wherever a channel comes from.
 */
class ChannelPropertiesTests {

	private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyEmulatorAutoConfiguration.class, AblyListenerAutoConfiguration.class,
				AblyTemplateAutoConfiguration.class))
		.withPropertyValues("ably.channels.[secret-*].cipher-key=" + KEY, "ably.channels.[secret-*].params.rewind=1",
				"ably.channels.[secret-*].modes=publish,subscribe",
				"ably.channels.[secret-open].attach-on-subscribe=false");

	@ParameterizedTest
	@ValueSource(strings = { "realtime", "rest" })
	void templatesEncryptAndListenersDecrypt(String via) {
		this.contextRunner.withPropertyValues("ably.template.via=" + via).withBean(Secrets.class).run((context) -> {
			context.getBean(AblyListenerRegistry.class).attached().get(30, TimeUnit.SECONDS);
			context.getBean(AblyTemplate.class).publish("secret-1", "told", "plain");
			assertThat(context.getBean(Secrets.class).seen.poll(30, TimeUnit.SECONDS)).isEqualTo("plain");
			Message stored = context.getBean(AblyRest.class)
				.channels()
				.get("secret-1", ChannelOptions.DEFAULT)
				.history(HistoryParams.builder().build())
				.get(30, TimeUnit.SECONDS)
				.items()
				.get(0);
			assertThat(stored.encoding()).contains("cipher+aes-256-cbc");
			assertThat(stored.data()).isNotEqualTo("plain");
		});
	}

	@Test
	void clientsHaveThem() {
		this.contextRunner.run((context) -> {
			ChannelOptions realtime = context.getBean(AblyRealtime.class).channels().get("secret-1").options();
			assertThat(realtime.cipher()).isNotNull();
			assertThat(realtime.params()).containsEntry("rewind", "1");
			assertThat(realtime.modes()).containsExactlyInAnyOrder(ChannelMode.PUBLISH, ChannelMode.SUBSCRIBE);
			assertThat(realtime.attachOnSubscribe()).isTrue();
			assertThat(context.getBean(AblyRealtime.class).channels().get("other").options())
				.isEqualTo(ChannelOptions.DEFAULT);
		});
	}

	@Test
	void aNameIsMoreThanAPattern() {
		this.contextRunner.run((context) -> {
			ChannelOptions options = context.getBean(AblyRealtime.class).channels().get("secret-open").options();
			assertThat(options.cipher()).isNull();
			assertThat(options.attachOnSubscribe()).isFalse();
		});
	}

	@Test
	void whatTheyDoNotNameABeanMay() {
		ChannelOptions own = ChannelOptions.builder().param("delta", "vcdiff").build();
		this.contextRunner.withBean(ChannelDefaults.class, () -> (name) -> own).run((context) -> {
			assertThat(context.getBean(AblyRealtime.class).channels().get("other").options()).isEqualTo(own);
			assertThat(context.getBean(AblyRealtime.class).channels().get("secret-1").options().cipher()).isNotNull();
		});
	}

	@Test
	void theKeyIsNotShown() {
		this.contextRunner.run((context) -> assertThat(context.getBean(AblyProperties.class).channels().toString()
				+ context.getBean(AblyRealtime.class).channels().get("secret-1").options()
				+ context.getBean(AblyEmulator.class))
			.doesNotContain(KEY));
	}

	static class Secrets {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener("secret-1")
		void told(String secret) {
			this.seen.add(secret);
		}

	}

}
