package io.github.ablyspring.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

import io.github.ablyspring.auth.AuthMethod;
import io.github.ablyspring.auth.AuthOptions;
import io.github.ablyspring.auth.AuthSettings;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.auth.TokenParams;
import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.message.VcdiffDecoder;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.channel.ChannelObserver;
import io.github.ablyspring.realtime.channel.MailboxOptions;
import io.github.ablyspring.realtime.channel.MessageInterceptor;
import io.github.ablyspring.realtime.connection.ConnectionObserver;
import io.github.ablyspring.realtime.connection.ReconnectDelay;
import io.github.ablyspring.realtime.connection.RecoverySource;
import io.github.ablyspring.rest.ClientInformation;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.rest.RestSettings;
import io.github.ablyspring.transport.Hosts;
import io.github.ablyspring.transport.HttpSettings;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.LogHandler;
import io.github.ablyspring.transport.LogLevel;
import io.github.ablyspring.transport.ProxyOptions;
import io.github.ablyspring.transport.RealtimeTransport;
import org.jspecify.annotations.Nullable;

/**
 * What a client is to be like (TO1). Immutable. <pre>{@code
 * ClientOptions options = ClientOptions.builder().key(key).clientId("warehouse").build();
 * }</pre>
 */
public final class ClientOptions {

	// A private copy, which nobody changes any more.
	private final ClientOptionsBuilder values;

	private final Hosts hosts;

	ClientOptions(ClientOptionsBuilder values) {
		this.values = values;
		this.hosts = Endpoint.resolve(values);
	}

	/**
	 * Options with a key or a token and defaults for everything else (RSC1a).
	 * @param keyOrToken an API key, which has a colon, or a token
	 * @return the options
	 */
	public static ClientOptions of(String keyOrToken) {
		return (keyOrToken.indexOf(':') >= 0) ? builder().key(keyOrToken).build() : builder().token(keyOrToken).build();
	}

	/**
	 * Starts building options.
	 * @return the builder
	 */
	public static ClientOptionsBuilder builder() {
		return new ClientOptionsBuilder();
	}

	/**
	 * Starts building options from these.
	 * @return the builder
	 */
	public ClientOptionsBuilder toBuilder() {
		return this.values.copy();
	}

	/**
	 * {@return where the service is, as the endpoint options amount to}
	 */
	public Hosts hosts() {
		return this.hosts;
	}

	/**
	 * {@return the credentials (AO2)}
	 */
	public AuthOptions auth() {
		return this.values.auth;
	}

	/**
	 * {@return the API key, or {@code null} (TO3j1)}
	 */
	public @Nullable String key() {
		return auth().key();
	}

	/**
	 * {@return the token, or {@code null} (TO3j2)}
	 */
	public @Nullable String token() {
		return auth().token();
	}

	/**
	 * {@return the token with its details, or {@code null} (TO3j3)}
	 */
	public @Nullable TokenDetails tokenDetails() {
		return auth().tokenDetails();
	}

	/**
	 * {@return which URL is asked for tokens, or {@code null} (TO3j6)}
	 */
	public @Nullable String authUrl() {
		return auth().authUrl();
	}

	/**
	 * {@return how that URL is asked (TO3j7)}
	 */
	public AuthMethod authMethod() {
		return auth().authMethod();
	}

	/**
	 * {@return headers for that URL (TO3j8)}
	 */
	public Map<String, String> authHeaders() {
		return auth().authHeaders();
	}

	/**
	 * {@return parameters for that URL (TO3j9)}
	 */
	public Map<String, String> authParams() {
		return auth().authParams();
	}

	/**
	 * {@return whether the time is asked of the service (TO3j10)}
	 */
	public boolean queryTime() {
		return auth().queryTime();
	}

	/**
	 * {@return which hosts are asked when the first one does not answer (TO3k6)}
	 */
	public List<String> fallbackHosts() {
		return this.hosts.fallbacks();
	}

	/**
	 * {@return what is asked to learn whether there is an internet at all (REC3)}
	 */
	public String connectivityCheckUrl() {
		return this.hosts.connectivityCheckUrl();
	}

	/**
	 * {@return what applies deltas, or {@code null} when nothing can}
	 */
	public @Nullable VcdiffDecoder vcdiffDecoder() {
		return (this.values.vcdiffDecoder != null) ? this.values.vcdiffDecoder : VcdiffDecoder.onClassPath();
	}

	/**
	 * {@return who the client is, or {@code null} (TO3a)}
	 */
	public @Nullable String clientId() {
		return this.values.clientId;
	}

	/**
	 * {@return what tokens are to be like (TO3j11)}
	 */
	public TokenParams defaultTokenParams() {
		return this.values.defaultTokenParams;
	}

	/**
	 * {@return where the service is; {@code null} for the default (TO3k8)}
	 */
	public @Nullable String endpoint() {
		return this.values.endpoint;
	}

	/**
	 * {@return the deprecated routing policy, or {@code null} (TO3k1)}
	 */
	public @Nullable String environment() {
		return this.values.environment;
	}

	/**
	 * {@return the deprecated host, or {@code null} (TO3k2)}
	 */
	public @Nullable String restHost() {
		return this.values.restHost;
	}

	/**
	 * {@return the deprecated host, or {@code null} (TO3k3)}
	 */
	public @Nullable String realtimeHost() {
		return this.values.realtimeHost;
	}

	/**
	 * {@return whether all communication is encrypted (TO3d)}
	 */
	public boolean tls() {
		return this.values.tls;
	}

	/**
	 * {@return the port without TLS (TO3k4)}
	 */
	public int port() {
		return this.values.port;
	}

	/**
	 * {@return the port with TLS (TO3k5)}
	 */
	public int tlsPort() {
		return this.values.tlsPort;
	}

	/**
	 * {@return the proxy, or {@code null}}
	 */
	public @Nullable ProxyOptions proxy() {
		return this.values.proxy;
	}

	/**
	 * {@return which certificates are trusted, or {@code null} for those of the JVM}
	 */
	public @Nullable SSLContext sslContext() {
		return this.values.sslContext;
	}

	/**
	 * {@return whether msgpack is spoken, or JSON (TO3f)}
	 */
	public boolean useBinaryProtocol() {
		return this.values.useBinaryProtocol;
	}

	/**
	 * {@return whether publishing over REST gives messages ids (TO3n)}
	 */
	public boolean idempotentRestPublishing() {
		return this.values.idempotentRestPublishing;
	}

	/**
	 * {@return whether every request carries an id (TO3p)}
	 */
	public boolean addRequestIds() {
		return this.values.addRequestIds;
	}

	/**
	 * {@return how long opening a connection may take (TO3l3)}
	 */
	public Duration httpOpenTimeout() {
		return this.values.httpOpenTimeout;
	}

	/**
	 * {@return how long one request may take (TO3l4)}
	 */
	public Duration httpRequestTimeout() {
		return this.values.httpRequestTimeout;
	}

	/**
	 * {@return how many fallback hosts one request may try (TO3l5)}
	 */
	public int httpMaxRetryCount() {
		return this.values.httpMaxRetryCount;
	}

	/**
	 * {@return after which time no further host is tried (TO3l6)}
	 */
	public Duration httpMaxRetryDuration() {
		return this.values.httpMaxRetryDuration;
	}

	/**
	 * {@return for how long a fallback host that answered is asked first (TO3l10)}
	 */
	public Duration fallbackRetryTimeout() {
		return this.values.fallbackRetryTimeout;
	}

	/**
	 * {@return how large what is published in one go may be, in bytes (TO3l8)}
	 */
	public int maxMessageSize() {
		return this.values.maxMessageSize;
	}

	/**
	 * {@return how large the body of a request, or a frame, may be, in bytes (TO3l9)}
	 */
	public int maxFrameSize() {
		return this.values.maxFrameSize;
	}

	/**
	 * {@return what else is told about the software in use (RSC7d6)}
	 */
	public Map<String, @Nullable String> agents() {
		return this.values.agents;
	}

	/**
	 * {@return how much the log handler hears (TO3b)}
	 */
	public LogLevel logLevel() {
		return this.values.logLevel;
	}

	/**
	 * {@return where the log goes, or {@code null} for SLF4J (TO3c)}
	 */
	public @Nullable LogHandler logHandler() {
		return this.values.logHandler;
	}

	/**
	 * {@return what makes HTTP requests, or {@code null} for that of the resources}
	 */
	public @Nullable HttpTransport httpTransport() {
		return this.values.httpTransport;
	}

	/**
	 * {@return whether a realtime client connects when it is created (TO3e)}
	 */
	public boolean autoConnect() {
		return this.values.autoConnect;
	}

	/**
	 * {@return whether the client receives what it publishes (TO3h)}
	 */
	public boolean echoMessages() {
		return this.values.echoMessages;
	}

	/**
	 * {@return whether publishes wait for a connection (TO3g)}
	 */
	public boolean queueMessages() {
		return this.values.queueMessages;
	}

	/**
	 * {@return whether operations that cannot have their effect fail (TO3r)}
	 */
	public boolean strictMode() {
		return this.values.strictMode;
	}

	/**
	 * {@return the recovery key of an earlier connection, or {@code null} (TO3i)}
	 */
	public @Nullable String recover() {
		return this.values.recover;
	}

	/**
	 * {@return what finds the recovery key of an earlier connection, or {@code null}}
	 */
	public @Nullable RecoverySource recovery() {
		return this.values.recovery;
	}

	/**
	 * {@return further parameters of the connection (TO3q)}
	 */
	public Map<String, String> transportParams() {
		return this.values.transportParams;
	}

	/**
	 * {@return how long a disconnected client waits at first (TO3l1)}
	 */
	public Duration disconnectedRetryTimeout() {
		return this.values.disconnectedRetryTimeout;
	}

	/**
	 * {@return how long a suspended client waits (TO3l2)}
	 */
	public Duration suspendedRetryTimeout() {
		return this.values.suspendedRetryTimeout;
	}

	/**
	 * {@return how long a suspended channel waits at first (TO3l7)}
	 */
	public Duration channelRetryTimeout() {
		return this.values.channelRetryTimeout;
	}

	/**
	 * {@return how long an answer over a connection may take (TO3l11)}
	 */
	public Duration realtimeRequestTimeout() {
		return this.values.realtimeRequestTimeout;
	}

	/**
	 * {@return how long a lost connection counts as disconnected before it is suspended,
	 * unless the service says otherwise}
	 */
	public Duration connectionStateTtl() {
		return this.values.connectionStateTtl;
	}

	/**
	 * {@return what decides how long to wait before another attempt}
	 */
	public ReconnectDelay reconnectDelay() {
		return this.values.reconnectDelay;
	}

	/**
	 * {@return how many publishes may wait}
	 */
	public int maxPendingPublishes() {
		return this.values.maxPendingPublishes;
	}

	/**
	 * {@return how long a publish may wait for its acknowledgement, or {@code null}}
	 */
	public @Nullable Duration publishTimeout() {
		return this.values.publishTimeout;
	}

	/**
	 * {@return whether a realtime client publishes over REST while not connected}
	 */
	public boolean restFallback() {
		return this.values.restFallback;
	}

	/**
	 * {@return whether a channel detaches when its last listener has gone}
	 */
	public boolean detachWhenUnused() {
		return this.values.detachWhenUnused;
	}

	/**
	 * {@return how much a channel keeps for slow listeners}
	 */
	public MailboxOptions mailbox() {
		return this.values.mailbox;
	}

	/**
	 * {@return where listeners run, or {@code null} for that of the resources}
	 */
	public @Nullable Executor listenerExecutor() {
		return this.values.listenerExecutor;
	}

	/**
	 * {@return what is told of the life of the client}
	 */
	public List<ClientLifecycle> lifecycle() {
		return this.values.lifecycle;
	}

	/**
	 * {@return what watches the connection}
	 */
	public List<ConnectionObserver> connectionObservers() {
		return this.values.connectionObservers;
	}

	/**
	 * {@return what watches the channels}
	 */
	public List<ChannelObserver> channelObservers() {
		return this.values.channelObservers;
	}

	/**
	 * {@return what watches publishes}
	 */
	public List<PublishObserver> publishObservers() {
		return this.values.publishObservers;
	}

	/**
	 * {@return what goes around each request to the service}
	 */
	public List<RestInterceptor> restInterceptors() {
		return this.values.restInterceptors;
	}

	/**
	 * {@return what goes around the transport that makes HTTP requests}
	 */
	public List<UnaryOperator<HttpTransport>> httpTransportDecorators() {
		return this.values.httpTransportDecorators;
	}

	/**
	 * {@return who looks at messages on their way}
	 */
	public List<MessageInterceptor> interceptors() {
		return this.values.interceptors;
	}

	/**
	 * {@return what makes JSON of objects and back}
	 */
	public PayloadMapper payloadMapper() {
		return this.values.payloadMapper;
	}

	/**
	 * {@return which options channels have that are asked for without any}
	 */
	public ChannelDefaults channelDefaults() {
		return this.values.channelDefaults;
	}

	/**
	 * {@return what makes connections, or {@code null} for that of the resources}
	 */
	public @Nullable RealtimeTransport realtimeTransport() {
		return this.values.realtimeTransport;
	}

	/**
	 * {@return in which format the client speaks}
	 */
	public WireFormat format() {
		return useBinaryProtocol() ? WireFormat.MSGPACK : WireFormat.JSON;
	}

	/**
	 * {@return what is told to the service about this software (RSC7d)}
	 */
	public String agent() {
		return ClientInformation.agentIdentifier(agents());
	}

	/**
	 * {@return what floor 2 needs to know about requests}
	 */
	HttpSettings httpSettings() {
		return new HttpSettings(httpOpenTimeout(), httpRequestTimeout(), httpMaxRetryCount(), httpMaxRetryDuration(),
				fallbackRetryTimeout());
	}

	/**
	 * {@return what floor 3 needs to know about credentials}
	 */
	AuthSettings authSettings() {
		return new AuthSettings(auth(), clientId(), defaultTokenParams(), keyPermitted(), httpOpenTimeout(),
				httpRequestTimeout(), realtimeRequestTimeout());
	}

	/**
	 * {@return what floor 4 needs to know about requests}
	 */
	RestSettings restSettings() {
		return new RestSettings(this.hosts, httpSettings(), format(), agent(), clientId(), addRequestIds(),
				idempotentRestPublishing(), maxMessageSize(), maxFrameSize());
	}

	private boolean keyPermitted() {
		return tls() || (this.values.basicAuthOverPlainHttpOnLoopback && Endpoint.isLoopback(this.hosts.primary())
				&& this.hosts.fallbacks().stream().allMatch(Endpoint::isLoopback));
	}

	/**
	 * Says which options are set, but no secrets.
	 */
	@Override
	public String toString() {
		return "ClientOptions[" + auth() + ", clientId=" + clientId() + ", host=" + this.hosts.primary() + ", tls="
				+ tls() + ", format=" + format() + ", proxy=" + proxy() + "]";
	}

}
