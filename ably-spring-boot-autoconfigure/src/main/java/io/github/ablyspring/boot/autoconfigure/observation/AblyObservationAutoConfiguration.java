package io.github.ablyspring.boot.autoconfigure.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyClientOptionsCustomizer;
import io.github.ablyspring.boot.metrics.ChannelTags;
import io.github.ablyspring.boot.observation.AblyListenerObservationConvention;
import io.github.ablyspring.boot.observation.AblyObservations;
import io.github.ablyspring.boot.observation.AblyPublishObservationConvention;
import io.github.ablyspring.boot.observation.ListenerObservations;
import io.github.ablyspring.message.PublishObserver;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;
import org.springframework.util.ClassUtils;

/**
 * {@link AutoConfiguration Auto-configuration} for observations of publishes and
 * listeners.
 */
@AutoConfiguration(before = AblyAutoConfiguration.class,
		afterName = { "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
				"io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration" })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@ConditionalOnBooleanProperty(name = "ably.observations.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AblyObservationProperties.class)
public final class AblyObservationAutoConfiguration {

	private static final boolean METERS = ClassUtils.isPresent("io.micrometer.core.instrument.MeterRegistry",
			AblyObservationAutoConfiguration.class.getClassLoader());

	AblyObservationAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	AblyObservations ablyObservations(ObservationRegistry registry,
			ObjectProvider<AblyPublishObservationConvention> convention, BeanFactory beans) {
		return new AblyObservations(registry, convention.getIfUnique(() -> AblyPublishObservationConvention.DEFAULT),
				METERS ? MeterTags.of(beans) : (channel) -> null);
	}

	@Bean
	AblyClientOptionsCustomizer ablyObservationOptionsCustomizer(AblyObservations observations) {
		return (client, options) -> {
			List<PublishObserver> observers = new ArrayList<>(options.build().publishObservers());
			observers.add(observations.publishesOf(client));
			options.publishObservers(observers);
		};
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Message.class)
	static class ListenerConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ListenerObservations ablyListenerObservations(ObservationRegistry registry,
				ObjectProvider<AblyListenerObservationConvention> convention) {
			return new ListenerObservations(registry,
					convention.getIfUnique(() -> AblyListenerObservationConvention.DEFAULT));
		}

	}

	// Only loaded where there are meters.
	private static final class MeterTags {

		static Function<String, @Nullable String> of(BeanFactory beans) {
			ChannelTags tags = beans.getBeanProvider(ChannelTags.class).getIfAvailable(() -> ChannelTags.NONE);
			return (channel) -> tags.enabled() ? tags.value(channel) : null;
		}

	}

}
