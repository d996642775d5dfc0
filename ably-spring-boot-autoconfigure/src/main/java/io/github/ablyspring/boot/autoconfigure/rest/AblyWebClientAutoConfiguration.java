package io.github.ablyspring.boot.autoconfigure.rest;

import io.github.ablyspring.boot.autoconfigure.AblyAutoConfiguration;
import io.github.ablyspring.boot.autoconfigure.AblyClientOptionsCustomizer;
import io.github.ablyspring.boot.rest.WebClientHttpTransport;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link AutoConfiguration Auto-configuration} that sends REST requests through the
 * application's {@link WebClient}.
 */
@AutoConfiguration(before = AblyAutoConfiguration.class,
		afterName = { "org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration",
				"org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration",
				"io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration" })
@ConditionalOnClass(WebClient.class)
@ConditionalOnBean(WebClient.Builder.class)
@EnableConfigurationProperties(AblyRestProperties.class)
public final class AblyWebClientAutoConfiguration {

	AblyWebClientAutoConfiguration() {
	}

	@Bean
	AblyClientOptionsCustomizer ablyWebClientCustomizer(ObjectProvider<WebClient.Builder> builder,
			AblyRestProperties properties) {
		WebClientHttpTransport transport = new WebClientHttpTransport(() -> builder.getObject().build(),
				properties.maxResponseSize());
		return (client, options) -> {
			if (wanted(options, properties.transport())) {
				options.httpTransport(transport);
			}
		};
	}

	private static boolean wanted(ClientOptionsBuilder options, AblyRestProperties.Transport transport) {
		ClientOptions present = options.build();
		if (present.httpTransport() != null) {
			return false;
		}
		return switch (transport) {
			case AUTO -> present.proxy() == null && present.sslContext() == null;
			case WEB_CLIENT -> true;
			case NATIVE -> false;
		};
	}

}
