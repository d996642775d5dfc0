package io.github.ablyspring.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.ablyspring.message.PublishObserver;
import io.github.ablyspring.rest.RestInterceptor;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.LogHandler;
import io.github.ablyspring.transport.LogLevel;
import org.jspecify.annotations.Nullable;

/**
 * The options that say how requests are made, and what is told about them.
 *
 * @param <B> the type of the builder
 */
public abstract class RequestPart<B extends RequestPart<B>> extends EndpointPart<B> {

	boolean useBinaryProtocol = true;

	boolean idempotentRestPublishing = true;

	boolean addRequestIds;

	Duration httpOpenTimeout = Duration.ofSeconds(4);

	Duration httpRequestTimeout = Duration.ofSeconds(10);

	int httpMaxRetryCount = 3;

	Duration httpMaxRetryDuration = Duration.ofSeconds(15);

	Duration fallbackRetryTimeout = Duration.ofMinutes(10);

	int maxMessageSize = 65_536;

	int maxFrameSize = 524_288;

	Map<String, @Nullable String> agents = Map.of();

	LogLevel logLevel = LogLevel.WARN;

	@Nullable LogHandler logHandler;

	@Nullable HttpTransport httpTransport;

	List<UnaryOperator<HttpTransport>> httpTransportDecorators = List.of();

	List<RestInterceptor> restInterceptors = List.of();

	List<PublishObserver> publishObservers = List.of();

	RequestPart() {
	}

	/**
	 * Sets in which format the client speaks (TO3f).
	 * @param useBinaryProtocol {@code true}, the default, for msgpack, {@code false} for
	 * JSON
	 * @return this
	 */
	public B useBinaryProtocol(boolean useBinaryProtocol) {
		this.useBinaryProtocol = useBinaryProtocol;
		return self();
	}

	/**
	 * Sets whether publishing over REST gives messages ids, so that one that is tried
	 * twice is stored once (TO3n).
	 * @param idempotentRestPublishing {@code true} by default
	 * @return this
	 */
	public B idempotentRestPublishing(boolean idempotentRestPublishing) {
		this.idempotentRestPublishing = idempotentRestPublishing;
		return self();
	}

	/**
	 * Sets whether every request carries an id, which is then also in its errors and log
	 * entries (TO3p).
	 * @param addRequestIds {@code false} by default
	 * @return this
	 */
	public B addRequestIds(boolean addRequestIds) {
		this.addRequestIds = addRequestIds;
		return self();
	}

	/**
	 * Sets how long opening a connection may take (TO3l3).
	 * @param httpOpenTimeout 4 seconds by default
	 * @return this
	 */
	public B httpOpenTimeout(Duration httpOpenTimeout) {
		this.httpOpenTimeout = Checks.positive("httpOpenTimeout", httpOpenTimeout);
		return self();
	}

	/**
	 * Sets how long one request and its answer may take (TO3l4).
	 * @param httpRequestTimeout 10 seconds by default
	 * @return this
	 */
	public B httpRequestTimeout(Duration httpRequestTimeout) {
		this.httpRequestTimeout = Checks.positive("httpRequestTimeout", httpRequestTimeout);
		return self();
	}

	/**
	 * Sets how many fallback hosts one request may try (TO3l5).
	 * @param httpMaxRetryCount 3 by default; 0 for none
	 * @return this
	 */
	public B httpMaxRetryCount(int httpMaxRetryCount) {
		this.httpMaxRetryCount = Checks.range("httpMaxRetryCount", httpMaxRetryCount, 0, Integer.MAX_VALUE);
		return self();
	}

	/**
	 * Sets after which time no further host is tried (TO3l6).
	 * @param httpMaxRetryDuration 15 seconds by default
	 * @return this
	 */
	public B httpMaxRetryDuration(Duration httpMaxRetryDuration) {
		this.httpMaxRetryDuration = Checks.notNegative("httpMaxRetryDuration", httpMaxRetryDuration);
		return self();
	}

	/**
	 * Sets for how long a fallback host that answered is asked first (TO3l10).
	 * @param fallbackRetryTimeout 10 minutes by default
	 * @return this
	 */
	public B fallbackRetryTimeout(Duration fallbackRetryTimeout) {
		this.fallbackRetryTimeout = Checks.notNegative("fallbackRetryTimeout", fallbackRetryTimeout);
		return self();
	}

	/**
	 * Sets how large what is published in one go may be (TO3l8).
	 * @param maxMessageSize in bytes; 65,536 by default
	 * @return this
	 */
	public B maxMessageSize(int maxMessageSize) {
		this.maxMessageSize = Checks.range("maxMessageSize", maxMessageSize, 1, Integer.MAX_VALUE);
		return self();
	}

	/**
	 * Sets how large the body of a request, or a frame, may be (TO3l9).
	 * @param maxFrameSize in bytes; 524,288 by default
	 * @return this
	 */
	public B maxFrameSize(int maxFrameSize) {
		this.maxFrameSize = Checks.range("maxFrameSize", maxFrameSize, 1, Integer.MAX_VALUE);
		return self();
	}

	/**
	 * Sets what else is told about the software that uses this library (RSC7d6). Only for
	 * SDKs that are written by Ably itself; applications have no use for it.
	 * @param agents name to version; a version may be {@code null}
	 * @return this
	 */
	public B agents(Map<String, ? extends @Nullable String> agents) {
		Checks.present("agents", agents)
			.forEach((name, version) -> Checks.require(
					name.matches("[!-.0-~]+") && (version == null || version.matches("[!-~]+")), "agents",
					"must have names and versions of printable characters without spaces, but has '" + name + "'"));
		this.agents = Collections.unmodifiableMap(new LinkedHashMap<>(agents));
		return self();
	}

	/**
	 * Sets how much the {@code logHandler} hears (TO3b). What goes to SLF4J is a matter
	 * of its own configuration.
	 * @param logLevel WARN by default
	 * @return this
	 */
	public B logLevel(LogLevel logLevel) {
		this.logLevel = Checks.present("logLevel", logLevel);
		return self();
	}

	/**
	 * Sets where the log of this client goes (TO3c).
	 * @param logHandler the handler, or {@code null}, the default, for SLF4J
	 * @return this
	 */
	public B logHandler(@Nullable LogHandler logHandler) {
		this.logHandler = logHandler;
		return self();
	}

	/**
	 * Sets what makes HTTP requests. The client does not close it.
	 * @param httpTransport the transport, or {@code null}, the default, for that of the
	 * client's resources
	 * @return this
	 */
	public B httpTransport(@Nullable HttpTransport httpTransport) {
		this.httpTransport = httpTransport;
		return self();
	}

	/**
	 * Sets what goes around the transport that makes HTTP requests, whichever that is: to
	 * measure single attempts, for example.
	 * @param httpTransportDecorators each is given what the one before it made; none by
	 * default
	 * @return this
	 */
	public B httpTransportDecorators(List<UnaryOperator<HttpTransport>> httpTransportDecorators) {
		this.httpTransportDecorators = Checks.elements("httpTransportDecorators", httpTransportDecorators);
		return self();
	}

	/**
	 * Sets what goes around each request to the service, with all its attempts.
	 * @param restInterceptors the first is the outermost; none by default
	 * @return this
	 */
	public B restInterceptors(List<RestInterceptor> restInterceptors) {
		this.restInterceptors = Checks.elements("restInterceptors", restInterceptors);
		return self();
	}

	/**
	 * Sets what watches publishes, for metrics and tracing.
	 * @param publishObservers asked one after the other; none by default
	 * @return this
	 */
	public B publishObservers(List<PublishObserver> publishObservers) {
		this.publishObservers = Checks.elements("publishObservers", publishObservers);
		return self();
	}

}
