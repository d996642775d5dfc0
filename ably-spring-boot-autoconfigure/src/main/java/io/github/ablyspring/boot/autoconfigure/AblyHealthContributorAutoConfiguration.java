package io.github.ablyspring.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.health.AblyHealthIndicator;
import io.github.ablyspring.boot.resilience.RestCircuits;
import io.github.ablyspring.client.AblyRealtime;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the health of Ably connections: one
 * contributor, made of as many as there are clients.
 */
@AutoConfiguration(after = AblyRealtimeAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(AblyRealtime.class)
@ConditionalOnEnabledHealthIndicator("ably")
public final class AblyHealthContributorAutoConfiguration {

	AblyHealthContributorAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(name = { "ablyHealthIndicator", "ablyHealthContributor" })
	HealthContributor ablyHealthContributor(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<RestCircuits> circuits) {
		RestCircuits present = circuits.getIfUnique(() -> (client) -> null);
		Map<String, AblyHealthIndicator> indicators = new LinkedHashMap<>();
		new AblyClients(beanFactory).realtime()
			.forEach(
					(name, client) -> indicators.put(name, new AblyHealthIndicator(client, () -> present.state(name))));
		return (indicators.size() == 1) ? indicators.values().iterator().next()
				: CompositeHealthContributor.fromMap(indicators);
	}

}
