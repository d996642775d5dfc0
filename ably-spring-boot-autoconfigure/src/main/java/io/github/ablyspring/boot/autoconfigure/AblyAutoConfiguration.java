package io.github.ablyspring.boot.autoconfigure;

import java.util.List;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.realtime.channel.MessageInterceptor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for what Ably's clients share, and for the
 * REST client.
 */
@AutoConfiguration(after = SslAutoConfiguration.class)
@ConditionalOnClass(AblyRest.class)
@EnableConfigurationProperties(AblyProperties.class)
public final class AblyAutoConfiguration {

	AblyAutoConfiguration() {
	}

	@Bean
	@ConditionalOnMissingBean(AblyConnectionDetails.class)
	PropertiesAblyConnectionDetails ablyConnectionDetails(AblyProperties properties) {
		return new PropertiesAblyConnectionDetails(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	ClientOptions ablyClientOptions(AblyProperties properties, AblyConnectionDetails connectionDetails,
			ObjectProvider<AuthCallback> authCallback, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<PayloadMapper> payloadMapper, ObjectProvider<MessageInterceptor> interceptors,
			ObjectProvider<AblyClientOptionsCustomizer> customizers) {
		List<AblyClientOptionsCustomizer> ordered = customizers.orderedStream().toList();
		return new AblyClientOptionsFactory(properties, connectionDetails, authCallback.getIfUnique(),
				sslBundles.getIfAvailable(), ordered, payloadMapper.getIfUnique(),
				interceptors.orderedStream().toList())
			.create();
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	ClientResources ablyClientResources() {
		return ClientResources.builder().build();
	}

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	AblyRest ablyRest(ClientOptions options, ClientResources resources) {
		return AblyRest.create(options, resources);
	}

}
