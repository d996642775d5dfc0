package io.github.ablyspring.client;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.auth.AuthSettings;
import io.github.ablyspring.auth.DefaultAuth;
import io.github.ablyspring.auth.TokenIssuer;
import io.github.ablyspring.auth.TokenKeeper;
import io.github.ablyspring.rest.Pages;
import io.github.ablyspring.rest.RestAuthServer;
import io.github.ablyspring.rest.RestPipeline;
import io.github.ablyspring.rest.RestSender;
import io.github.ablyspring.rest.RestSettings;
import io.github.ablyspring.transport.EventLog;
import io.github.ablyspring.transport.HttpTransport;
import io.github.ablyspring.transport.LogLevel;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.UserExecutor;

/**
 * What REST and realtime clients have in common, put together from options and resources.
 */
final class ClientCore {

	private final ClientOptions options;

	private final SharedResources.Lease lease;

	private final EventLog log;

	private final SerialLoop loop;

	private final UserExecutor userExecutor;

	private final HttpTransport http;

	private final RestSender sender;

	private final TokenKeeper tokens;

	private final Auth auth;

	private final RestPipeline pipeline;

	private final Pages pages;

	private final AtomicBoolean closed = new AtomicBoolean();

	private ClientCore(ClientOptions options, AuthSettings authSettings, SharedResources.Lease lease) {
		RestSettings settings = options.restSettings();
		ClientResources resources = lease.resources();
		Executor own = options.listenerExecutor();
		this.options = options;
		this.lease = lease;
		this.log = new EventLog(options.logHandler(), options.logLevel());
		this.loop = resources.newLoop();
		this.userExecutor = new UserExecutor((own != null) ? own : resources.executor());
		this.http = resources.httpTransport(options);
		this.sender = new RestSender(settings, this.http, this.loop, this.log);
		RestAuthServer server = new RestAuthServer(this.sender);
		TokenIssuer issuer = new TokenIssuer(authSettings, server, this.http, this.userExecutor, this.loop);
		this.tokens = new TokenKeeper(authSettings, issuer, this.loop, this.log);
		this.auth = new DefaultAuth(this.tokens, issuer, server, this.userExecutor);
		this.pipeline = new RestPipeline(this.sender, this.tokens, this.userExecutor);
		this.pages = new Pages(this.pipeline);
		this.log.log(LogLevel.INFO, "Client created",
				() -> Map.of("host", settings.hosts().primary(), "agent", settings.agent()));
	}

	static ClientCore create(ClientOptions options) {
		AuthSettings authSettings = options.authSettings();
		SharedResources.Lease lease = SharedResources.lease();
		try {
			return new ClientCore(options, authSettings, lease);
		}
		catch (RuntimeException ex) {
			lease.release().run();
			throw ex;
		}
	}

	static ClientCore create(ClientOptions options, ClientResources resources) {
		return new ClientCore(options, options.authSettings(), SharedResources.Lease.of(resources));
	}

	ClientOptions options() {
		return this.options;
	}

	ClientResources resources() {
		return this.lease.resources();
	}

	EventLog log() {
		return this.log;
	}

	SerialLoop loop() {
		return this.loop;
	}

	UserExecutor userExecutor() {
		return this.userExecutor;
	}

	HttpTransport http() {
		return this.http;
	}

	RestSender sender() {
		return this.sender;
	}

	TokenKeeper tokens() {
		return this.tokens;
	}

	Auth auth() {
		return this.auth;
	}

	RestPipeline pipeline() {
		return this.pipeline;
	}

	Pages pages() {
		return this.pages;
	}

	void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.pipeline.close();
			this.lease.release().run();
			this.log.log(LogLevel.INFO, "Client closed");
		}
	}

}
