package io.github.ablyspring.boot.autoconfigure;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.realtime.channel.MailboxOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Puts what properties and connection details say into the options of a client.
 */
final class ClientOptionsMapper {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^{}:]+}");

	private final AblyProperties properties;

	private final AblyConnectionDetails connectionDetails;

	private final @Nullable SslBundles sslBundles;

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
		AblyProperties.Timeouts timeouts = this.properties.timeouts();
		if (timeouts != null) {
			timeouts(options, timeouts);
		}
		AblyProperties.Mailbox mailbox = this.properties.mailbox();
		if (mailbox != null) {
			options.mailbox(new MailboxOptions(mailbox.capacity(), mailbox.policy(), mailbox.maxPause()));
		}
	}

	private void credentials(ClientOptionsBuilder options) {
		AblyProperties from = this.properties;
		text(resolved("key", this.connectionDetails.getKey()), options::key);
		if (isFromProperties() || !StringUtils.hasText(this.connectionDetails.getKey())) {
			text(resolved("token", from.token()), options::token);
			text(resolved("auth-url", from.authUrl()), options::authUrl);
			options.authMethod(from.authMethod());
			value(from.authHeaders(), options::authHeaders);
			value(from.authParams(), options::authParams);
		}
		// a key must not go to another machine without TLS, but what it signs may
		boolean sign = !isFromProperties() && !this.connectionDetails.isTls() && !isOnLoopback();
		value(sign ? Boolean.TRUE : from.useTokenAuth(), options::useTokenAuth);
		options.queryTime(from.queryTime());
		text(resolved("client-id", from.clientId()), options::clientId);
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
		text(details.getEndpoint(), options::endpoint);
		options.tls(details.isTls());
		if (details.isTls()) {
			options.tlsPort(details.getPort());
		}
		else {
			options.port(details.getPort());
		}
		value(from.fallbackHosts(), options::fallbackHosts);
		text(from.connectivityCheckUrl(), options::connectivityCheckUrl);
		// what connection details say comes from the application's own environment, such
		// as a container
		options.basicAuthOverPlainHttpOnLoopback(from.basicAuthOverPlainHttpOnLoopback() || !isFromProperties());
		AblyProperties.Proxy proxy = from.proxy();
		if (proxy != null) {
			options.proxy(proxy.options());
		}
		AblyProperties.Ssl ssl = from.ssl();
		String bundle = (ssl != null) ? ssl.bundle() : null;
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
		value(from.transportParams(), options::transportParams);
		value(from.agents(), options::agents);
		options.httpMaxRetryCount(from.httpMaxRetryCount());
		long size = from.maxMessageSize().toBytes();
		// what is too small, the options tell
		options.maxMessageSize((int) Math.min(Math.max(size, -1), Integer.MAX_VALUE));
		text(from.recover(), options::recover);
		value(from.maxPendingPublishes(), options::maxPendingPublishes);
		value(from.publishTimeout(), options::publishTimeout);
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

	// Boot leaves a placeholder that nothing resolves as it is
	private static @Nullable String resolved(String property, @Nullable String value) {
		Matcher placeholder = PLACEHOLDER.matcher((value != null) ? value : "");
		if (placeholder.find()) {
			throw new IllegalArgumentException(
					"The property '" + property + "' refers to " + placeholder.group() + ", which nothing defines");
		}
		return value;
	}

	// not Boot's PropertyMapper: the lambdas that it takes are time at the start
	private static <T> void value(@Nullable T value, Consumer<T> to) {
		if (value != null) {
			to.accept(value);
		}
	}

	private static void text(@Nullable String value, Consumer<String> to) {
		if (StringUtils.hasText(value)) {
			to.accept(value);
		}
	}

}
