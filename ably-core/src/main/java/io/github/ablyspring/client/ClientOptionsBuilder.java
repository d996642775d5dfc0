package io.github.ablyspring.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

import io.github.ablyspring.message.ChannelDefaults;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.VcdiffDecoder;
import io.github.ablyspring.realtime.channel.ChannelObserver;
import io.github.ablyspring.realtime.channel.MailboxOptions;
import io.github.ablyspring.realtime.channel.MessageInterceptor;
import io.github.ablyspring.realtime.connection.ConnectionObserver;
import io.github.ablyspring.realtime.connection.ReconnectDelay;
import io.github.ablyspring.realtime.connection.RecoverySource;
import io.github.ablyspring.transport.RealtimeTransport;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link ClientOptions}. Whatever is not allowed is refused at once, or at
 * {@link #build()} when it is a matter of several options.
 */
public final class ClientOptionsBuilder extends RequestPart<ClientOptionsBuilder> implements Cloneable {

	boolean autoConnect = true;

	boolean echoMessages = true;

	boolean queueMessages = true;

	boolean strictMode;

	@Nullable String recover;

	@Nullable RecoverySource recovery;

	Map<String, String> transportParams = Map.of();

	Duration disconnectedRetryTimeout = Duration.ofSeconds(15);

	Duration suspendedRetryTimeout = Duration.ofSeconds(30);

	Duration channelRetryTimeout = Duration.ofSeconds(15);

	Duration realtimeRequestTimeout = Duration.ofSeconds(10);

	Duration connectionStateTtl = Duration.ofSeconds(120);

	ReconnectDelay reconnectDelay = ReconnectDelay.backoff(() -> ThreadLocalRandom.current().nextDouble());

	int maxPendingPublishes = 10_000;

	@Nullable Duration publishTimeout;

	boolean restFallback;

	boolean detachWhenUnused;

	MailboxOptions mailbox = MailboxOptions.DEFAULT;

	List<ClientLifecycle> lifecycle = List.of();

	List<ConnectionObserver> connectionObservers = List.of();

	List<ChannelObserver> channelObservers = List.of();

	@Nullable Executor listenerExecutor;

	List<MessageInterceptor> interceptors = List.of();

	PayloadMapper payloadMapper = PayloadMapper.defaultMapper();

	ChannelDefaults channelDefaults = ChannelDefaults.NONE;

	@Nullable VcdiffDecoder vcdiffDecoder;

	@Nullable RealtimeTransport realtimeTransport;

	ClientOptionsBuilder() {
	}

	@Override
	ClientOptionsBuilder self() {
		return this;
	}

	// A copy is all the same fields; what they refer to never changes.
	ClientOptionsBuilder copy() {
		try {
			return (ClientOptionsBuilder) clone();
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Sets whether a realtime client connects as soon as it is created (TO3e).
	 * @param autoConnect {@code true} by default
	 * @return this
	 */
	public ClientOptionsBuilder autoConnect(boolean autoConnect) {
		this.autoConnect = autoConnect;
		return this;
	}

	/**
	 * Sets whether the client receives what it publishes itself (TO3h).
	 * @param echoMessages {@code true} by default
	 * @return this
	 */
	public ClientOptionsBuilder echoMessages(boolean echoMessages) {
		this.echoMessages = echoMessages;
		return this;
	}

	/**
	 * Sets whether what is published while there is no connection waits for one (TO3g).
	 * @param queueMessages {@code true} by default
	 * @return this
	 */
	public ClientOptionsBuilder queueMessages(boolean queueMessages) {
		this.queueMessages = queueMessages;
		return this;
	}

	/**
	 * Sets whether operations that cannot have their effect fail, instead of doing
	 * nothing (TO3r).
	 * @param strictMode {@code false} by default
	 * @return this
	 */
	public ClientOptionsBuilder strictMode(boolean strictMode) {
		this.strictMode = strictMode;
		return this;
	}

	/**
	 * Sets which earlier connection is taken over (TO3i).
	 * @param recover its recovery key, or {@code null}, the default, for none
	 * @return this
	 */
	public ClientOptionsBuilder recover(@Nullable String recover) {
		this.recover = recover;
		return this;
	}

	/**
	 * Sets what finds the recovery key of an earlier connection when the client is about
	 * to connect for the first time. Counts for nothing when {@link #recover} gives the
	 * key itself.
	 * @param recovery finds the key, {@code null}, the default, for no recovery
	 * @return this
	 */
	public ClientOptionsBuilder recovery(@Nullable RecoverySource recovery) {
		this.recovery = recovery;
		return this;
	}

	/**
	 * Sets further parameters of the connection (TO3q).
	 * @param transportParams name to value; the value's text is used
	 * @return this
	 */
	public ClientOptionsBuilder transportParams(Map<String, ?> transportParams) {
		Map<String, String> text = new LinkedHashMap<>();
		Checks.present("transportParams", transportParams)
			.forEach((name, value) -> text.put(name, String.valueOf(value)));
		this.transportParams = java.util.Collections.unmodifiableMap(text);
		return this;
	}

	/**
	 * Sets how long a disconnected client waits, at first, before it connects again
	 * (TO3l1).
	 * @param disconnectedRetryTimeout 15 seconds by default
	 * @return this
	 */
	public ClientOptionsBuilder disconnectedRetryTimeout(Duration disconnectedRetryTimeout) {
		this.disconnectedRetryTimeout = Checks.positive("disconnectedRetryTimeout", disconnectedRetryTimeout);
		return this;
	}

	/**
	 * Sets how long a suspended client waits before it connects again (TO3l2).
	 * @param suspendedRetryTimeout 30 seconds by default
	 * @return this
	 */
	public ClientOptionsBuilder suspendedRetryTimeout(Duration suspendedRetryTimeout) {
		this.suspendedRetryTimeout = Checks.positive("suspendedRetryTimeout", suspendedRetryTimeout);
		return this;
	}

	/**
	 * Sets how long a suspended channel waits, at first, before it attaches again
	 * (TO3l7).
	 * @param channelRetryTimeout 15 seconds by default
	 * @return this
	 */
	public ClientOptionsBuilder channelRetryTimeout(Duration channelRetryTimeout) {
		this.channelRetryTimeout = Checks.positive("channelRetryTimeout", channelRetryTimeout);
		return this;
	}

	/**
	 * Sets how long the service may take to answer over a connection, and an
	 * {@code authCallback} to bring a token (TO3l11).
	 * @param realtimeRequestTimeout 10 seconds by default
	 * @return this
	 */
	public ClientOptionsBuilder realtimeRequestTimeout(Duration realtimeRequestTimeout) {
		this.realtimeRequestTimeout = Checks.positive("realtimeRequestTimeout", realtimeRequestTimeout);
		return this;
	}

	/**
	 * Sets how long a lost connection counts as disconnected, after which it is suspended
	 * (DF1a). What the service says when connected takes its place.
	 * @param connectionStateTtl two minutes by default
	 * @return this
	 */
	public ClientOptionsBuilder connectionStateTtl(Duration connectionStateTtl) {
		this.connectionStateTtl = Checks.positive("connectionStateTtl", connectionStateTtl);
		return this;
	}

	/**
	 * Sets what decides how long to wait before connecting or attaching again.
	 * @param reconnectDelay growing, and spread at random, by default (RTB1)
	 * @return this
	 */
	public ClientOptionsBuilder reconnectDelay(ReconnectDelay reconnectDelay) {
		this.reconnectDelay = Checks.present("reconnectDelay", reconnectDelay);
		return this;
	}

	/**
	 * Sets how many publishes may wait for a connection or for their acknowledgement;
	 * further ones fail.
	 * @param maxPendingPublishes 10,000 by default
	 * @return this
	 */
	public ClientOptionsBuilder maxPendingPublishes(int maxPendingPublishes) {
		this.maxPendingPublishes = Checks.range("maxPendingPublishes", maxPendingPublishes, 1, Integer.MAX_VALUE);
		return this;
	}

	/**
	 * Sets how long a publish over a connection may wait for its acknowledgement.
	 * @param publishTimeout {@code null}, the default, for as long as it takes
	 * @return this
	 */
	public ClientOptionsBuilder publishTimeout(@Nullable Duration publishTimeout) {
		this.publishTimeout = (publishTimeout != null) ? Checks.positive("publishTimeout", publishTimeout) : null;
		return this;
	}

	/**
	 * Sets whether a realtime client publishes over REST while it is not connected.
	 * Messages keep their ids, so none is stored twice.
	 * @param restFallback {@code false} by default
	 * @return this
	 */
	public ClientOptionsBuilder restFallback(boolean restFallback) {
		this.restFallback = restFallback;
		return this;
	}

	/**
	 * Sets whether a channel detaches when its last listener has gone.
	 * @param detachWhenUnused {@code false} by default
	 * @return this
	 */
	public ClientOptionsBuilder detachWhenUnused(boolean detachWhenUnused) {
		this.detachWhenUnused = detachWhenUnused;
		return this;
	}

	/**
	 * Sets how much a channel keeps for listeners that do not keep up, and what happens
	 * then.
	 * @param mailbox room for 4,096 messages by default
	 * @return this
	 */
	public ClientOptionsBuilder mailbox(MailboxOptions mailbox) {
		this.mailbox = Checks.present("mailbox", mailbox);
		return this;
	}

	/**
	 * Sets where listeners and callbacks run, and where futures complete. The client does
	 * not shut it down.
	 * <p>
	 * {@code Runnable::run} has them run on the thread that reads the socket. A message
	 * then comes to its listener without waking another thread, a few microseconds
	 * sooner; but a listener that takes its time keeps every client on that thread from
	 * reading, and one that waits for an operation of its client waits for ever. Only for
	 * listeners that hand on what they get.
	 * @param listenerExecutor the executor, or {@code null}, the default, for that of the
	 * client's resources
	 * @return this
	 */
	public ClientOptionsBuilder listenerExecutor(@Nullable Executor listenerExecutor) {
		this.listenerExecutor = listenerExecutor;
		return this;
	}

	/**
	 * Sets who looks at messages on their way out and in.
	 * @param interceptors called one after the other
	 * @return this
	 */
	public ClientOptionsBuilder interceptors(List<MessageInterceptor> interceptors) {
		this.interceptors = Checks.elements("interceptors", interceptors);
		return this;
	}

	/**
	 * Sets what is told of the life of the client.
	 * @param lifecycle told one after the other
	 * @return this
	 */
	public ClientOptionsBuilder lifecycle(List<ClientLifecycle> lifecycle) {
		this.lifecycle = Checks.elements("lifecycle", lifecycle);
		return this;
	}

	/**
	 * Sets what watches the connection, for metrics for example.
	 * @param connectionObservers told one after the other
	 * @return this
	 */
	public ClientOptionsBuilder connectionObservers(List<ConnectionObserver> connectionObservers) {
		this.connectionObservers = Checks.elements("connectionObservers", connectionObservers);
		return this;
	}

	/**
	 * Sets what watches the channels, for metrics for example.
	 * @param channelObservers told one after the other
	 * @return this
	 */
	public ClientOptionsBuilder channelObservers(List<ChannelObserver> channelObservers) {
		this.channelObservers = Checks.elements("channelObservers", channelObservers);
		return this;
	}

	/**
	 * Sets what makes JSON of objects and back.
	 * @param payloadMapper Jackson by default
	 * @return this
	 */
	public ClientOptionsBuilder payloadMapper(PayloadMapper payloadMapper) {
		this.payloadMapper = Checks.present("payloadMapper", payloadMapper);
		return this;
	}

	/**
	 * Sets which options channels have that are asked for without any: what they are
	 * encrypted with, for example.
	 * @param channelDefaults {@link ChannelDefaults#NONE} by default
	 * @return this
	 */
	public ClientOptionsBuilder channelDefaults(ChannelDefaults channelDefaults) {
		this.channelDefaults = Checks.present("channelDefaults", channelDefaults);
		return this;
	}

	/**
	 * Sets what applies deltas (TO3o).
	 * @param vcdiffDecoder the decoder, or {@code null}, the default, for the one on the
	 * class path, if there is one
	 * @return this
	 */
	public ClientOptionsBuilder vcdiffDecoder(@Nullable VcdiffDecoder vcdiffDecoder) {
		this.vcdiffDecoder = vcdiffDecoder;
		return this;
	}

	/**
	 * Sets what makes realtime connections.
	 * @param realtimeTransport the transport, or {@code null}, the default, for that of
	 * the client's resources
	 * @return this
	 */
	public ClientOptionsBuilder realtimeTransport(@Nullable RealtimeTransport realtimeTransport) {
		this.realtimeTransport = realtimeTransport;
		return this;
	}

	/**
	 * Builds the options.
	 * @return the options
	 */
	public ClientOptions build() {
		return new ClientOptions(copy());
	}

}
