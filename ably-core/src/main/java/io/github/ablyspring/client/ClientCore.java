package io.github.ablyspring.client;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.auth.AuthSettings;
import io.github.ablyspring.auth.DefaultAuth;
import io.github.ablyspring.auth.TokenIssuer;
import io.github.ablyspring.auth.TokenKeeper;
import io.github.ablyspring.message.PublishObservers;
import io.github.ablyspring.rest.Pages;
import io.github.ablyspring.rest.RestAuthServer;
import io.github.ablyspring.rest.RestMessaging;
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

	private final String kind;

	private final ClientOptions options;

	private final LeasedResources leased;

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

	private ClientCore(String kind, ClientOptions options, AuthSettings authSettings, LeasedResources leased) {
		RestSettings settings = options.restSettings();
		Executor own = options.listenerExecutor();
		this.kind = kind;
		this.options = options;
		this.leased = leased;
		this.log = new EventLog(options.logHandler(), options.logLevel());
		this.loop = leased.loop();
		this.userExecutor = new UserExecutor((own != null) ? own : leased.resources().executor(), this.loop);
		this.http = leased.http();
		this.sender = new RestSender(settings, this.http, this.loop, this.log);
		RestAuthServer server = new RestAuthServer(this.sender);
		TokenIssuer issuer = new TokenIssuer(authSettings, server, this.http, this.userExecutor, this.loop);
		this.tokens = new TokenKeeper(authSettings, issuer, this.loop, this.log);
		this.auth = new DefaultAuth(this.tokens, issuer, server, this.userExecutor);
		this.pipeline = new RestPipeline(this.sender, this.tokens, this.userExecutor, options.restInterceptors());
		this.pages = new Pages(this.pipeline);
		this.log.log(LogLevel.INFO, kind + " client created",
				() -> Map.of("host", settings.hosts().primary(), "agent", settings.agent()));
	}

	static ClientCore create(String kind, ClientOptions options) {
		return create(kind, options, SharedResources::lease);
	}

	static ClientCore create(String kind, ClientOptions options, ClientResources resources) {
		return create(kind, options, () -> SharedResources.Lease.of(resources));
	}

	private static ClientCore create(String kind, ClientOptions options, Supplier<SharedResources.Lease> source) {
		AuthSettings authSettings = options.authSettings();
		LeasedResources leased = new LeasedResources(options, source);
		try {
			return new ClientCore(kind, options, authSettings, leased);
		}
		catch (RuntimeException ex) {
			leased.giveBack();
			throw ex;
		}
	}

	ClientOptions options() {
		return this.options;
	}

	RestMessaging messaging(PublishObservers observers) {
		return new RestMessaging(this.pipeline, this.options.payloadMapper(), this.options.channelDefaults(), observers,
				this.log);
	}

	LeasedResources leased() {
		return this.leased;
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
			this.leased.giveBack();
			this.log.log(LogLevel.INFO, this.kind + " client closed");
		}
	}

}
