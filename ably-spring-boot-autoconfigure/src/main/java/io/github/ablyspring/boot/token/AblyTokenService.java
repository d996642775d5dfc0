package io.github.ablyspring.boot.token;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.ApiKey;
import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.auth.TokenParams;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for tokens, whichever way they come.
 */
public final class AblyTokenService {

	private static final String JSON = "application/json";

	private static final Map<String, String> NOT_CACHED = Map.of("Cache-Control", "no-store", "Pragma", "no-cache");

	private final Auth auth;

	private final JwtTokens jwts;

	private final AblyTokenAuthorizer authorizer;

	private final @Nullable AblyTokenRateLimiter limiter;

	private final AblyTokenFormat format;

	private final Duration ttl;

	/**
	 * Creates a service.
	 * @param auth signs token requests
	 * @param key the key that signs
	 * @param authorizer decides what a token permits
	 * @param limiter limits how many there are, or {@code null}
	 * @param format what to answer with
	 * @param ttl how long tokens live for which the authorizer does not say
	 */
	public AblyTokenService(Auth auth, String key, AblyTokenAuthorizer authorizer,
			@Nullable AblyTokenRateLimiter limiter, AblyTokenFormat format, Duration ttl) {
		this.auth = auth;
		this.jwts = new JwtTokens(ApiKey.parse(key), Clock.systemUTC());
		this.authorizer = authorizer;
		this.limiter = limiter;
		this.format = format;
		this.ttl = ttl;
	}

	/**
	 * Answers a request. Calls the authorizer, which may block, on the calling thread.
	 * @param request the request
	 * @return the answer
	 */
	public CompletableFuture<AblyTokenAnswer> answer(AblyTokenDemand request) {
		if (this.limiter != null) {
			Duration wait = this.limiter.tryAcquire(request);
			if (!wait.isZero()) {
				return CompletableFuture.completedFuture(tooMany(wait));
			}
		}
		AblyTokenGrant grant = this.authorizer.authorize(request);
		if (grant == null) {
			return CompletableFuture.completedFuture((request.principal() == null)
					? refusal(401, ErrorCodes.UNAUTHORIZED, "Tokens are only for who is authenticated", Map.of())
					: refusal(403, ErrorCodes.FORBIDDEN, "There is no token for this user", Map.of()));
		}
		Duration life = (grant.ttl() != null) ? grant.ttl() : this.ttl;
		if (this.format == AblyTokenFormat.JWT) {
			return CompletableFuture.completedFuture(
					new AblyTokenAnswer(200, "application/jwt", NOT_CACHED, this.jwts.create(grant, life)));
		}
		TokenParams params = TokenParams.builder()
			.clientId(grant.clientId())
			.capability(grant.capability())
			.ttl(life)
			.build();
		return this.auth.createTokenRequest(params)
			.thenApply((signed) -> new AblyTokenAnswer(200, JSON, NOT_CACHED, signed.toJson()));
	}

	private static AblyTokenAnswer tooMany(Duration wait) {
		long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
		return refusal(429, ErrorCodes.RATE_LIMIT_EXCEEDED, "There were too many requests for tokens",
				Map.of("Retry-After", Long.toString(seconds)));
	}

	// in the form of Ably's own errors, which its clients show to their users
	private static AblyTokenAnswer refusal(int status, int code, String message, Map<String, String> headers) {
		Map<String, Object> error = Map.of("code", code, "statusCode", status, "message", message);
		byte[] body = WireCodec.writeTree(WireFormat.JSON, Map.of("error", error));
		Map<String, String> all = new java.util.LinkedHashMap<>(NOT_CACHED);
		all.putAll(headers);
		return new AblyTokenAnswer(status, JSON, all, new String(body, StandardCharsets.UTF_8));
	}

}
