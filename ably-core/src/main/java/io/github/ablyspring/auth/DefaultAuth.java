package io.github.ablyspring.auth;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.BatchResult;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.transport.UserExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The authentication of a client as its user sees it. For use inside the engine.
 */
public final class DefaultAuth implements Auth {

	private final TokenKeeper keeper;

	private final TokenIssuer issuer;

	private final AuthServer server;

	private final UserExecutor userExecutor;

	/**
	 * Creates it.
	 * @param keeper keeps the credential
	 * @param issuer gets tokens
	 * @param server the service
	 * @param userExecutor where the futures complete
	 */
	public DefaultAuth(TokenKeeper keeper, TokenIssuer issuer, AuthServer server, UserExecutor userExecutor) {
		this.keeper = keeper;
		this.issuer = issuer;
		this.server = server;
		this.userExecutor = userExecutor;
	}

	@Override
	public @Nullable String clientId() {
		return this.keeper.clientId();
	}

	@Override
	public @Nullable TokenDetails tokenDetails() {
		return this.keeper.tokenDetails();
	}

	@Override
	public CompletableFuture<@Nullable TokenDetails> authorize(@Nullable TokenParams tokenParams,
			@Nullable AuthOptions authOptions) {
		return this.userExecutor.handOver(this.keeper.authorize(tokenParams, authOptions));
	}

	@Override
	public CompletableFuture<TokenRequest> createTokenRequest(@Nullable TokenParams tokenParams,
			@Nullable AuthOptions authOptions) {
		return this.userExecutor.handOver(this.issuer.sign(params(tokenParams), options(authOptions)));
	}

	@Override
	public CompletableFuture<TokenDetails> requestToken(@Nullable TokenParams tokenParams,
			@Nullable AuthOptions authOptions) {
		return this.userExecutor.handOver(this.issuer.issue(params(tokenParams), options(authOptions)));
	}

	@Override
	public CompletableFuture<BatchResult<TokenRevocationResult>> revokeTokens(List<TokenRevocationTarget> targets,
			TokenRevocationOptions options) {
		if (this.keeper.ready() instanceof Credential.Basic key) {
			return this.userExecutor.handOver(this.server.revoke(key, targets, options));
		}
		return this.userExecutor
			.handOver(CompletableFuture.failedFuture(AblyException.of(ErrorCodes.BASIC_AUTH_REQUIRED, 401,
					"Tokens can be revoked only by a client that uses an API key itself, not a token: create one with "
							+ "the option 'key' and without 'useTokenAuth'")));
	}

	private TokenParams params(@Nullable TokenParams given) {
		return this.keeper.effective((given != null) ? given : this.keeper.params());
	}

	private AuthOptions options(@Nullable AuthOptions given) {
		return (given != null) ? given : this.keeper.options();
	}

}
