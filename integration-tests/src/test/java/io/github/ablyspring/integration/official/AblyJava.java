package io.github.ablyspring.integration.official;

import java.util.concurrent.CompletableFuture;

import io.ably.lib.realtime.AblyRealtime;
import io.ably.lib.realtime.Channel;
import io.ably.lib.realtime.CompletionListener;
import io.ably.lib.realtime.ConnectionEvent;
import io.ably.lib.realtime.ConnectionState;
import io.ably.lib.realtime.ConnectionStateListener.ConnectionStateChange;
import io.ably.lib.rest.AblyRest;
import io.ably.lib.types.AblyException;
import io.ably.lib.types.ChannelOptions;
import io.ably.lib.types.ClientOptions;
import io.ably.lib.types.ErrorInfo;
import io.ably.lib.types.Param;
import io.ably.lib.util.Log;
import io.github.ablyspring.integration.support.Await;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.integration.support.Patient;
import io.github.ablyspring.protocol.WireFormat;

/**
 * Clients of the official library, of which only host, port, TLS and patience are
 * changed.
 */
final class AblyJava {

	private static final int PATIENCE_MILLIS = (int) Patient.PATIENCE.toMillis();

	private final EmulatorExtension emulator;

	private final WireFormat format;

	AblyJava(EmulatorExtension emulator, WireFormat format) {
		this.emulator = emulator;
		this.format = format;
	}

	ClientOptions options() throws AblyException {
		return at(new ClientOptions(this.emulator.emulator().key()));
	}

	ClientOptions optionsWithoutKey() throws AblyException {
		return at(new ClientOptions());
	}

	private ClientOptions at(ClientOptions options) {
		options.restHost = this.emulator.emulator().host();
		options.realtimeHost = this.emulator.emulator().host();
		options.port = this.emulator.emulator().port();
		options.tls = false;
		options.useBinaryProtocol = this.format == WireFormat.MSGPACK;
		options.autoConnect = false;
		// it would give up, and say more than a test expects, where the machine is slow
		options.realtimeRequestTimeout = PATIENCE_MILLIS;
		options.httpOpenTimeout = PATIENCE_MILLIS;
		options.httpRequestTimeout = PATIENCE_MILLIS;
		options.httpMaxRetryDuration = PATIENCE_MILLIS;
		// it prints what tests provoke
		options.logLevel = Log.NONE;
		return options;
	}

	AblyRest rest() throws AblyException {
		return rest(options());
	}

	AblyRest rest(ClientOptions options) throws AblyException {
		return this.emulator.closedLater(new AblyRest(options));
	}

	AblyRealtime connected() throws AblyException {
		return connected(options());
	}

	AblyRealtime connectedAs(String clientId) throws AblyException {
		ClientOptions options = options();
		options.clientId = clientId;
		return connected(options);
	}

	AblyRealtime connected(ClientOptions options) throws AblyException {
		AblyRealtime client = realtime(options);
		connect(client);
		return client;
	}

	AblyRealtime realtime(ClientOptions options) throws AblyException {
		AblyRealtime client = new AblyRealtime(options);
		this.emulator.closedLater(() -> close(client));
		return client;
	}

	private static void close(AblyRealtime client) {
		// what is to be said is said before the emulator goes away
		Inbox<ConnectionStateChange> changes = changesOf(client);
		if (client.connection.state == ConnectionState.connected) {
			client.close();
			changes.nextWhere((change) -> change.current == ConnectionState.closed);
		}
		else {
			client.close();
		}
	}

	static void connect(AblyRealtime client) {
		CompletableFuture<Thread> connected = new CompletableFuture<>();
		client.connection.once(ConnectionEvent.connected, (change) -> connected.complete(Thread.currentThread()));
		client.connect();
		awaitIdle(Await.await(connected));
	}

	// it tells that it is connected before it sees to its channels, and those that it
	// finds being attached by then it would attach a second time
	private static void awaitIdle(Thread worker) {
		while (worker.getState() != Thread.State.WAITING && worker.getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
	}

	static Inbox<ConnectionStateChange> changesOf(AblyRealtime client) {
		Inbox<ConnectionStateChange> changes = new Inbox<>();
		client.connection.on(changes::accept);
		return changes;
	}

	static Channel attached(AblyRealtime client, String name) throws AblyException {
		return attached(client, name, new ChannelOptions());
	}

	static Channel attached(AblyRealtime client, String name, ChannelOptions options) throws AblyException {
		Channel channel = client.channels.get(name, options);
		await(channel::attach);
		return channel;
	}

	/**
	 * Does something and waits until it is done.
	 * @param operation what to do
	 */
	static void await(Operation operation) throws AblyException {
		Await.await(start(operation));
	}

	static CompletableFuture<Void> start(Operation operation) throws AblyException {
		CompletableFuture<Void> done = new CompletableFuture<>();
		operation.start(new CompletionListener() {

			@Override
			public void onSuccess() {
				done.complete(null);
			}

			@Override
			public void onError(ErrorInfo reason) {
				done.completeExceptionally(AblyException.fromErrorInfo(reason));
			}

		});
		return done;
	}

	static ErrorInfo failureOf(Operation operation) throws AblyException {
		CompletableFuture<Void> done = start(operation);
		return Await.await(done.handle((result, failure) -> {
			if (failure instanceof AblyException ex) {
				return ex.errorInfo;
			}
			throw new AssertionError("It should have failed", failure);
		}));
	}

	static Param[] params(String... namesAndValues) {
		Param[] params = new Param[namesAndValues.length / 2];
		for (int i = 0; i < params.length; i++) {
			params[i] = new Param(namesAndValues[2 * i], namesAndValues[2 * i + 1]);
		}
		return params;
	}

	/** Something that takes a listener, to tell when it is done. */
	interface Operation {

		void start(CompletionListener listener) throws AblyException;

	}

}
