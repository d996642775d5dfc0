package io.github.ablyspring.boot.autoconfigure.rest;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.boot.ScriptedTransport;
import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.rest.WebClientHttpTransport;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.transport.HttpTransport;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AblyWebClientAutoConfiguration}.
 */
class AblyWebClientAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyWebClientAutoConfiguration.class,
				WebClientAutoConfiguration.class));

	private final ApplicationContextRunner withKey = this.contextRunner.withPropertyValues("ably.key=app.key:secret");

	@Test
	void requestsGoThroughTheWebClientOfTheApplication() {
		AtomicInteger seen = new AtomicInteger();
		this.contextRunner.withConfiguration(AutoConfigurations.of(AblyEmulatorAutoConfiguration.class))
			.withBean(WebClientCustomizer.class, () -> (builder) -> builder.filter((request, next) -> {
				seen.incrementAndGet();
				return next.exchange(request);
			}))
			.run((context) -> {
				assertThat(context).hasSingleBean(AblyEmulator.class);
				AblyRest rest = context.getBean(AblyRest.class);
				rest.channels().get("orders").publish("created", "42").get(30, TimeUnit.SECONDS);
				assertThat(rest.channels().get("orders").history().get(30, TimeUnit.SECONDS).items()).hasSize(1);
				assertThat(seen).hasValue(2);
			});
	}

	@Test
	void answersThatAreTooLargeAreRefused() {
		this.contextRunner.withConfiguration(AutoConfigurations.of(AblyEmulatorAutoConfiguration.class))
			.withPropertyValues("ably.rest.max-response-size=1B")
			.run((context) -> assertThat(context.getBean(AblyRest.class).time()).failsWithin(30, TimeUnit.SECONDS)
				.withThrowableThat()
				.withMessageContaining("ably.rest.max-response-size"));
	}

	@Test
	void theWebClientIsMadeForTheFirstRequest() {
		AtomicInteger made = new AtomicInteger();
		this.contextRunner.withConfiguration(AutoConfigurations.of(AblyEmulatorAutoConfiguration.class))
			.withBean(WebClientCustomizer.class, () -> (builder) -> made.incrementAndGet())
			.run((context) -> {
				AblyRest rest = context.getBean(AblyRest.class);
				assertThat(made).hasValue(0);
				rest.time().get(30, TimeUnit.SECONDS);
				rest.time().get(30, TimeUnit.SECONDS);
				assertThat(made).hasValue(1);
			});
	}

	@Test
	void theLibraryCanUseItsOwnClient() {
		this.withKey.withPropertyValues("ably.rest.transport=native")
			.run((context) -> assertThat(transport(context)).isNull());
	}

	@Test
	void aClientWithAProxyUsesItsOwnUnlessToldOtherwise() {
		ApplicationContextRunner proxied = this.withKey.withPropertyValues("ably.proxy.host=proxy",
				"ably.proxy.port=3128");
		proxied.run((context) -> assertThat(transport(context)).isNull());
		proxied.withPropertyValues("ably.rest.transport=web-client")
			.run((context) -> assertThat(transport(context)).isInstanceOf(WebClientHttpTransport.class));
	}

	@Test
	void aTransportOfTheApplicationHasPrecedence() {
		this.withKey.withBean(HttpTransport.class, ScriptedTransport::new)
			.run((context) -> assertThat(transport(context)).isInstanceOf(ScriptedTransport.class));
	}

	@Test
	void backsOffWithoutWebFlux() {
		this.withKey.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AblyWebClientAutoConfiguration.class));
	}

	@Test
	void backsOffWithoutABuilder() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyWebClientAutoConfiguration.class))
			.withPropertyValues("ably.key=app.key:secret")
			.run((context) -> assertThat(transport(context)).isNull());
	}

	private static HttpTransport transport(ApplicationContext context) {
		return context.getBean(ClientOptions.class).httpTransport();
	}

}
