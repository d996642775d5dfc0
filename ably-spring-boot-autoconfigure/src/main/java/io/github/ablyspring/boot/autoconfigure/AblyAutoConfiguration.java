package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.client.ClientResourcesBuilder;
import io.github.ablyspring.protocol.AblyException;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * {@link AutoConfiguration Auto-configuration} for what Ably's clients share, and for the
 * REST clients, which are made for those who ask for them.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnClass(AblyRest.class)
@EnableConfigurationProperties({ AblyProperties.class, AblyClientsProperties.class })
@Import(AblyAutoConfiguration.NamedRestClients.class)
public final class AblyAutoConfiguration {

	AblyAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(AblyConnectionDetails.class)
	PropertiesAblyConnectionDetails ablyConnectionDetails(AblyProperties properties) {
		return new PropertiesAblyConnectionDetails(properties);
	}

	@Bean
	static AblyClientOptionsFactory ablyClientOptionsFactory(ConfigurableListableBeanFactory beans,
			Environment environment) {
		return new AblyClientOptionsFactory(beans, new ClientProperties(environment));
	}

	@Bean
	@ConditionalOnMissingBean(ClientOptions.class)
	ClientOptions ablyClientOptions(AblyClientOptionsFactory factory, AblyProperties properties,
			AblyConnectionDetails connectionDetails) {
		return factory.create(properties, connectionDetails);
	}

	@Bean
	@ConditionalOnMissingBean(AblyClients.class)
	AblyClients ablyClients(ConfigurableListableBeanFactory beans) {
		return new AblyClients(beans);
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(ClientResources.class)
	ClientResources ablyClientResources(Environment environment) {
		ClientResourcesBuilder resources = ClientResources.builder();
		if (Threading.VIRTUAL.isActive(environment)) {
			resources.executor(new VirtualThreadTaskExecutor("ably-user-"));
		}
		return resources.build();
	}

	@Bean(destroyMethod = "close")
	@Lazy
	@ConditionalOnMissingBean(AblyRest.class)
	AblyRest ablyRest(ClientOptions options, ClientResources resources) {
		return create(AblyClients.DEFAULT, options, resources);
	}

	private static AblyRest create(String client, ClientOptions options, ClientResources resources) {
		try {
			return AblyRest.create(options, resources);
		}
		catch (AblyException ex) {
			// each option may be valid, and all together not
			throw new AblyOptionsInvalidException(client, ex);
		}
	}

	static final class NamedRestClients extends NamedClientsRegistrar {

		@Override
		void register(String client, BeanDefinitionRegistry registry) {
			register(registry, client, ClientOptions.class, NamedRestClients.class, "options", client,
					the(AblyClientOptionsFactory.class));
			register(registry, client, AblyRest.class, NamedRestClients.class, "rest", client,
					of(client, ClientOptions.class), the(ClientResources.class));
		}

		static ClientOptions options(String client, AblyClientOptionsFactory factory) {
			return factory.create(client);
		}

		static AblyRest rest(String client, ClientOptions options, ClientResources resources) {
			return create(client, options, resources);
		}

	}

}
