package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientResources;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the realtime client.
 */
@AutoConfiguration(after = AblyAutoConfiguration.class)
@ConditionalOnBean({ ClientOptions.class, ClientResources.class })
public final class AblyRealtimeAutoConfiguration {

	AblyRealtimeAutoConfiguration() {
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	AblyRealtime ablyRealtime(ClientOptions options, ClientResources resources) {
		return AblyRealtime.create(options, resources);
	}

	@Bean
	@ConditionalOnMissingBean
	AblyConnectionLifecycle ablyConnectionLifecycle(AblyRealtime realtime, AblyProperties properties) {
		return new AblyConnectionLifecycle(realtime, properties.autoConnect());
	}

}
