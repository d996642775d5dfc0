package io.github.ablyspring.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.PublishObservers;
import io.github.ablyspring.realtime.SerialLane;
import io.github.ablyspring.realtime.channel.ChannelParts;
import io.github.ablyspring.realtime.channel.ChannelPlugin;
import io.github.ablyspring.realtime.channel.ChannelSettings;
import io.github.ablyspring.realtime.channel.DefaultRealtimeChannels;
import io.github.ablyspring.realtime.connection.Connection;
import io.github.ablyspring.realtime.connection.ConnectionContext;
import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.realtime.connection.ConnectionManager;
import io.github.ablyspring.realtime.connection.ConnectionObserver;
import io.github.ablyspring.realtime.connection.ConnectionSettings;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.SafeDelay;
import io.github.ablyspring.rest.RestMessaging;

/**
 * Connection and channels of a realtime client, put together from its options.
 */
final class RealtimeParts {

	private final ClientCore core;

	private final SerialLane lane;

	private final LifecycleHooks hooks;

	private final DefaultRealtimeChannels channels;

	private final ConnectionManager manager;

	private final Connection connection;

	RealtimeParts(ClientCore core, RestMessaging messaging) {
		ClientOptions options = core.options();
		this.core = core;
		this.lane = new SerialLane(core.userExecutor());
		this.hooks = new LifecycleHooks(options.lifecycle());
		this.channels = new DefaultRealtimeChannels(new ChannelParts(channelSettings(core), core.loop(),
				core.userExecutor(), this::link, messaging.channels(), core.log(), (context) -> ChannelPlugin.NONE));
		this.manager = new ConnectionManager(connectionContext(core, this.lane, this.hooks), this.channels);
		this.connection = this.manager.connection();
		core.tokens().onAuthorize(this.manager.authorizeListener());
		core.leased().neededWhile(() -> inUse(this.manager.state()));
	}

	private ConnectionLink link() {
		return this.manager.link();
	}

	Connection connection() {
		return this.connection;
	}

	DefaultRealtimeChannels channels() {
		return this.channels;
	}

	void start(AblyRealtime client) {
		this.hooks.bind(client);
		ClientOptions options = this.core.options();
		if (!options.lifecycle().isEmpty()) {
			this.lane.execute(this.hooks::created);
		}
		if (options.recover() != null) {
			this.core.loop().execute(this.manager::recover);
		}
		if (options.autoConnect()) {
			this.core.loop().execute(this.manager::connect);
		}
	}

	void close() {
		CompletableFuture<Void> closed = new CompletableFuture<>();
		closed.thenRun(this.core.leased()::giveBack);
		this.core.loop().run(() -> this.manager.close(closed));
	}

	private static boolean inUse(ConnectionState state) {
		return state != ConnectionState.INITIALIZED && state != ConnectionState.CLOSED
				&& state != ConnectionState.FAILED;
	}

	private static ConnectionContext connectionContext(ClientCore core, SerialLane lane, LifecycleHooks hooks) {
		ClientOptions options = core.options();
		List<ConnectionObserver> observers = new ArrayList<>(options.connectionObservers());
		if (!options.lifecycle().isEmpty()) {
			observers.add(hooks);
		}
		return new ConnectionContext(connectionSettings(options), core.loop(), core.userExecutor(), lane,
				core.leased().transport(), core.http(), core.tokens(), core.sender().hosts(),
				new SafeDelay(options.reconnectDelay()), observers, options.recovery(), new Random(), core.log());
	}

	private static ConnectionSettings connectionSettings(ClientOptions options) {
		return new ConnectionSettings(options.hosts(), options.format(), options.agent(), options.clientId(),
				options.echoMessages(), options.queueMessages(), options.transportParams(), options.recover(),
				options.realtimeRequestTimeout(), options.httpOpenTimeout(), options.disconnectedRetryTimeout(),
				options.suspendedRetryTimeout(), options.connectionStateTtl(), options.maxPendingPublishes());
	}

	private static ChannelSettings channelSettings(ClientCore core) {
		ClientOptions options = core.options();
		return new ChannelSettings(options.format(), options.realtimeRequestTimeout(), options.channelRetryTimeout(),
				new SafeDelay(options.reconnectDelay()), options.strictMode(), options.echoMessages(),
				options.queueMessages(), options.mailbox(), options.detachWhenUnused(), options.restFallback(),
				options.maxPendingPublishes(), options.publishTimeout(), core.tokens()::clientId,
				options.payloadMapper(), options.vcdiffDecoder(), options.interceptors(),
				new PublishObservers(options.publishObservers()), options.channelObservers(),
				options.channelDefaults());
	}

}
