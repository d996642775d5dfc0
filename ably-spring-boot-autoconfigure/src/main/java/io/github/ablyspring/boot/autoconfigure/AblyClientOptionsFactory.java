package io.github.ablyspring.boot.autoconfigure;

import java.util.List;

import io.github.ablyspring.auth.AuthCallback;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.realtime.channel.MailboxOptions;
import io.github.ablyspring.realtime.channel.MessageInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Makes the options of the clients of what was configured: properties, connection
 * details, beans.
 */
final class AblyClientOptionsFactory {

	private final AblyProperties properties;

	private final AblyConnectionDetails connectionDetails;

	private final @Nullable AuthCallback authCallback;

	private final @Nullable SslBundles sslBundles;

	private final List<AblyClientOptionsCustomizer> customizers;

	private final @Nullable PayloadMapper payloadMapper;

	private final List<MessageInterceptor> interceptors;

	AblyClientOptionsFactory(AblyProperties properties, AblyConnectionDetails connectionDetails,
			@Nullable AuthCallback authCallback, @Nullable SslBundles sslBundles,
			List<AblyClientOptionsCustomizer> customizers, @Nullable PayloadMapper payloadMapper,
			List<MessageInterceptor> interceptors) {
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.authCallback = authCallback;
		this.sslBundles = sslBundles;
		this.customizers = customizers;
		this.payloadMapper = payloadMapper;
		this.interceptors = interceptors;
	}

	ClientOptions create() {
		requireCredentials();
		ClientOptionsBuilder options = ClientOptions.builder();
		PropertyMapper map = PropertyMapper.get();
		AblyProperties from = this.properties;
		credentials(options, map);
		endpoint(options, map);
		behaviour(options, map);
		timeouts(options, from.timeouts());
		AblyProperties.Mailbox mailbox = from.mailbox();
		options.mailbox(new MailboxOptions(mailbox.capacity(), mailbox.policy(), mailbox.maxPause()));
		map.from(this.payloadMapper).to(options::payloadMapper);
		options.interceptors(this.interceptors);
		for (AblyClientOptionsCustomizer customizer : this.customizers) {
			customizer.customize(options);
		}
		return options.build();
	}

	private void requireCredentials() {
		if (this.authCallback == null && !StringUtils.hasText(this.connectionDetails.getKey())
				&& !StringUtils.hasText(this.properties.token()) && !StringUtils.hasText(this.properties.authUrl())
				&& this.customizers.isEmpty()) {
			throw new AblyCredentialsMissingException();
		}
	}

	private void credentials(ClientOptionsBuilder options, PropertyMapper map) {
		AblyProperties from = this.properties;
		map.from(this.connectionDetails::getKey).whenHasText().to(options::key);
		map.from(from::token).whenHasText().to(options::token);
		map.from(from::authUrl).whenHasText().to(options::authUrl);
		map.from(from::authMethod).to(options::authMethod);
		map.from(from::authHeaders).to(options::authHeaders);
		map.from(from::authParams).to(options::authParams);
		map.from(from::useTokenAuth).to(options::useTokenAuth);
		map.from(from::queryTime).to(options::queryTime);
		map.from(from::clientId).whenHasText().to(options::clientId);
		map.from(this.authCallback).to(options::authCallback);
	}

	private void endpoint(ClientOptionsBuilder options, PropertyMapper map) {
		AblyProperties from = this.properties;
		AblyConnectionDetails details = this.connectionDetails;
		map.from(details::getEndpoint).whenHasText().to(options::endpoint);
		options.tls(details.isTls());
		if (details.isTls()) {
			options.tlsPort(details.getPort());
		}
		else {
			options.port(details.getPort());
		}
		map.from(from::fallbackHosts).to(options::fallbackHosts);
		map.from(from::connectivityCheckUrl).whenHasText().to(options::connectivityCheckUrl);
		// what connection details say comes from the application's own environment, such
		// as a container
		options.basicAuthOverPlainHttpOnLoopback(
				from.basicAuthOverPlainHttpOnLoopback() || !(details instanceof PropertiesAblyConnectionDetails));
		map.from(from::proxy).as(AblyProperties.Proxy::options).to(options::proxy);
		String bundle = from.ssl().bundle();
		if (StringUtils.hasText(bundle)) {
			if (this.sslBundles == null) {
				throw new IllegalStateException("ably.ssl.bundle is set, but there are no SSL bundles");
			}
			options.sslContext(this.sslBundles.getBundle(bundle).createSslContext());
		}
	}

	private void behaviour(ClientOptionsBuilder options, PropertyMapper map) {
		AblyProperties from = this.properties;
		options.useBinaryProtocol(from.useBinaryProtocol());
		// the application connects when it is ready for what comes in
		options.autoConnect(false);
		options.echoMessages(from.echoMessages());
		options.queueMessages(from.queueMessages());
		options.idempotentRestPublishing(from.idempotentRestPublishing());
		options.addRequestIds(from.addRequestIds());
		options.strictMode(from.strictMode());
		options.restFallback(from.restFallback());
		options.detachWhenUnused(from.detachWhenUnused());
		options.transportParams(from.transportParams());
		options.agents(from.agents());
		options.httpMaxRetryCount(from.httpMaxRetryCount());
		options.maxMessageSize(Math.toIntExact(from.maxMessageSize().toBytes()));
		map.from(from::recover).whenHasText().to(options::recover);
		map.from(from::maxPendingPublishes).to(options::maxPendingPublishes);
		map.from(from::publishTimeout).to(options::publishTimeout);
	}

	private static void timeouts(ClientOptionsBuilder options, AblyProperties.Timeouts timeouts) {
		options.disconnectedRetryTimeout(timeouts.disconnectedRetry());
		options.suspendedRetryTimeout(timeouts.suspendedRetry());
		options.channelRetryTimeout(timeouts.channelRetry());
		options.realtimeRequestTimeout(timeouts.realtimeRequest());
		options.httpOpenTimeout(timeouts.httpOpen());
		options.httpRequestTimeout(timeouts.httpRequest());
		options.httpMaxRetryDuration(timeouts.httpMaxRetry());
		options.fallbackRetryTimeout(timeouts.fallbackRetry());
	}

}
