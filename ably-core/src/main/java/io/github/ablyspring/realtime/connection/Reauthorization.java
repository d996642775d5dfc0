package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.ablyspring.auth.AuthorizeListener;
import io.github.ablyspring.auth.Credential;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.AuthDetails;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.transport.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Changes the token of a connection, on request of the server (RTN22) or of the
 * application (RTC8).
 */
final class Reauthorization implements AuthorizeListener {

	private static final ErrorInfo ASKED_FOR = ErrorInfo.of(ErrorCodes.TOKEN_ERROR, 401,
			"The server asks for a new token");

	private final ConnectionContext context;

	private final Link link;

	private final Attempts attempts;

	private final Owner owner;

	private final List<Waiter> waiters = new ArrayList<>(0);

	private long requests;

	private boolean renewing;

	Reauthorization(ConnectionContext context, Link link, Attempts attempts, Owner owner) {
		this.context = context;
		this.link = link;
		this.attempts = attempts;
		this.owner = owner;
	}

	/**
	 * The server wants a new token.
	 */
	void requested() {
		Credential current = this.attempts.credential();
		if (this.renewing || current == null || !this.context.tokens().usesTokens()
				|| !this.context.tokens().canRenew()) {
			return;
		}
		this.renewing = true;
		long number = ++this.requests;
		Duration limit = this.context.settings().requestTimeout();
		// A token callback that never comes back must not keep later requests from being
		// answered.
		Timeout timer = this.context.loop()
			.schedule(limit, () -> renewed(number, null, Errors.timeout("Obtaining a token took too long", limit)));
		this.context.obtain(() -> this.context.tokens().renew(current, ASKED_FOR), (credential, failure) -> {
			timer.cancel();
			renewed(number, credential, failure);
		});
	}

	private void renewed(long number, @Nullable Credential credential, @Nullable ErrorInfo failure) {
		if (!this.renewing || number != this.requests) {
			return;
		}
		this.renewing = false;
		if (this.link.state() != ConnectionState.CONNECTED) {
			// Whatever connects next finds out for itself.
			return;
		}
		if (failure != null) {
			this.owner.authenticationFailed(Errors.ofAuthentication(failure));
		}
		else if (credential instanceof Credential.Bearer bearer) {
			send(bearer.details());
		}
	}

	// RTC8a, RTC8b, RTC8c
	@Override
	public CompletionStage<?> authorized(TokenDetails token) {
		if (this.link.state() == ConnectionState.CLOSING) {
			// Or else it would end with the connection that is being left.
			this.owner.closed();
		}
		CompletableFuture<Void> inForce = new CompletableFuture<>();
		Waiter waiter = new Waiter(inForce);
		this.waiters.add(waiter);
		if (this.link.state() == ConnectionState.CONNECTED) {
			Duration limit = this.context.settings().requestTimeout();
			waiter.timer = this.context.loop().schedule(limit, () -> {
				if (this.waiters.remove(waiter)) {
					waiter.fail(Errors.timeout("The server did not confirm the new token", limit));
				}
			});
			send(token);
		}
		else {
			this.owner.connectAgain();
		}
		return inForce;
	}

	// RSA4d1
	@Override
	public void authorizeFailed(AblyException error) {
		this.owner.authenticationFailed(Errors.ofAuthentication(error.errorInfo()));
	}

	/**
	 * A CONNECTED frame came: the server has accepted whatever token was last given
	 * (RTC8a3, RTC8b1).
	 */
	void confirmed() {
		take().forEach(Waiter::complete);
	}

	/**
	 * The connection has come to a state in which the token is not going to be accepted.
	 */
	void failAll(ErrorInfo error) {
		take().forEach((waiter) -> waiter.fail(error));
	}

	private List<Waiter> take() {
		if (this.waiters.isEmpty()) {
			return List.of();
		}
		List<Waiter> all = List.copyOf(this.waiters);
		this.waiters.clear();
		return all;
	}

	private void send(TokenDetails token) {
		this.attempts.credentialSent(this.context.tokens().ready());
		this.link.send(ProtocolMessage.builder(Action.AUTH).auth(new AuthDetails(token.token())).build());
	}

	/**
	 * Whose token it is.
	 */
	interface Owner {

		/** Connects, with a new attempt if one is under way (RTC8b, RTC8c, RTN20c). */
		void connectAgain();

		/** Nobody waits any longer for the server to close the connection (RTN11b). */
		void closed();

		/**
		 * A new token could not be had (RSA4c, RSA4d).
		 * @param error why
		 */
		void authenticationFailed(ErrorInfo error);

	}

	private static final class Waiter {

		private final CompletableFuture<Void> future;

		private @Nullable Timeout timer;

		Waiter(CompletableFuture<Void> future) {
			this.future = future;
		}

		void complete() {
			cancelTimer();
			this.future.complete(null);
		}

		void fail(ErrorInfo error) {
			cancelTimer();
			this.future.completeExceptionally(new AblyException(error));
		}

		private void cancelTimer() {
			if (this.timer != null) {
				this.timer.cancel();
			}
		}

	}

}
