package io.github.ablyspring.auth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.Timeout;
import io.github.ablyspring.transport.UserExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Gets tokens: from a callback, from a URL, or from the service with a request signed by
 * the key (RSA8, RSA9).
 */
public final class TokenIssuer {

	private static final int MAX_TOKEN_BYTES = 128 * 1024;

	private static final int NONCE_BYTES = 15;

	private final AuthSettings settings;

	private final AuthServer server;

	private final AuthUrlClient urlClient;

	private final UserExecutor userExecutor;

	private final SerialLoop loop;

	private final ServerClock clock;

	private final SecureRandom random = new SecureRandom();

	/**
	 * Creates an issuer.
	 * @param settings how patient it is
	 * @param server the service
	 * @param http for asking an {@code authUrl}
	 * @param userExecutor where callbacks run
	 * @param loop the loop of the client
	 */
	public TokenIssuer(AuthSettings settings, AuthServer server, HttpTransport http, UserExecutor userExecutor,
			SerialLoop loop) {
		this.settings = settings;
		this.server = server;
		this.urlClient = new AuthUrlClient(http, settings, loop);
		this.userExecutor = userExecutor;
		this.loop = loop;
		this.clock = new ServerClock(loop, server);
	}

	/**
	 * The time of the service, as far as it is known.
	 * @return now
	 */
	Instant now() {
		return this.clock.now();
	}

	/**
	 * Gets a token. Whatever goes wrong, it is the future that fails: somebody waits for
	 * it.
	 */
	CompletableFuture<TokenDetails> issue(TokenParams params, AuthOptions options) {
		try {
			return ask(params, options);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(AblyException.from(ex));
		}
	}

	private CompletableFuture<TokenDetails> ask(TokenParams params, AuthOptions options) {
		AuthCallback callback = options.authCallback();
		if (callback != null) {
			return call(callback, params).thenCompose((token) -> toDetails(token, "The authCallback"));
		}
		if (options.authUrl() != null) {
			return this.urlClient.fetch(options, params).thenCompose((token) -> toDetails(token, "The authUrl"));
		}
		if (options.apiKey() != null) {
			return sign(params, options).thenCompose(this.server::exchange);
		}
		return CompletableFuture.failedFuture(AuthErrors.noMethod());
	}

	CompletableFuture<TokenDetails> exchange(TokenRequest request) {
		return this.server.exchange(request);
	}

	CompletableFuture<TokenRequest> sign(TokenParams params, AuthOptions options) {
		ApiKey key = options.apiKey();
		if (key == null) {
			return CompletableFuture.failedFuture(AblyException.of(ErrorCodes.NO_AUTHENTICATION_METHOD, 401,
					"A token request is signed with an API key: set the option 'key'"));
		}
		Instant timestamp = params.timestamp();
		if (timestamp != null) {
			return CompletableFuture.completedFuture(sign(key, params, timestamp));
		}
		return this.clock.now(options.queryTime()).thenApply((now) -> sign(key, params, now));
	}

	private TokenRequest sign(ApiKey key, TokenParams params, Instant timestamp) {
		String nonce = (params.nonce() != null) ? params.nonce() : nonce();
		TokenRequest.Builder request = TokenRequest.builder(key.name())
			.ttl(params.ttl())
			.capability(params.capability())
			.clientId(params.clientId())
			.timestamp(timestamp)
			.nonce(nonce);
		Duration ttl = params.ttl();
		String text = key.name() + '\n' + ((ttl != null) ? ttl.toMillis() : "") + '\n' + orEmpty(params.capability())
				+ '\n' + orEmpty(params.clientId()) + '\n' + timestamp.toEpochMilli() + '\n' + nonce + '\n';
		return request.mac(key.sign(text)).build();
	}

	private CompletableFuture<AuthToken> call(AuthCallback callback, TokenParams params) {
		CompletableFuture<AuthToken> result = new CompletableFuture<>();
		Timeout timeout = this.loop
			.schedule(this.settings.callbackTimeout(),
					() -> result.completeExceptionally(AuthErrors.sourceFailed(
							"The authCallback gave no token within " + this.settings.callbackTimeout().toMillis()
									+ " ms (timeout); see that what it waits for " + "answers in time",
							(Throwable) null)));
		this.userExecutor.<AuthToken>call(() -> callback.token(params)).whenComplete((token, failure) -> {
			timeout.cancel();
			this.loop.run(() -> {
				if (failure == null) {
					result.complete(token);
				}
				else {
					result.completeExceptionally(ofCallback(failure));
				}
			});
		});
		return result;
	}

	private static AblyException ofCallback(Throwable failure) {
		// An error in the terms of Ably is the application's way to say what the matter
		// is.
		if (failure instanceof AblyException known) {
			return known;
		}
		String message = (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
		return AuthErrors.sourceFailed("The authCallback failed: " + message, failure);
	}

	private CompletableFuture<TokenDetails> toDetails(@Nullable AuthToken token, String source) {
		String text = (token instanceof TokenString string) ? string.token() : (token instanceof TokenDetails details)
				? details.token() : (token instanceof TokenRequest request) ? request.toJson() : "";
		if (token == null || text.isBlank()) {
			return CompletableFuture.failedFuture(AuthErrors.sourceFailed(
					source + " gave no token (invalid format): a token, token details or a token request are expected",
					(Throwable) null));
		}
		if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TOKEN_BYTES) {
			return CompletableFuture.failedFuture(AuthErrors.sourceFailed(
					source + " gave a token of more than 128 KiB, which is an invalid format", (Throwable) null));
		}
		if (token instanceof TokenRequest request) {
			return this.server.exchange(request);
		}
		return CompletableFuture
			.completedFuture((token instanceof TokenDetails details) ? details : TokenDetails.of(text));
	}

	private String nonce() {
		byte[] bytes = new byte[NONCE_BYTES];
		this.random.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

}
