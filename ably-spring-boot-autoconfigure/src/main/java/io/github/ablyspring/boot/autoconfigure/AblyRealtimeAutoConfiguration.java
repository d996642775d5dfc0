package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.protocol.AblyException;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link AutoConfiguration Auto-configuration} for the realtime clients.
 */
@AutoConfiguration(after = AblyAutoConfiguration.class)
@ConditionalOnBean({ ClientOptions.class, ClientResources.class })
@Import(AblyRealtimeAutoConfiguration.NamedRealtimeClients.class)
public final class AblyRealtimeAutoConfiguration {

	AblyRealtimeAutoConfiguration() {
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(AblyRealtime.class)
	AblyRealtime ablyRealtime(ClientOptions options, ClientResources resources) {
		return create(AblyClients.DEFAULT, options, resources);
	}

	private static AblyRealtime create(String client, ClientOptions options, ClientResources resources) {
		try {
			return AblyRealtime.create(options, resources);
		}
		catch (AblyException ex) {
			// each option may be valid, and all together not
			throw new AblyOptionsInvalidException(client, ex);
		}
	}

	@Bean
	@ConditionalOnMissingBean(AblyConnectionLifecycle.class)
	AblyConnectionLifecycle ablyConnectionLifecycle(AblyRealtime realtime, AblyProperties properties,
			AblyClientOptionsFactory factory) {
		return new AblyConnectionLifecycle(AblyClients.DEFAULT, realtime, properties.autoConnect(),
				factory.publishes(AblyClients.DEFAULT)::whenNone);
	}

	static final class NamedRealtimeClients extends NamedClientsRegistrar {

		@Override
		void register(String client, BeanDefinitionRegistry registry) {
			register(registry, client, AblyRealtime.class, NamedRealtimeClients.class, "realtime", client,
					of(client, ClientOptions.class), the(ClientResources.class));
			register(registry, client, AblyConnectionLifecycle.class, NamedRealtimeClients.class, "lifecycle", client,
					of(client, AblyRealtime.class), the(AblyClientOptionsFactory.class));
		}

		static AblyRealtime realtime(String client, ClientOptions options, ClientResources resources) {
			return create(client, options, resources);
		}

		static AblyConnectionLifecycle lifecycle(String client, AblyRealtime realtime,
				AblyClientOptionsFactory factory) {
			return new AblyConnectionLifecycle(client, realtime, factory.properties(client).autoConnect(),
					factory.publishes(client)::whenNone);
		}

	}

}
