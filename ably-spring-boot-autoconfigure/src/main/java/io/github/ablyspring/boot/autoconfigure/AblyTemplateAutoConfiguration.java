package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.boot.template.AblyOperations;
import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.boot.template.ReactiveAblyTemplate;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/**
 * {@link AutoConfiguration Auto-configuration} for the templates. They are made for those
 * who ask for them, and so is the REST client that they may need.
 */
@AutoConfiguration(after = AblyRealtimeAutoConfiguration.class)
@ConditionalOnSingleCandidate(AblyRealtime.class)
@EnableConfigurationProperties(AblyTemplateProperties.class)
@Import(AblyTemplateAutoConfiguration.NamedTemplates.class)
public final class AblyTemplateAutoConfiguration {

	AblyTemplateAutoConfiguration() {
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean(AblyOperations.class)
	AblyTemplate ablyTemplate(AblyRealtime realtime, AblyRest rest, AblyTemplateProperties properties) {
		return new AblyTemplate(realtime, rest, properties.via());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean(ReactiveAblyTemplate.class)
	ReactiveAblyTemplate reactiveAblyTemplate(AblyRealtime realtime, AblyRest rest, AblyTemplateProperties properties) {
		return new ReactiveAblyTemplate(realtime, rest, properties.via());
	}

	static final class NamedTemplates extends NamedClientsRegistrar {

		@Override
		void register(String client, BeanDefinitionRegistry registry) {
			Object[] arguments = { of(client, AblyRealtime.class), of(client, AblyRest.class),
					the(AblyTemplateProperties.class) };
			register(registry, client, AblyTemplate.class, NamedTemplates.class, "template", arguments);
			register(registry, client, ReactiveAblyTemplate.class, NamedTemplates.class, "reactive", arguments);
		}

		static AblyTemplate template(AblyRealtime realtime, AblyRest rest, AblyTemplateProperties properties) {
			return new AblyTemplate(realtime, rest, properties.via());
		}

		static ReactiveAblyTemplate reactive(AblyRealtime realtime, AblyRest rest, AblyTemplateProperties properties) {
			return new ReactiveAblyTemplate(realtime, rest, properties.via());
		}

	}

}
