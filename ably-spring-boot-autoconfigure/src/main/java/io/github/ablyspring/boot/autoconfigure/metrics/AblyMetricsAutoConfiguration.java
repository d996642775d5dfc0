package io.github.ablyspring.boot.autoconfigure.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyClientOptionsCustomizer;
import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.metrics.AblyMetrics;
import io.github.ablyspring.boot.metrics.ChannelTags;
import io.github.ablyspring.boot.metrics.ClientMeters;
import io.github.ablyspring.boot.metrics.HeartbeatProbe;
import io.github.ablyspring.boot.metrics.ListenerMeters;
import io.github.ablyspring.boot.metrics.RestMeters;
import io.github.ablyspring.boot.observation.AblyObservations;
import io.github.ablyspring.boot.resilience.RestCircuits;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.rest.RestInterceptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.MeterObservationHandler;

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

/**
 * {@link AutoConfiguration Auto-configuration} for the meters of clients.
 */
@AutoConfiguration(before = AblyAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration",
		"io.github.ablyspring.boot.autoconfigure.observation.AblyObservationAutoConfiguration",
		"io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "ably.metrics.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AblyMetricsProperties.class)
public final class AblyMetricsAutoConfiguration {

	AblyMetricsAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	ChannelTags ablyChannelTags(AblyMetricsProperties properties) {
		return new ChannelTags(properties.channelTags(), properties.maxChannelTags());
	}

	@Bean
	AblyClientOptionsCustomizer ablyMetricsOptionsCustomizer(ObjectProvider<MeterRegistry> registry,
			ChannelTags channels, ObjectProvider<AblyObservations> observations,
			ObjectProvider<MeterObservationHandler<?>> handlers) {
		boolean timePublishes = !timedByObservations(observations, handlers);
		return (client, options) -> meter(new ClientMeters(registry.getObject(), client, channels, timePublishes),
				options);
	}

	// The same timers must not come from two sources.
	private static boolean timedByObservations(ObjectProvider<AblyObservations> observations,
			ObjectProvider<MeterObservationHandler<?>> handlers) {
		return observations.getIfAvailable() != null && handlers.stream().findAny().isPresent();
	}

	private static void meter(ClientMeters meters, ClientOptionsBuilder options) {
		ClientOptions present = options.build();
		RestMeters rest = new RestMeters(meters);
		options.connectionObservers(with(present.connectionObservers(), meters));
		options.channelObservers(with(present.channelObservers(), meters));
		options.publishObservers(with(present.publishObservers(), meters));
		options.httpTransportDecorators(with(present.httpTransportDecorators(), rest::decorate));
		// outermost: what a guard gives up is an outcome, too
		List<RestInterceptor> interceptors = new ArrayList<>(present.restInterceptors());
		interceptors.add(0, rest);
		options.restInterceptors(interceptors);
	}

	private static <T> List<T> with(List<T> present, T another) {
		List<T> all = new ArrayList<>(present);
		all.add(another);
		return all;
	}

	@Bean
	@ConditionalOnMissingBean
	AblyMetrics ablyMetrics(ObjectProvider<AblyClients> clients, ObjectProvider<RestCircuits> circuits,
			ChannelTags channels) {
		return new AblyMetrics(realtime(clients), circuits.getIfUnique(), channels);
	}

	@Bean
	@ConditionalOnMissingBean
	HeartbeatProbe ablyHeartbeatProbe(ObjectProvider<AblyClients> clients, ObjectProvider<ClientResources> resources,
			AblyMetricsProperties properties) {
		return new HeartbeatProbe(realtime(clients), () -> resources.getObject().eventLoops(),
				properties.heartbeatInterval());
	}

	private static Supplier<Map<String, AblyRealtime>> realtime(ObjectProvider<AblyClients> clients) {
		return () -> {
			AblyClients all = clients.getIfAvailable();
			return (all != null) ? all.realtime() : Map.of();
		};
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Message.class)
	static class ListenerConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ListenerMeters ablyListenerMeters(MeterRegistry registry, ObjectProvider<AblyObservations> observations,
				ObjectProvider<MeterObservationHandler<?>> handlers) {
			return new ListenerMeters(registry, !timedByObservations(observations, handlers));
		}

	}

}
