package io.github.ablyspring.boot.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.auth.AuthMethod;
import io.github.ablyspring.message.ChannelMode;
import io.github.ablyspring.realtime.channel.OverflowPolicy;
import io.github.ablyspring.transport.ProxyOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties for the Ably clients. Annotations stand only where they are
 * needed: the binder reads those of all parameters anew for each of them. Groups of which
 * nothing is set are not bound: the engine has the same defaults.
 *
 * @param key API key, as it is shown in Ably's dashboard.
 * @param token Token or JWT to authenticate with. Cannot be renewed.
 * @param authUrl URL that answers with a token or a token request.
 * @param authMethod HTTP method of requests to the auth URL.
 * @param authHeaders Headers of requests to the auth URL.
 * @param authParams Parameters of requests to the auth URL.
 * @param useTokenAuth Whether to authenticate with tokens even where the key would do.
 * @param queryTime Whether to ask the service for the time when signing token requests.
 * @param clientId Identity of this application.
 * @param endpoint Routing policy or host name to connect to.
 * @param tls Whether to use TLS.
 * @param port Port for connections without TLS.
 * @param tlsPort Port for connections with TLS.
 * @param fallbackHosts Hosts to try when the primary one cannot be reached. Follows from
 * the endpoint when not set.
 * @param connectivityCheckUrl URL that tells whether there is a connection to the
 * internet.
 * @param basicAuthOverPlainHttpOnLoopback Whether an API key may be sent without TLS to a
 * server on this machine.
 * @param useBinaryProtocol Whether to use msgpack rather than JSON.
 * @param autoConnect Whether the realtime client connects when the application starts.
 * @param echoMessages Whether messages of this application's own connection are delivered
 * to it.
 * @param queueMessages Whether messages wait while there is no connection.
 * @param idempotentRestPublishing Whether a REST publish that is tried again is stored
 * once.
 * @param addRequestIds Whether REST requests carry an id that errors show.
 * @param strictMode Whether operations fail that cannot have the effect they are meant to
 * have.
 * @param restFallback Whether publishes go over REST while there is no realtime
 * connection.
 * @param detachWhenUnused Whether a channel detaches when its last listener is gone.
 * @param recover Recovery key of an earlier connection.
 * @param transportParams Additional parameters of realtime connections.
 * @param agents Additional entries of the agent header.
 * @param maxPendingPublishes Maximum number of publishes that are queued or not yet
 * acknowledged.
 * @param publishTimeout Time after which a realtime publish without acknowledgement
 * fails.
 * @param maxMessageSize Maximum size of a message, until the service tells another.
 * @param httpMaxRetryCount Maximum number of fallback hosts that are tried.
 * @param timeouts Timeouts and delays.
 * @param mailbox Messages that wait for listeners.
 * @param ssl TLS of connections to the service.
 * @param proxy Proxy to the service.
 * @param channels Options of channels, by name or by pattern with '*'.
 */
@ConfigurationProperties("ably")
public record AblyProperties(@Nullable String key, @Nullable String token, @Nullable String authUrl,
		@DefaultValue("GET") AuthMethod authMethod, @Nullable Map<String, String> authHeaders,
		@Nullable Map<String, String> authParams, @Nullable Boolean useTokenAuth, boolean queryTime,
		@Nullable String clientId, @Nullable String endpoint, @DefaultValue("true") boolean tls,
		@DefaultValue("80") int port, @DefaultValue("443") int tlsPort, @Nullable List<String> fallbackHosts,
		@Nullable String connectivityCheckUrl, boolean basicAuthOverPlainHttpOnLoopback,
		@DefaultValue("true") boolean useBinaryProtocol, @DefaultValue("true") boolean autoConnect,
		@DefaultValue("true") boolean echoMessages, @DefaultValue("true") boolean queueMessages,
		@DefaultValue("true") boolean idempotentRestPublishing, boolean addRequestIds, boolean strictMode,
		boolean restFallback, boolean detachWhenUnused, @Nullable String recover,
		@Nullable Map<String, String> transportParams, @Nullable Map<String, String> agents,
		@Nullable Integer maxPendingPublishes, @Nullable Duration publishTimeout,
		@DefaultValue("64KB") DataSize maxMessageSize, @DefaultValue("3") int httpMaxRetryCount,
		@Nullable Timeouts timeouts, @Nullable Mailbox mailbox, @Nullable Ssl ssl, @Nullable Proxy proxy,
		@DefaultValue Map<String, Channel> channels) {

	/**
	 * Creates properties.
	 */
	public AblyProperties {
		// in order: the first pattern that fits a channel counts
		channels = new LinkedHashMap<>(channels);
	}

	/** Does not show key, token or proxy password. */
	@Override
	public String toString() {
		return "AblyProperties[clientId=" + this.clientId + ", endpoint=" + this.endpoint + "]";
	}

	/**
	 * Timeouts and delays.
	 *
	 * @param disconnectedRetry Delay until a lost connection is tried again.
	 * @param suspendedRetry Delay until a connection is tried again that was lost for
	 * long.
	 * @param channelRetry Delay until a suspended channel is attached again.
	 * @param realtimeRequest Time the service may take to answer over a realtime
	 * connection.
	 * @param httpOpen Time that opening a connection for REST may take.
	 * @param httpRequest Time that a REST request may take.
	 * @param httpMaxRetry Time that a REST request may take in all, with fallback hosts.
	 * @param fallbackRetry Time for which a fallback host that worked is used again.
	 */
	public record Timeouts(@DefaultValue("15s") Duration disconnectedRetry,
			@DefaultValue("30s") Duration suspendedRetry, @DefaultValue("15s") Duration channelRetry,
			@DefaultValue("10s") Duration realtimeRequest, @DefaultValue("4s") Duration httpOpen,
			@DefaultValue("10s") Duration httpRequest, @DefaultValue("15s") Duration httpMaxRetry,
			@DefaultValue("10m") Duration fallbackRetry) {

	}

	/**
	 * Messages that wait for listeners.
	 *
	 * @param capacity Maximum number of messages of a channel that wait for its
	 * listeners.
	 * @param policy What happens when that many wait.
	 * @param maxPause Maximum time for which nothing is read from the connection because
	 * messages wait.
	 */
	public record Mailbox(@DefaultValue("4096") int capacity, @DefaultValue("pause-reading") OverflowPolicy policy,
			@DefaultValue("10s") Duration maxPause) {

	}

	/**
	 * TLS of connections to the service.
	 *
	 * @param bundle Name of the SSL bundle to use.
	 */
	public record Ssl(@Nullable String bundle) {

	}

	/**
	 * Proxy to the service.
	 *
	 * @param type Kind of proxy.
	 * @param host Host of the proxy.
	 * @param port Port of the proxy.
	 * @param username User name for the proxy.
	 * @param password Password for the proxy.
	 * @param nonProxyHosts Hosts that are reached without the proxy.
	 */
	public record Proxy(@DefaultValue("http") ProxyOptions.Type type, @DefaultValue("") String host, int port,
			@Nullable String username, @Nullable String password, @DefaultValue List<String> nonProxyHosts) {

		ProxyOptions options() {
			return new ProxyOptions(this.type, this.host, this.port, this.username, this.password, this.nonProxyHosts);
		}

		/** Does not show the password. */
		@Override
		public String toString() {
			return options().toString();
		}

	}

	/**
	 * Options of channels.
	 *
	 * @param cipherKey Key for the encryption of payloads, in base64.
	 * @param params Parameters of the channel, such as 'rewind' or 'delta'.
	 * @param modes Modes to attach with; all that are granted by default when empty.
	 * @param attachOnSubscribe Whether subscribing attaches the channel.
	 */
	public record Channel(@Nullable String cipherKey, @DefaultValue Map<String, String> params,
			@DefaultValue List<ChannelMode> modes, @DefaultValue("true") boolean attachOnSubscribe) {

		/** Does not show the cipher key. */
		@Override
		public String toString() {
			return "Channel[params=" + this.params + ", modes=" + this.modes + "]";
		}

	}

}
