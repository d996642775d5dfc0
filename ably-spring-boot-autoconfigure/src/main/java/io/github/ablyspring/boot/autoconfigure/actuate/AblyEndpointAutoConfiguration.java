package io.github.ablyspring.boot.autoconfigure.actuate;

import java.util.List;
import java.util.function.Function;

import io.github.ablyspring.boot.actuate.AblyEndpoint;
import io.github.ablyspring.boot.actuate.ListenerDescriptor;
import io.github.ablyspring.boot.autoconfigure.AblyListenerAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyRealtimeAutoConfiguration;
import io.github.ablyspring.boot.client.AblyClients;
import io.github.ablyspring.boot.listener.AblyListenerContainer;
import io.github.ablyspring.boot.listener.AblyListenerRegistry;
import io.github.ablyspring.boot.resilience.RestCircuits;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/**
 * {@link AutoConfiguration Auto-configuration} for the endpoint that shows clients,
 * connections and channels.
 */
@AutoConfiguration(after = { AblyRealtimeAutoConfiguration.class, AblyListenerAutoConfiguration.class })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(AblyClients.class)
@ConditionalOnAvailableEndpoint(endpoint = AblyEndpoint.class)
public final class AblyEndpointAutoConfiguration {

	private static final boolean LISTENERS = ClassUtils.isPresent("org.springframework.messaging.Message",
			AblyEndpointAutoConfiguration.class.getClassLoader());

	AblyEndpointAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean
	AblyEndpoint ablyEndpoint(ObjectProvider<AblyClients> clients, ObjectProvider<RestCircuits> circuits,
			BeanFactory beans) {
		return new AblyEndpoint(clients::getObject, circuits.getIfUnique(),
				LISTENERS ? Listeners.of(beans) : (client) -> List.of());
	}

	// Only loaded where there are annotated listeners.
	private static final class Listeners {

		static Function<String, List<ListenerDescriptor>> of(BeanFactory beans) {
			ObjectProvider<AblyListenerRegistry> registry = beans.getBeanProvider(AblyListenerRegistry.class);
			return (client) -> {
				AblyListenerRegistry present = registry.getIfAvailable();
				return (present == null) ? List.of()
						: present.containers()
							.stream()
							.filter((container) -> clientOf(container).equals(client))
							.map(Listeners::describe)
							.toList();
			};
		}

		private static String clientOf(AblyListenerContainer container) {
			String client = container.endpoint().client();
			return client.isEmpty() ? AblyClients.DEFAULT : client;
		}

		private static ListenerDescriptor describe(AblyListenerContainer container) {
			return new ListenerDescriptor(container.endpoint().id(), container.endpoint().channels(),
					container.isRunning(), container.inFlight());
		}

	}

}
