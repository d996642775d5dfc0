package io.github.ablyspring.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.auth.TokenString;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.emulator.AblyEmulator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AblyAutoConfiguration} and {@link AblyEmulatorAutoConfiguration}.
 */
class AblyAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyEmulatorAutoConfiguration.class));

	@Test
	void areListedForSpringBootToFind() {
		assertThat(ImportCandidates.load(org.springframework.boot.autoconfigure.AutoConfiguration.class,
				getClass().getClassLoader()))
			.contains(AblyAutoConfiguration.class.getName(), AblyEmulatorAutoConfiguration.class.getName());
	}

	@Test
	void aKeyIsAllThatIsNeeded() {
		this.contextRunner.withPropertyValues("ably.key=app.key:secret").run((context) -> {
			assertThat(context).hasSingleBean(AblyRest.class).hasSingleBean(ClientOptions.class);
			assertThat(context).doesNotHaveBean(AblyEmulator.class);
		});
	}

	@Test
	void propertiesBecomeOptions() {
		this.contextRunner
			.withPropertyValues("ably.key=app.key:secret", "ably.client-id=warehouse", "ably.endpoint=nonprod:sandbox",
					"ably.use-binary-protocol=false", "ably.timeouts.http-request=3s", "ably.http-max-retry-count=1")
			.run((context) -> {
				ClientOptions options = context.getBean(ClientOptions.class);
				assertThat(options.clientId()).isEqualTo("warehouse");
				assertThat(options.useBinaryProtocol()).isFalse();
				assertThat(options.hosts().primary()).isEqualTo("sandbox.realtime.ably-nonprod.net");
				assertThat(options.httpRequestTimeout()).hasSeconds(3);
			});
	}

	@Test
	void anAuthCallbackBeanIsUsed() {
		this.contextRunner.withUserConfiguration(CallbackConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AblyEmulator.class));
	}

	@Test
	void customizersHaveTheLastWord() {
		this.contextRunner.withPropertyValues("ably.key=app.key:secret", "ably.client-id=warehouse")
			.withBean(AblyClientOptionsCustomizer.class,
					() -> (client, options) -> options.clientId(client + " customized"))
			.run((context) -> assertThat(context.getBean(ClientOptions.class).clientId())
				.isEqualTo("default customized"));
	}

	@Test
	void withoutCredentialsAndEmulatorTheApplicationSaysWhatToSet() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(AblyEmulator.class)).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new AblyCredentialsFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getAction()).contains("ably.key", "ably.auth-url", "with the emulator");
		});
	}

	@Test
	void anEmulatorThatIsNotStartedBecauseOfACustomizerIsTold() {
		this.contextRunner
			.withBean(AblyClientOptionsCustomizer.class, () -> (client, options) -> options.echoMessages(false))
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new AblyCredentialsFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getAction()).contains("ably.emulator.mode", "AblyClientOptionsCustomizer");
			});
	}

	@Test
	void aKeyThatIsNoneIsToldWithoutShowingIt() {
		this.contextRunner.withPropertyValues("ably.key=verysecret").run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = new AblyOptionsFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis).isNotNull();
			assertThat(analysis.getDescription()).contains("'default'", "key").doesNotContain("verysecret");
			assertThat(analysis.getAction()).contains("ably.*");
		});
	}

	@Test
	void whatIsWrongIsToldOfTheClientThatHasIt() {
		this.contextRunner.withPropertyValues("ably.key=app.key:secret", "ably.clients.billing.client-id=*")
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new AblyOptionsFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).contains("'billing'", "clientId");
				assertThat(analysis.getAction()).contains("ably.clients.billing.*");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			ably.proxy.port=80                                             | A proxy needs a host
			ably.mailbox.capacity=0                                        | room for at least one message
			ably.ssl.bundle=nobody                                         | SSL bundle name 'nobody' cannot be found
			ably.channels.orders.cipher-key=AAAA                           | of the channel 'orders': Invalid cipher
			ably.tls=false                                                 | A key cannot be used over an insecure
			""")
	void propertiesThatCannotBeAreTold(String property, String problem) {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, AblyRealtimeAutoConfiguration.class))
			.withPropertyValues("ably.key=app.key:secret", "ably.auto-connect=false", property)
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new AblyOptionsFailureAnalyzer().analyze(context.getStartupFailure());
				assertThat(analysis).isNotNull();
				assertThat(analysis.getDescription()).contains("'default'", problem);
			});
	}

	@Test
	void failureAnalyzersAreListedForSpringBootToFind() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, failure) -> {
			})).hasAtLeastOneElementOfType(AblyCredentialsFailureAnalyzer.class)
			.hasAtLeastOneElementOfType(AblyOptionsFailureAnalyzer.class);
	}

	@Test
	void secretsAreNotShown() {
		this.contextRunner.withPropertyValues("ably.key=app.key:verysecret")
			.run((context) -> assertThat(
					context.getBean(AblyProperties.class).toString() + context.getBean(ClientOptions.class))
				.doesNotContain("verysecret"));
	}

	@Test
	void whatAnApplicationMayNotUseIsMadeWhenItDoes() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(AblyRealtimeAutoConfiguration.class,
					AblyListenerAutoConfiguration.class, AblyTemplateAutoConfiguration.class))
			.withPropertyValues("ably.key=app.key:secret", "ably.auto-connect=false")
			.run((context) -> {
				ConfigurableListableBeanFactory beans = context.getBeanFactory();
				assertThat(beans.containsSingleton("ablyRealtime")).isTrue();
				assertThat(List.of("ablyRest", "ablyTemplate", "reactiveAblyTemplate", "ablyHandlerMethodFactory",
						"ablyListenerContainerFactory"))
					.noneMatch(beans::containsSingleton);
				assertThat(context.getBean(AblyTemplate.class)).isNotNull();
				assertThat(beans.containsSingleton("ablyRest")).isTrue();
			});
	}

	@Nested
	class Emulator {

		@Test
		void startsWhenNoCredentialsAreConfigured() {
			AblyAutoConfigurationTests.this.contextRunner.run((context) -> {
				AblyEmulator emulator = context.getBean(AblyEmulator.class);
				AblyRest rest = context.getBean(AblyRest.class);
				assertThat(emulator.port()).isPositive();
				assertThat(rest.channels().get("orders").publish("created", "42").get().serials()).hasSize(1);
			});
		}

		@Test
		void doesNotStartWhenCredentialsComeAfterItsConditionWasMet() {
			// as it is where an application was processed ahead of time
			AblyAutoConfigurationTests.this.contextRunner.withBean(BeanFactoryPostProcessor.class, () -> (beans) -> {
				ConfigurableEnvironment environment = beans.getBean(ConfigurableEnvironment.class);
				environment.getPropertySources()
					.addFirst(new MapPropertySource("later", Map.of("ably.key", "app.key:secret")));
			}).run((context) -> {
				assertThat(context.getBean(ClientOptions.class).key()).isEqualTo("app.key:secret");
				assertThat(context.getBeanFactory().containsSingleton("ablyEmulator")).isFalse();
			});
		}

		@Test
		void doesNotStartWhenItMustNot() {
			AblyAutoConfigurationTests.this.contextRunner.withPropertyValues("ably.emulator.mode=never")
				.run((context) -> assertThat(context).hasFailed());
		}

		@Test
		void startsBesideCredentialsWhenItMust() {
			AblyAutoConfigurationTests.this.contextRunner
				.withPropertyValues("ably.key=app.key:secret", "ably.emulator.mode=always")
				.run((context) -> assertThat(context.getBean(AblyConnectionDetails.class).getKey())
					.isEqualTo(context.getBean(AblyEmulator.class).key()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CallbackConfiguration {

		@Bean
		AuthCallback authCallback() {
			return (params) -> CompletableFuture.completedFuture(new TokenString("token"));
		}

	}

}
