package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.ablyspring.auth.AuthErrors;
import io.github.ablyspring.auth.Credential;
import io.github.ablyspring.auth.TokenKeeper;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.transport.UserExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The way of every request to the service: credentials, the right host, another token
 * when the service rejects the one in use, and errors in the terms of the service. For
 * use inside the engine.
 * <p>
 * Its futures complete on the network's threads or on the loop. What is handed to a user
 * goes through {@link #userExecutor()} first.
 */
public final class RestPipeline {

	private final RestSender sender;

	private final TokenKeeper keeper;

	private final UserExecutor userExecutor;

	private final String agent;

	private final List<RestInterceptor> interceptors;

	private final AtomicBoolean closed;

	/** Requests that wait for a token, which may never come. */
	private final Set<CompletableFuture<RestResponse>> waiting;

	/**
	 * Creates a pipeline.
	 * @param sender sends requests
	 * @param keeper keeps the credential
	 * @param userExecutor where users' futures complete
	 */
	public RestPipeline(RestSender sender, TokenKeeper keeper, UserExecutor userExecutor) {
		this(sender, keeper, userExecutor, List.of());
	}

	/**
	 * Creates a pipeline.
	 * @param sender sends requests
	 * @param keeper keeps the credential
	 * @param userExecutor where users' futures complete
	 * @param interceptors go around each request, the first outermost
	 */
	public RestPipeline(RestSender sender, TokenKeeper keeper, UserExecutor userExecutor,
			List<RestInterceptor> interceptors) {
		this(sender, keeper, userExecutor, sender.settings().agent(), List.copyOf(interceptors), new AtomicBoolean(),
				ConcurrentHashMap.newKeySet());
	}

	private RestPipeline(RestSender sender, TokenKeeper keeper, UserExecutor userExecutor, String agent,
			List<RestInterceptor> interceptors, AtomicBoolean closed, Set<CompletableFuture<RestResponse>> waiting) {
		this.sender = sender;
		this.keeper = keeper;
		this.userExecutor = userExecutor;
		this.agent = agent;
		this.interceptors = interceptors;
		this.closed = closed;
		this.waiting = waiting;
	}

	/**
	 * The same pipeline for requests of another SDK that wraps this library (RSC7d7).
	 * @param agents name to version of that SDK
	 * @return the pipeline
	 */
	public RestPipeline attributedTo(Map<String, ? extends @Nullable String> agents) {
		return new RestPipeline(this.sender, this.keeper, this.userExecutor,
				ClientInformation.append(this.sender.settings().agent(), agents), this.interceptors, this.closed,
				this.waiting);
	}

	/**
	 * Sends a request.
	 * @param request the request
	 * @return the answer; an error status is a failure
	 */
	public CompletableFuture<RestResponse> execute(RestRequest request) {
		RestCall result = new RestCall();
		result.over(exchange(request)).whenComplete((response, failure) -> {
			if (failure != null) {
				result.completeExceptionally(AblyException.from(failure));
			}
			else if (response.status() >= 400) {
				result.completeExceptionally(RestErrors.of(response));
			}
			else {
				result.complete(response);
			}
		});
		return result;
	}

	/**
	 * Sends a request.
	 * @param request the request
	 * @return the answer, whatever its status
	 */
	public CompletableFuture<RestResponse> exchange(RestRequest request) {
		if (this.closed.get()) {
			return CompletableFuture.failedFuture(isClosed());
		}
		if (request.anonymous()) {
			return send(request, null, 0);
		}
		RestCall result = new RestCall();
		Credential ready = this.keeper.ready();
		if (ready != null) {
			send(request, ready, true, result);
			return result;
		}
		this.waiting.add(result);
		this.keeper.obtain().whenComplete((credential, failure) -> {
			if (!this.waiting.remove(result) || result.isDone()) {
				return;
			}
			if (failure != null) {
				result.completeExceptionally(AblyException.from(failure));
			}
			else {
				send(request, credential, true, result);
			}
		});
		if (this.closed.get()) {
			failWaiting();
		}
		return result;
	}

	/**
	 * From now on requests fail, those that wait for a token included.
	 */
	public void close() {
		this.closed.set(true);
		failWaiting();
	}

	private void failWaiting() {
		for (CompletableFuture<RestResponse> result : this.waiting) {
			if (this.waiting.remove(result)) {
				result.completeExceptionally(isClosed());
			}
		}
	}

	private static AblyException isClosed() {
		return AblyException.of(ErrorCodes.CONNECTION_CLOSED, 400,
				"This client is closed: create another one to make requests");
	}

	/**
	 * In which format bodies are sent.
	 * @return the format
	 */
	public WireFormat format() {
		return this.sender.settings().format();
	}

	/**
	 * What the options of the client say.
	 * @return the settings
	 */
	public RestSettings settings() {
		return this.sender.settings();
	}

	/**
	 * Where users' futures complete.
	 * @return the executor
	 */
	public UserExecutor userExecutor() {
		return this.userExecutor;
	}

	/**
	 * Who the client is.
	 * @return the client id, or {@code null}
	 */
	public @Nullable String clientId() {
		return this.keeper.clientId();
	}

	private void send(RestRequest request, Credential credential, boolean mayRenew, RestCall result) {
		result.over(send(request, credential.authorization(), 0)).whenComplete((response, failure) -> {
			if (failure != null) {
				result.completeExceptionally(AblyException.from(failure));
				return;
			}
			if (response.status() == 401 && mayRenew && credential instanceof Credential.Bearer) {
				ErrorInfo error = RestErrors.info(response);
				if (AuthErrors.isTokenError(error)) {
					resend(request, credential, error, result);
					return;
				}
			}
			result.complete(response);
		});
	}

	private CompletableFuture<RestResponse> send(RestRequest request, @Nullable String authorization, int interceptor) {
		if (interceptor == this.interceptors.size()) {
			return this.sender.send(request, this.agent, authorization);
		}
		RestInterceptor next = this.interceptors.get(interceptor);
		try {
			return Objects.requireNonNull(next.around(request, () -> send(request, authorization, interceptor + 1)),
					() -> "A REST interceptor (" + next.getClass().getName() + ") returned null");
		}
		catch (Throwable ex) {
			// Also an error: somebody waits for the answer.
			return CompletableFuture.failedFuture(ex);
		}
	}

	// RSA4b: once, and only once.
	private void resend(RestRequest request, Credential rejected, ErrorInfo reason, RestCall result) {
		this.keeper.renew(rejected, reason).whenComplete((renewed, failure) -> {
			if (failure != null) {
				result.completeExceptionally(AblyException.from(failure));
			}
			else if (!result.isDone()) {
				send(request, renewed, false, result);
			}
		});
	}

}
