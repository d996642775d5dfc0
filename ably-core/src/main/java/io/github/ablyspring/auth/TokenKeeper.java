package io.github.ablyspring.auth;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.LogLevel;
import io.github.ablyspring.transport.SerialLoop;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the credential of a client and sees to it that it is good: gets the first token,
 * lets everybody share one request for it, renews it before it expires when it can, and
 * replaces it when the service rejects it. What it remembers changes on the loop only;
 * reading it is possible from everywhere. For use inside the engine.
 */
public final class TokenKeeper {

	private static final long EARLY_RETRY_MILLIS = 10_000;

	private final AuthSettings settings;

	private final ClientIdentity identity;

	private final TokenIssuer issuer;

	private final SerialLoop loop;

	private final EventLog log;

	private final AtomicBoolean renewingEarly = new AtomicBoolean();

	private volatile AuthState state;

	private volatile long noEarlyRenewalBefore = Long.MIN_VALUE;

	private @Nullable AuthorizeListener listener;

	private @Nullable CompletableFuture<Credential> inFlight;

	private long requests;

	private long newest;

	private int expiredOnArrival;

	/**
	 * Creates a keeper. Fails when the options cannot work together.
	 * @param settings the credentials
	 * @param issuer gets tokens
	 * @param loop the loop of the client
	 * @param log the log of the client
	 */
	public TokenKeeper(AuthSettings settings, TokenIssuer issuer, SerialLoop loop, EventLog log) {
		this.settings = settings;
		this.identity = new ClientIdentity(settings.clientId());
		this.issuer = issuer;
		this.loop = loop;
		this.log = log;
		AuthState initial = AuthState.initial(settings.options(), settings.tokenParams());
		TokenDetails token = settings.options().tokenDetails();
		boolean source = token != null || initial.pending() != null || initial.options().canIssueTokens();
		if (initial.tokenAuth() && (!source || !settings.options().selectsTokenAuth())) {
			throw AuthErrors.noMethod();
		}
		if (!initial.tokenAuth() && !settings.keyPermitted()) {
			throw AuthErrors.insecure();
		}
		if (token != null && initial.tokenAuth()) {
			checkClientId(token);
			initial = initial.withToken(token, issuer.now(), true);
			if (!initial.options().canIssueTokens()) {
				log.log(LogLevel.INFO,
						"The token of this client cannot be renewed when it expires (40171): there is no "
								+ "means to renew it. See https://help.ably.io/error/40171",
						() -> Map.of("code", 40171));
			}
		}
		this.state = initial;
	}

	/**
	 * The credential, if it can be used at once.
	 * @return the credential, or {@code null} when it must be obtained first
	 */
	public @Nullable Credential ready() {
		AuthState current = this.state;
		if (current.expires() == AuthState.NEVER) {
			return current.credential();
		}
		long now = this.issuer.now().toEpochMilli();
		if (now >= current.expires()) {
			return null;
		}
		if (now >= current.renewAt() && now >= this.noEarlyRenewalBefore && current.options().canIssueTokens()
				&& this.renewingEarly.compareAndSet(false, true)) {
			this.loop.execute(this::renewEarly);
		}
		return current.credential();
	}

	/**
	 * The credential, gotten first if need be.
	 * @return the credential; completes on the loop unless it is there already
	 */
	public CompletableFuture<Credential> obtain() {
		Credential ready = ready();
		if (ready != null) {
			return CompletableFuture.completedFuture(ready);
		}
		CompletableFuture<Credential> result = new CompletableFuture<>();
		this.loop.run(() -> {
			Credential now = ready();
			copy((now != null) ? CompletableFuture.completedFuture(now) : next("The token has expired", null), result);
		});
		return result;
	}

	/**
	 * Another credential in place of one that the service rejected.
	 * @param rejected the credential that was used
	 * @param reason what the service said
	 * @return the new credential; completes on the loop
	 */
	public CompletableFuture<Credential> renew(Credential rejected, ErrorInfo reason) {
		CompletableFuture<Credential> result = new CompletableFuture<>();
		this.loop.run(() -> {
			Credential current = this.state.credential();
			boolean replaced = current != null && !current.authorization().equals(rejected.authorization());
			if (replaced && current != null) {
				result.complete(current);
			}
			else {
				copy(next("The service rejected the token", reason), result);
			}
		});
		return result;
	}

	/**
	 * Whether a token that expires or is rejected can be replaced (RSA4a).
	 * @return {@code true} when there is a key, callback or URL
	 */
	public boolean canRenew() {
		return this.state.options().canIssueTokens();
	}

	/**
	 * Whether tokens are used, or the key itself.
	 * @return {@code true} for tokens
	 */
	public boolean usesTokens() {
		return this.state.tokenAuth();
	}

	/**
	 * Who the client is, see {@link Auth#clientId()}.
	 * @return the client id, or {@code null}
	 */
	public @Nullable String clientId() {
		return this.identity.clientId(this.state.token());
	}

	/**
	 * The token in use.
	 * @return its details, or {@code null}
	 */
	public @Nullable TokenDetails tokenDetails() {
		return this.state.token();
	}

	/**
	 * The service has told a connection who it is (RSA7b3, RSA15).
	 * @param clientId the client id of the connection, or {@code null}
	 * @return an error when it contradicts the options, otherwise {@code null}
	 */
	public @Nullable ErrorInfo confirm(@Nullable String clientId) {
		AblyException contradiction = this.identity.contradiction(clientId);
		if (contradiction != null) {
			return contradiction.errorInfo();
		}
		this.identity.connectedAs(clientId);
		return null;
	}

	/**
	 * Sets who is told of tokens that a user authorizes.
	 * @param listener the listener
	 */
	public void onAuthorize(AuthorizeListener listener) {
		this.listener = listener;
	}

	/**
	 * Gets a new token at once, see {@link Auth#authorize(TokenParams, AuthOptions)}.
	 * @param tokenParams what tokens are to be like, or {@code null} for as before
	 * @param authOptions where to get them, or {@code null} for as before
	 * @return the token; completes on the loop
	 */
	public CompletableFuture<@Nullable TokenDetails> authorize(@Nullable TokenParams tokenParams,
			@Nullable AuthOptions authOptions) {
		CompletableFuture<@Nullable TokenDetails> result = new CompletableFuture<>();
		this.loop.run(() -> authorize(tokenParams, authOptions, result));
		return result;
	}

	private void authorize(@Nullable TokenParams tokenParams, @Nullable AuthOptions authOptions,
			CompletableFuture<@Nullable TokenDetails> result) {
		AuthOptions options = (authOptions != null) ? keepingKey(authOptions) : this.state.options();
		TokenParams params = ClientIdentity.in((tokenParams != null) ? tokenParams : this.state.params(), clientId());
		this.state = this.state.withSources(options, params.lasting());
		if (authOptions != null && Boolean.FALSE.equals(authOptions.useTokenAuth()) && options.apiKey() != null) {
			if (this.settings.keyPermitted()) {
				this.state = AuthState.initial(options, params.lasting());
				result.complete(null);
			}
			else {
				result.completeExceptionally(AuthErrors.insecure());
			}
			return;
		}
		TokenDetails given = options.tokenDetails();
		TokenRequest signed = options.tokenRequest();
		CompletableFuture<TokenDetails> source = (given != null) ? CompletableFuture.completedFuture(given)
				: (signed != null) ? this.issuer.exchange(signed) : this.issuer.issue(params, options);
		begin(source).whenComplete((credential, failure) -> {
			AuthorizeListener told = this.listener;
			if (failure != null) {
				AblyException error = AblyException.from(failure);
				if (told != null) {
					told.authorizeFailed(error);
				}
				result.completeExceptionally(error);
				return;
			}
			TokenDetails token = ((Credential.Bearer) credential).details();
			CompletionStage<?> inForce = (told != null) ? told.authorized(token)
					: CompletableFuture.completedFuture(token);
			inForce.whenComplete((ignored, refused) -> {
				if (refused != null) {
					result.completeExceptionally(AblyException.from(refused));
				}
				else {
					result.complete(token);
				}
			});
		});
	}

	TokenParams params() {
		return this.state.params();
	}

	AuthOptions options() {
		return this.state.options();
	}

	TokenParams effective(TokenParams params) {
		return this.identity.in(params);
	}

	private AuthOptions keepingKey(AuthOptions options) {
		ApiKey key = this.state.options().apiKey();
		return (options.apiKey() == null && key != null) ? options.toBuilder().key(key.value()).build() : options;
	}

	private void renewEarly() {
		if (this.inFlight != null) {
			this.renewingEarly.set(false);
			return;
		}
		AuthState current = this.state;
		begin(this.issuer.issue(effective(current.params()), current.options())).whenComplete((ignored, failure) -> {
			this.renewingEarly.set(false);
			if (failure != null) {
				this.noEarlyRenewalBefore = this.issuer.now().toEpochMilli() + EARLY_RETRY_MILLIS;
				this.log.log(LogLevel.WARN, "Renewing the token before it expires failed; it stays in use",
						() -> Map.of("error", AblyException.from(failure).errorInfo()));
			}
		});
	}

	// The request under way, or a new one.
	private CompletableFuture<Credential> next(String why, @Nullable ErrorInfo reason) {
		if (this.inFlight != null) {
			return this.inFlight;
		}
		AuthState current = this.state;
		TokenRequest pending = current.pending();
		boolean first = current.credential() == null;
		this.state = current.withoutToken();
		if (pending != null) {
			return begin(this.issuer.exchange(pending));
		}
		if (!current.options().canIssueTokens()) {
			return CompletableFuture
				.failedFuture(AuthErrors.notRenewable(first ? "There is no valid token" : why, reason));
		}
		return begin(this.issuer.issue(effective(current.params()), current.options()));
	}

	private CompletableFuture<Credential> begin(CompletableFuture<TokenDetails> source) {
		long number = ++this.requests;
		CompletableFuture<Credential> result = new CompletableFuture<>();
		this.inFlight = result;
		source.whenComplete((token, failure) -> this.loop.run(() -> {
			if (this.inFlight == result) {
				this.inFlight = null;
			}
			if (failure != null) {
				result.completeExceptionally(AblyException.from(failure));
				return;
			}
			try {
				result.complete(store(token, number));
			}
			catch (AblyException ex) {
				result.completeExceptionally(ex);
			}
		}));
		return result;
	}

	private Credential store(TokenDetails token, long number) {
		checkClientId(token);
		Instant now = this.issuer.now();
		Instant expires = token.expires();
		boolean expired = expires != null && !now.isBefore(expires);
		this.expiredOnArrival = expired ? this.expiredOnArrival + 1 : 0;
		// Two in a row: not the tokens are wrong but the clock. Then the service's word
		// counts.
		boolean trustClock = this.expiredOnArrival < 2;
		if (!trustClock) {
			this.log.log(LogLevel.WARN, "New tokens look expired: the clock of this machine seems to be wrong. "
					+ "Set it, or use the option 'queryTime'.");
		}
		AuthState stored = this.state.withToken(token, now, trustClock);
		if (number > this.newest) {
			this.newest = number;
			this.state = stored;
		}
		return java.util.Objects.requireNonNull(stored.credential());
	}

	private void checkClientId(TokenDetails token) {
		AblyException contradiction = this.identity.contradiction(token.clientId());
		if (contradiction != null) {
			throw contradiction;
		}
	}

	private static <T> void copy(CompletableFuture<T> from, CompletableFuture<T> to) {
		from.whenComplete((value, failure) -> {
			if (failure != null) {
				to.completeExceptionally(AblyException.from(failure));
			}
			else {
				to.complete(value);
			}
		});
	}

}
