package io.github.ablyspring.boot.autoconfigure;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.auth.TokenString;
import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.boot.listener.AblyListenerRegistry;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.boot.template.ReactiveAblyTemplate;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.realtime.channel.MessageInterceptor;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ReconnectDelay;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.env.MockPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several clients in one application.
 */
class NamedClientsTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
				AblyEmulatorAutoConfiguration.class, AblyListenerAutoConfiguration.class,
				AblyTemplateAutoConfiguration.class, AblyHealthContributorAutoConfiguration.class));

	private final ApplicationContextRunner offline = this.contextRunner.withPropertyValues("ably.key=app.key:secret",
			"ably.auto-connect=false");

	@Test
	void areInjectedByTheirNameAndTheMainOneWithout() {
		this.contextRunner
			.withPropertyValues("ably.client-id=warehouse", "ably.clients.billing.client-id=billing",
					"ably.clients.audit.client-id=audit")
			.withBean(Injected.class)
			.run((context) -> {
				Injected injected = context.getBean(Injected.class);
				assertThat(injected.realtime).isSameAs(context.getBean(AblyRealtime.class))
					.isSameAs(context.getBean("ablyRealtime"));
				assertThat(injected.billing.options().clientId()).isEqualTo("billing");
				assertThat(injected.audit.options().clientId()).isEqualTo("audit");
				assertThat(injected.realtime.options().clientId()).isEqualTo("warehouse");
				assertThat(injected.billingRest).isSameAs(context.getBean("billingAblyRest"));
				assertThat(injected.billingTemplate).isSameAs(context.getBean("billingAblyTemplate"));
				assertThat(injected.billingReactive).isSameAs(context.getBean("billingReactiveAblyTemplate"));
				assertThat(context.getBean(AblyTemplate.class)).isNotSameAs(injected.billingTemplate);
				assertThat(context).hasSingleBean(ClientResources.class);
				AblyClients clients = context.getBean(AblyClients.class);
				assertThat(clients.realtime()).containsOnlyKeys("default", "billing", "audit");
				assertThat(clients.rest()).containsOnlyKeys("default", "billing", "audit");
				assertThat(clients.realtime("audit")).isSameAs(injected.audit);
				assertThat(clients.realtime("")).isSameAs(clients.realtime("default")).isSameAs(injected.realtime);
			});
	}

	@Test
	void publishAndListenEachByItsOwnConnection() {
		this.contextRunner
			.withPropertyValues("ably.client-id=warehouse", "ably.clients.billing.client-id=billing",
					"ably.clients.billing.channels.invoices.params.rewind=1", "ably.listener.await-attach=true")
			.withBean(Injected.class)
			.withBean(Invoices.class)
			.run((context) -> {
				context.getBean(AblyListenerRegistry.class).attached().get(30, TimeUnit.SECONDS);
				context.getBean(Injected.class).billingTemplate.publish("invoices", "issued", "1");
				assertThat(context.getBean(Invoices.class).seen.poll(30, TimeUnit.SECONDS)).isEqualTo("1");
				AblyClients clients = context.getBean(AblyClients.class);
				assertThat(clients.realtime("billing").channels().exists("invoices")).isTrue();
				assertThat(clients.realtime("billing").channels().get("invoices").options().params())
					.containsEntry("rewind", "1");
				assertThat(clients.realtime("").channels().exists("invoices")).isFalse();
				clients.realtime("").connection().whenState(ConnectionState.CONNECTED).get(30, TimeUnit.SECONDS);
				assertThat(context.getBean(AblyEmulator.class).load().connections()).isEqualTo(2);
			});
	}

	@Test
	void closeWithTheContext() {
		AblyRealtime[] billing = new AblyRealtime[1];
		this.contextRunner.withPropertyValues("ably.clients.billing.client-id=billing").run((context) -> {
			billing[0] = context.getBean(AblyClients.class).realtime("billing");
			billing[0].connection().whenState(ConnectionState.CONNECTED).get(30, TimeUnit.SECONDS);
		});
		assertThat(billing[0].connection().state()).isEqualTo(ConnectionState.CLOSED);
	}

	@Test
	void haveWhatTheMainOneHasUnlessTheySayOtherwise() {
		this.offline.withPropertyValues("ably.client-id=warehouse", "ably.timeouts.http-request=3s",
				"ably.transport-params.a=1", "ably.transport-params.b=2", "ably.channels.[secret-*].params.rewind=2",
				"ably.recover=abc", "ably.clients.audit.echo-messages=false", "ably.clients.audit.transport-params.b=3",
				"ably.clients.audit.timeouts.http-open=1s", "ably.clients.audit.channels.[open-*].params.rewind=5")
			.run((context) -> {
				ClientOptions audit = context.getBean(AblyClients.class).realtime("audit").options();
				assertThat(audit.key()).isEqualTo("app.key:secret");
				assertThat(audit.clientId()).isEqualTo("warehouse");
				assertThat(audit.echoMessages()).isFalse();
				assertThat(audit.httpRequestTimeout()).isEqualTo(Duration.ofSeconds(3));
				assertThat(audit.httpOpenTimeout()).isEqualTo(Duration.ofSeconds(1));
				assertThat(audit.transportParams()).containsEntry("a", "1").containsEntry("b", "3");
				assertThat(audit.channelDefaults().of("secret-1").params()).containsEntry("rewind", "2");
				assertThat(audit.channelDefaults().of("open-1").params()).containsEntry("rewind", "5");
				assertThat(audit.recover()).isNull();
				ClientOptions main = context.getBean(ClientOptions.class);
				assertThat(main.echoMessages()).isTrue();
				assertThat(main.recover()).isEqualTo("abc");
				assertThat(main.channelDefaults().of("open-1").params()).isEmpty();
			});
	}

	@Test
	void inheritFromEnvironmentVariables() {
		this.contextRunner.withInitializer((context) -> {
			MockPropertySource variables = new MockPropertySource("test-systemEnvironment");
			variables.setProperty("ABLY_KEY", "app.key:secret");
			variables.setProperty("ABLY_CLIENTID", "warehouse");
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new org.springframework.core.env.SystemEnvironmentPropertySource("test-systemEnvironment",
						variables.getSource()
							.entrySet()
							.stream()
							.collect(java.util.stream.Collectors.toMap((entry) -> entry.getKey().toString(),
									java.util.Map.Entry::getValue))));
		}).withPropertyValues("ably.auto-connect=false", "ably.clients.audit.strict-mode=true").run((context) -> {
			ClientOptions audit = context.getBean(AblyClients.class).realtime("audit").options();
			assertThat(audit.key()).isEqualTo("app.key:secret");
			assertThat(audit.clientId()).isEqualTo("warehouse");
			assertThat(audit.strictMode()).isTrue();
		});
	}

	@Test
	void doNotMixTheirCredentialsWithThoseOfTheMainOne() {
		this.offline
			.withPropertyValues("ably.use-token-auth=true", "ably.clients.audit.token=own",
					"ably.clients.billing.key=other.key:secret")
			.withBean(AuthCallback.class, () -> (params) -> CompletableFuture.completedFuture(new TokenString("t")))
			.run((context) -> {
				ClientOptions audit = context.getBean(AblyClients.class).realtime("audit").options();
				assertThat(audit.key()).isNull();
				assertThat(audit.token()).isEqualTo("own");
				assertThat(audit.auth().authCallback()).isNull();
				ClientOptions billing = context.getBean(AblyClients.class).realtime("billing").options();
				assertThat(billing.key()).isEqualTo("other.key:secret");
				assertThat(billing.auth().useTokenAuth()).isNull();
				assertThat(context.getBean(ClientOptions.class).auth().authCallback()).isNotNull();
			});
	}

	@Test
	void goToTheirOwnEndpointThoughTheMainOneHasAnEmulator() {
		this.contextRunner
			.withPropertyValues("ably.clients.billing.key=other.key:secret", "ably.clients.billing.auto-connect=false")
			.run((context) -> {
				ClientOptions billing = context.getBean(AblyClients.class).realtime("billing").options();
				assertThat(billing.hosts().primary()).isEqualTo("main.realtime.ably.net");
				assertThat(billing.tls()).isTrue();
				assertThat(context.getBean(AblyClients.class).realtime("billing").connection().state())
					.isEqualTo(ConnectionState.INITIALIZED);
			});
	}

	@Test
	void havePluginsOfTheirOwn() {
		this.offline.withUserConfiguration(Plugins.class)
			.withPropertyValues("ably.clients.billing.client-id=billing")
			.run((context) -> {
				ClientOptions main = context.getBean(ClientOptions.class);
				ClientOptions billing = context.getBean(AblyClients.class).realtime("billing").options();
				assertThat(main.reconnectDelay()).isSameAs(context.getBean("shared"));
				assertThat(billing.reconnectDelay()).isSameAs(context.getBean("own"));
				assertThat(main.interceptors()).containsExactly((MessageInterceptor) context.getBean("everywhere"));
				assertThat(billing.interceptors()).containsExactlyInAnyOrder(
						(MessageInterceptor) context.getBean("everywhere"),
						(MessageInterceptor) context.getBean("onlyBilling"));
				assertThat(main.auth().authCallback()).isNull();
				assertThat(billing.auth().authCallback()).isSameAs(context.getBean(AuthCallback.class));
			});
	}

	@Test
	void areKnownToCustomizers() {
		this.offline.withPropertyValues("ably.clients.billing.client-id=billing")
			.withBean(AblyClientOptionsCustomizer.class,
					() -> (client, options) -> options.clientId("customized " + client))
			.run((context) -> {
				assertThat(context.getBean(ClientOptions.class).clientId()).isEqualTo("customized default");
				assertThat(context.getBean(AblyClients.class).realtime("billing").options().clientId())
					.isEqualTo("customized billing");
			});
	}

	@Test
	void haveAHealthEach() {
		this.offline.withPropertyValues("ably.clients.billing.client-id=billing").run((context) -> {
			CompositeHealthContributor health = (CompositeHealthContributor) context.getBean("ablyHealthContributor");
			assertThat(health.stream().map(HealthContributors.Entry::name)).containsExactlyInAnyOrder("default",
					"billing");
		});
	}

	@Test
	void cannotHaveTheNameOfTheMainOne() {
		this.offline.withPropertyValues("ably.clients.default.client-id=x")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("'default'"));
	}

	@Test
	void thatListenersNameHaveToBeThere() {
		this.offline.withBean(Invoices.class)
			.run((context) -> assertThat(context).getFailure().hasStackTraceContaining("'billing'"));
	}

	static class Injected {

		private final AblyRealtime realtime;

		private final AblyRealtime billing;

		private final AblyRealtime audit;

		private final AblyRest billingRest;

		private final AblyTemplate billingTemplate;

		private final ReactiveAblyTemplate billingReactive;

		Injected(AblyRealtime realtime, @Qualifier("billing") AblyRealtime billing,
				@org.springframework.beans.factory.annotation.Autowired(
						required = false) @Qualifier("audit") AblyRealtime audit,
				@Qualifier("billing") AblyRest billingRest, @Qualifier("billing") AblyTemplate billingTemplate,
				@Qualifier("billing") ReactiveAblyTemplate billingReactive) {
			this.realtime = realtime;
			this.billing = billing;
			this.audit = audit;
			this.billingRest = billingRest;
			this.billingTemplate = billingTemplate;
			this.billingReactive = billingReactive;
		}

	}

	static class Invoices {

		final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

		@AblyListener(channels = "invoices", client = "billing")
		void issued(String number) {
			this.seen.add(number);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Plugins {

		@Bean
		ReconnectDelay shared() {
			return (attempt, base) -> base;
		}

		@Bean(defaultCandidate = false)
		@Qualifier("billing")
		ReconnectDelay own() {
			return (attempt, base) -> base;
		}

		@Bean
		MessageInterceptor everywhere() {
			return new MessageInterceptor() {
			};
		}

		@Bean
		@Qualifier("billing")
		MessageInterceptor onlyBilling() {
			return new MessageInterceptor() {
			};
		}

		@Bean
		@Qualifier("billing")
		AuthCallback callback() {
			return (params) -> CompletableFuture.completedFuture(new TokenString("t"));
		}

	}

}
