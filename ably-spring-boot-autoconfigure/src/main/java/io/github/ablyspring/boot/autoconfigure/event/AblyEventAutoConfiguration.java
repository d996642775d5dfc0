package io.github.ablyspring.boot.autoconfigure.event;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyClientOptionsCustomizer;
import io.github.ablyspring.boot.event.ClientEvents;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.realtime.channel.ChannelObserver;
import io.github.ablyspring.realtime.connection.ConnectionObserver;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} that tells the application of changes of
 * connections and channels.
 */
@AutoConfiguration(before = AblyAutoConfiguration.class,
		afterName = "io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration")
@ConditionalOnClass(AblyRealtime.class)
@ConditionalOnBooleanProperty(name = "ably.events.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AblyEventProperties.class)
public final class AblyEventAutoConfiguration {

	AblyEventAutoConfiguration() {
	}

	@Bean
	AblyClientOptionsCustomizer ablyEventOptionsCustomizer(ApplicationEventPublisher publisher) {
		return (client, options) -> {
			ClientOptions present = options.build();
			ClientEvents events = new ClientEvents(client, publisher);
			List<ConnectionObserver> connection = new ArrayList<>(present.connectionObservers());
			connection.add(events);
			options.connectionObservers(connection);
			List<ChannelObserver> channels = new ArrayList<>(present.channelObservers());
			channels.add(events);
			options.channelObservers(channels);
		};
	}

}
