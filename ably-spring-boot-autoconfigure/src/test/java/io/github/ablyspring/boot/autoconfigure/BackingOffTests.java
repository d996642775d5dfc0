package io.github.ablyspring.boot.autoconfigure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.auth.TokenString;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.listener.AblyHandlerMethodFactory;
import io.github.ablyspring.boot.listener.AblyListenerContainerFactory;
import io.github.ablyspring.boot.listener.AblyListenerErrorHandler;
import io.github.ablyspring.boot.listener.AblyListenerRegistry;
import io.github.ablyspring.boot.listener.RetryingErrorHandler;
import io.github.ablyspring.boot.template.AblyOperations;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.boot.template.ReactiveAblyTemplate;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.message.PayloadMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What an application has itself takes the place of what it would be given.
 */
class BackingOffTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyEmulatorAutoConfiguration.class, AblyListenerAutoConfiguration.class,
				AblyTemplateAutoConfiguration.class, AblyPayloadAutoConfiguration.class,
				JacksonAutoConfiguration.class))
		.withPropertyValues("ably.key=app.key:secret", "ably.auto-connect=false");

	static List<Arguments> types() {
		ClientOptions options = ClientOptions.of("own.key:secret");
		return List.of(of(AblyRest.class, () -> AblyRest.create(options)),
				of(AblyRealtime.class, () -> AblyRealtime.create(options.toBuilder().autoConnect(false).build())),
				of(ClientOptions.class, () -> options),
				of(ClientResources.class, () -> ClientResources.builder().build()),
				of(AblyOperations.class, () -> mock(AblyTemplate.class)),
				of(ReactiveAblyTemplate.class, () -> mock(ReactiveAblyTemplate.class)),
				of(AblyListenerErrorHandler.class, () -> new RetryingErrorHandler(null, null)),
				of(AblyListenerContainerFactory.class, () -> (endpoint, realtime) -> null),
				of(AblyHandlerMethodFactory.class, () -> new AblyHandlerMethodFactory(null, List.of())),
				of(AblyListenerRegistry.class, () -> new AblyListenerRegistry((endpoint) -> null)),
				of(PayloadMapper.class, PayloadMapper::defaultMapper));
	}

	private static <T> Arguments of(Class<T> type, Supplier<T> bean) {
		return Arguments.of(type, bean);
	}

	@ParameterizedTest
	@MethodSource("types")
	<T> void beansOfTheApplicationTakeTheirPlace(Class<T> type, Supplier<T> bean) {
		this.contextRunner.withBean("own", type, bean)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(type).hasBean("own"));
	}

	@ParameterizedTest
	@MethodSource("types")
	void areThereOtherwise(Class<?> type, Supplier<?> bean) {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(type));
	}

	@Test
	void aRealtimeClientOfTheApplicationIsTheMainOne() {
		AblyRealtime own = AblyRealtime
			.create(ClientOptions.of("own.key:secret").toBuilder().autoConnect(false).build());
		this.contextRunner.withBean("own", AblyRealtime.class, () -> own)
			.withPropertyValues("ably.clients.billing.client-id=billing", "ably.clients.billing.auto-connect=false")
			.run((context) -> {
				AblyClients clients = context.getBean(AblyClients.class);
				assertThat(clients.realtime("")).isSameAs(own);
				assertThat(clients.realtime("own")).isSameAs(own);
				assertThat(clients.realtime()).containsOnlyKeys("default", "billing");
			});
	}

	@Test
	void connectionDetailsAreMoreThanProperties() {
		AblyConnectionDetails details = new AblyConnectionDetails() {

			@Override
			public String getKey() {
				return "details.key:secret";
			}

			@Override
			public String getEndpoint() {
				return "ably.example.com";
			}

			@Override
			public int getPort() {
				return 8443;
			}

			@Override
			public boolean isTls() {
				return true;
			}

		};
		this.contextRunner.withBean(AblyConnectionDetails.class, () -> details)
			.withPropertyValues("ably.endpoint=main", "ably.token=other")
			.run((context) -> {
				ClientOptions options = context.getBean(ClientOptions.class);
				assertThat(options.key()).isEqualTo("details.key:secret");
				assertThat(options.token()).isNull();
				assertThat(options.hosts().primary()).isEqualTo("ably.example.com");
				assertThat(options.tlsPort()).isEqualTo(8443);
				assertThat(context).doesNotHaveBean(AblyEmulator.class);
			});
	}

	@ParameterizedTest
	@MethodSource("waysIn")
	void noEmulatorStartsForWhoHasAnotherWayIn(Class<Object> type, Supplier<Object> bean) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyEmulatorAutoConfiguration.class))
			.withBean("own", type, bean)
			.run((context) -> assertThat(context).doesNotHaveBean(AblyEmulator.class));
	}

	static List<Arguments> waysIn() {
		return List.of(of(ClientOptions.class, () -> ClientOptions.of("own.key:secret")),
				of(AuthCallback.class, () -> (params) -> CompletableFuture.completedFuture(new TokenString("token"))),
				of(AblyClientOptionsCustomizer.class, () -> (client, options) -> options.key("own.key:secret")));
	}

	@Test
	void withoutTheEngineThereIsNothing() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(AblyRest.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("ablyRest")
				.doesNotHaveBean("ablyRealtime")
				.doesNotHaveBean("ablyTemplate")
				.doesNotHaveBean("ablyListenerRegistry"));
	}

	@Test
	void anSslBundleHasToBeThere() {
		this.contextRunner.withPropertyValues("ably.ssl.bundle=none")
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("ably.ssl.bundle"));
	}

}
