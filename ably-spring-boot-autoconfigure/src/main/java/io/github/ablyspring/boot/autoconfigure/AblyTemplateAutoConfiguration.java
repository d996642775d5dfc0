package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.boot.template.AblyOperations;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.boot.template.ReactiveAblyTemplate;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for the templates.
 */
@AutoConfiguration(after = AblyRealtimeAutoConfiguration.class)
@ConditionalOnSingleCandidate(AblyRealtime.class)
@EnableConfigurationProperties(AblyTemplateProperties.class)
public final class AblyTemplateAutoConfiguration {

	AblyTemplateAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(AblyOperations.class)
	AblyTemplate ablyTemplate(AblyRealtime realtime, AblyRest rest, AblyTemplateProperties properties) {
		return new AblyTemplate(realtime, rest, properties.via());
	}

	@Bean
	@ConditionalOnMissingBean
	ReactiveAblyTemplate reactiveAblyTemplate(AblyRealtime realtime, AblyRest rest, AblyTemplateProperties properties) {
		return new ReactiveAblyTemplate(realtime, rest, properties.via());
	}

}
