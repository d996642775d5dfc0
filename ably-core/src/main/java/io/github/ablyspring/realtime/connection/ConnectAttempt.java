package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.ablyspring.auth.AuthErrors;
import io.github.ablyspring.auth.Credential;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.UnknownListener;
import io.github.ablyspring.transport.Alarm;
import io.github.ablyspring.transport.TransportException;
import io.github.ablyspring.transport.TransportRequest;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect: obtain a credential, open a transport to the primary host or
 * else to its fallbacks, and wait for CONNECTED. It ends once, by telling its owner how,
 * unless it is halted.
 */
final class ConnectAttempt implements TransportSession.Handler {

	// Inbound frames may exceed the limit that the server puts on ours, but not without
	// end.
	private static final int MAX_INBOUND_FRAME = 16 * 1024 * 1024;

	/**
	 * Who made the attempt.
	 */
	interface Owner {

		/**
		 * CONNECTED came.
		 */
		void connected(ConnectAttempt attempt, TransportSession session, ProtocolMessage frame);

		/**
		 * The attempt failed; another one may succeed.
		 */
		void failed(ErrorInfo error);

		/**
		 * The attempt failed for a reason that trying again does not mend.
		 */
		void refused(ErrorInfo error);

		/**
		 * A number for the next transport.
		 */
		long nextGeneration();

		/**
		 * What counts the unknown things in the frames of the next transport.
		 */
		UnknownListener unknownListener();

		/**
		 * Whether the server was silent on the last attempt too.
		 */
		boolean silentBefore();

	}

	private final ConnectionContext context;

	private final Owner owner;

	private final @Nullable String resume;

	private final @Nullable String recover;

	private @Nullable Deque<String> fallbacks;

	private @Nullable TransportSession session;

	private @Nullable Credential credential;

	private final Alarm timer;

	private boolean renewed;

	private boolean silent;

	private boolean over;

	ConnectAttempt(ConnectionContext context, Owner owner, @Nullable String resume, @Nullable String recover) {
		this.context = context;
		this.owner = owner;
		this.resume = resume;
		this.recover = recover;
		this.timer = new Alarm(context.loop());
	}

	/**
	 * Starts with the credential at hand.
	 */
	void start() {
		Credential ready = this.context.tokens().ready();
		if (ready != null) {
			this.credential = ready;
			open(this.context.settings().hosts().primary());
		}
		else {
			authenticate(() -> this.context.tokens().obtain());
		}
	}

	/**
	 * Starts with a new token in place of one that was rejected.
	 */
	void startWithNewToken(Credential rejected, ErrorInfo reason) {
		this.renewed = true;
		authenticate(() -> this.context.tokens().renew(rejected, reason));
	}

	/**
	 * Ends the attempt without telling anybody.
	 */
	void halt() {
		this.over = true;
		this.timer.cancel();
		discardSession("The attempt is given up");
	}

	/**
	 * Whether the server may know of this attempt.
	 */
	boolean reachedServer() {
		return this.session != null && this.session.isOpen();
	}

	/**
	 * Whether it ended because the server, once reached, did not answer.
	 */
	boolean metSilence() {
		return this.silent;
	}

	/**
	 * The credential that was used last.
	 */
	@Nullable Credential credential() {
		return this.credential;
	}

	boolean recovered() {
		return this.recover != null && this.resume == null;
	}

	private void authenticate(Supplier<CompletableFuture<Credential>> source) {
		Duration limit = this.context.settings().requestTimeout();
		this.timer.set(limit, () -> authenticationFailed(Errors.timeout("Obtaining a token took too long", limit)));
		this.context.obtain(source, (credential, failure) -> {
			if (this.over) {
				return;
			}
			if (failure != null) {
				authenticationFailed(failure);
			}
			else if (credential != null) {
				this.credential = credential;
				open(this.context.settings().hosts().primary());
			}
		});
	}

	// RSA4c, RSA4d
	private void authenticationFailed(ErrorInfo cause) {
		ErrorInfo error = Errors.ofAuthentication(cause);
		if (Errors.isFatalForAuthentication(error)) {
			end(() -> this.owner.refused(error));
		}
		else {
			end(() -> this.owner.failed(error));
		}
	}

	private void open(String host) {
		ConnectionSettings settings = this.context.settings();
		Credential credential = this.credential;
		if (credential == null) {
			throw new IllegalStateException("No credential");
		}
		String target = ConnectUrl.of(settings, credential, !this.context.transport().observesPings(), this.resume,
				this.recover);
		Duration open = min(settings.openTimeout(), settings.requestTimeout());
		TransportRequest request = new TransportRequest(settings.hosts().tls(), host, settings.hosts().portInUse(),
				target, settings.format(), open, MAX_INBOUND_FRAME, Map.of("Ably-Agent", settings.agent()));
		TransportSession session = new TransportSession(this.owner.nextGeneration(), host, this.owner.unknownListener(),
				this);
		this.session = session;
		this.timer.set(settings.requestTimeout(), this::tookTooLong);
		session.connect(this.context.transport(), request, this.context.loop());
	}

	@Override
	public void received(TransportSession session, ProtocolMessage frame) {
		Action action = frame.action();
		if (action == Action.CONNECTED) {
			this.session = null;
			end(() -> this.owner.connected(this, session, frame));
		}
		else if (action == Action.ERROR || action == Action.DISCONNECTED || action == Action.CLOSED) {
			discardSession("The server refused the connection");
			rejected(action, frame.error());
		}
	}

	@Override
	public void lost(TransportSession session, @Nullable TransportException cause) {
		this.session = null;
		tryNextHost(Errors.transport(cause));
	}

	private void rejected(Action action, @Nullable ErrorInfo given) {
		ErrorInfo error = (given != null) ? given
				: Errors.internal("The server refused the connection and gave no reason");
		if (AuthErrors.isTokenError(error)) {
			tokenRejected(error);
		}
		else if (action == Action.ERROR) {
			end(() -> this.owner.refused(error));
		}
		else if (Errors.asksForAnotherHost(error)) {
			tryNextHost(error);
		}
		else {
			end(() -> this.owner.failed(error));
		}
	}

	// RTN14b: one new token per attempt.
	private void tokenRejected(ErrorInfo error) {
		Credential rejected = this.credential;
		if (this.renewed) {
			end(() -> this.owner.failed(error));
		}
		else if (!this.context.tokens().canRenew() || rejected == null) {
			end(() -> this.owner.refused(AuthErrors.notRenewable("The token was rejected", error).errorInfo()));
		}
		else {
			startWithNewToken(rejected, error);
		}
	}

	// RTN14c. A host that takes connections but says nothing is passed over only when it
	// does so again.
	private void tookTooLong() {
		ErrorInfo error = Errors.timeout("The server did not confirm the connection",
				this.context.settings().requestTimeout());
		this.silent = reachedServer();
		discardSession("The server did not answer in time");
		if (this.silent && !this.owner.silentBefore()) {
			end(() -> this.owner.failed(error));
		}
		else {
			tryNextHost(error);
		}
	}

	private void tryNextHost(ErrorInfo error) {
		this.timer.cancel();
		if (this.fallbacks != null) {
			openFallback(this.fallbacks, error);
			return;
		}
		List<String> hosts = new ArrayList<>(this.context.settings().hosts().fallbacks());
		if (hosts.isEmpty()) {
			end(() -> this.owner.failed(error));
			return;
		}
		Collections.shuffle(hosts, this.context.random());
		this.timer.set(this.context.settings().requestTimeout(), () -> end(() -> this.owner.failed(error)));
		this.context.whenOnline((online) -> {
			if (this.over) {
				return;
			}
			this.fallbacks = new ArrayDeque<>(online ? hosts : List.of());
			openFallback(this.fallbacks, error);
		});
	}

	private void openFallback(Deque<String> hosts, ErrorInfo error) {
		String host = hosts.poll();
		if (host != null) {
			open(host);
		}
		else {
			end(() -> this.owner.failed(error));
		}
	}

	private void end(Runnable outcome) {
		if (!this.over) {
			this.over = true;
			this.timer.cancel();
			outcome.run();
		}
	}

	private void discardSession(String reason) {
		TransportSession session = this.session;
		if (session != null) {
			this.session = null;
			session.discard(reason);
		}
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
