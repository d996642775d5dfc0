package io.github.ablyspring.boot.autoconfigure;

import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.realtime.channel.MailboxOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Puts what properties and connection details say into the options of a client.
 */
final class ClientOptionsMapper {

	private final AblyProperties properties;

	private final AblyConnectionDetails connectionDetails;

	private final @Nullable SslBundles sslBundles;

	private final PropertyMapper map = PropertyMapper.get();

	ClientOptionsMapper(AblyProperties properties, AblyConnectionDetails connectionDetails,
			@Nullable SslBundles sslBundles) {
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.sslBundles = sslBundles;
	}

	void map(ClientOptionsBuilder options) {
		credentials(options);
		endpoint(options);
		behaviour(options);
		timeouts(options, this.properties.timeouts());
		AblyProperties.Mailbox mailbox = this.properties.mailbox();
		options.mailbox(new MailboxOptions(mailbox.capacity(), mailbox.policy(), mailbox.maxPause()));
	}

	private void credentials(ClientOptionsBuilder options) {
		AblyProperties from = this.properties;
		this.map.from(this.connectionDetails::getKey).whenHasText().to(options::key);
		if (isFromProperties() || !StringUtils.hasText(this.connectionDetails.getKey())) {
			this.map.from(from::token).whenHasText().to(options::token);
			this.map.from(from::authUrl).whenHasText().to(options::authUrl);
			this.map.from(from::authMethod).to(options::authMethod);
			this.map.from(from::authHeaders).to(options::authHeaders);
			this.map.from(from::authParams).to(options::authParams);
		}
		// a key must not go to another machine without TLS, but what it signs may
		boolean sign = !isFromProperties() && !this.connectionDetails.isTls() && !isOnLoopback();
		this.map.from(sign ? Boolean.TRUE : from.useTokenAuth()).to(options::useTokenAuth);
		this.map.from(from::queryTime).to(options::queryTime);
		this.map.from(from::clientId).whenHasText().to(options::clientId);
	}

	private boolean isFromProperties() {
		return this.connectionDetails instanceof PropertiesAblyConnectionDetails;
	}

	private boolean isOnLoopback() {
		String host = String.valueOf(this.connectionDetails.getEndpoint());
		return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
	}

	private void endpoint(ClientOptionsBuilder options) {
		AblyProperties from = this.properties;
		AblyConnectionDetails details = this.connectionDetails;
		this.map.from(details::getEndpoint).whenHasText().to(options::endpoint);
		options.tls(details.isTls());
		if (details.isTls()) {
			options.tlsPort(details.getPort());
		}
		else {
			options.port(details.getPort());
		}
		this.map.from(from::fallbackHosts).to(options::fallbackHosts);
		this.map.from(from::connectivityCheckUrl).whenHasText().to(options::connectivityCheckUrl);
		// what connection details say comes from the application's own environment, such
		// as a container
		options.basicAuthOverPlainHttpOnLoopback(from.basicAuthOverPlainHttpOnLoopback() || !isFromProperties());
		this.map.from(from::proxy).as(AblyProperties.Proxy::options).to(options::proxy);
		String bundle = from.ssl().bundle();
		if (StringUtils.hasText(bundle)) {
			if (this.sslBundles == null) {
				throw new IllegalStateException("ably.ssl.bundle is set, but there are no SSL bundles");
			}
			options.sslContext(this.sslBundles.getBundle(bundle).createSslContext());
		}
	}

	private void behaviour(ClientOptionsBuilder options) {
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
		this.map.from(from::transportParams).to(options::transportParams);
		this.map.from(from::agents).to(options::agents);
		options.httpMaxRetryCount(from.httpMaxRetryCount());
		options.maxMessageSize(Math.toIntExact(from.maxMessageSize().toBytes()));
		this.map.from(from::recover).whenHasText().to(options::recover);
		this.map.from(from::maxPendingPublishes).to(options::maxPendingPublishes);
		this.map.from(from::publishTimeout).to(options::publishTimeout);
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
