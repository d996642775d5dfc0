package io.github.ablyspring.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.client.ClientResources;
import io.github.ablyspring.message.VcdiffDecoder;
import io.github.ablyspring.realtime.channel.MailboxOptions;
import io.github.ablyspring.realtime.channel.OverflowPolicy;
import io.github.ablyspring.realtime.connection.ReconnectDelay;
import io.github.ablyspring.testing.RestFixture;
import io.github.ablyspring.testing.VirtualLoop;

/**
 * One run: two clients and a server through a time of mishaps, then through a time
 * without, at the end of which everything has to be as if there had been none.
 */
final class Simulation {

	private static final List<String> CHANNELS = List.of("plain", "delta", "other");

	private static final int STEPS = 120;

	private final VirtualLoop time = new VirtualLoop();

	private final Chance chance;

	private final ModelTokens tokens;

	private final ModelServer server;

	private final ModelRest rest;

	private final List<SimulatedClient> clients = new ArrayList<>();

	private final List<Throwable> failures = new ArrayList<>();

	// Until when listeners make no progress.
	private long stalledUntil;

	Simulation(long seed) {
		this.chance = new Chance(seed);
		this.tokens = new ModelTokens(this.time, this.chance);
		this.server = new ModelServer(this.time, this.chance, this.tokens, this.failures::add);
		OverflowPolicy policy = (seed % 2 == 0) ? OverflowPolicy.PAUSE_READING : OverflowPolicy.DROP_OLDEST;
		this.rest = new ModelRest(this.server, this.time, this.chance);
		for (String name : List.of("alice", "bob")) {
			boolean withTokens = (seed + this.clients.size()) % 4 == 0;
			this.clients.add(new SimulatedClient(name, client(policy, seed % 3 == 0, withTokens), withTokens,
					this.server, this.chance, CHANNELS, this.failures::add));
		}
	}

	private AblyRealtime client(OverflowPolicy policy, boolean restFallback, boolean withTokens) {
		Executor users = this.time.users();
		VcdiffDecoder vcdiff = (delta, base) -> {
			if (this.chance.mishap(0.02)) {
				throw new IllegalStateException("The decoder fails for once");
			}
			return ModelAttachment.decode(delta, base);
		};
		ClientOptionsBuilder credentials = withTokens
				? ClientOptions.builder().authCallback(params -> this.tokens.issue()) : RestFixture.options();
		ClientOptions options = credentials.autoConnect(false).logHandler((level, message, context) -> {
		})
			.fallbackHosts(List.of())
			.realtimeTransport(this.server)
			.httpTransport(this.rest.http())
			.restFallback(restFallback)
			.listenerExecutor(task -> this.time.schedule(delayOfListeners(), () -> users.execute(() -> run(task))))
			.reconnectDelay(ReconnectDelay.backoff(this.chance::fraction))
			.mailbox(MailboxOptions.DEFAULT.withCapacity(5).withPolicy(policy))
			.vcdiffDecoder(vcdiff)
			.build();
		ClientResources resources = ClientResources.builder()
			.ioThreads(1)
			.executor(users)
			.serialLoops(() -> new ShakenLoop(this.time, this.chance))
			.build();
		try {
			return AblyRealtime.create(options, resources);
		}
		finally {
			resources.close();
		}
	}

	private Duration delayOfListeners() {
		long stall = this.stalledUntil - this.time.nanoTime();
		return (stall > 0) ? Duration.ofNanos(stall) : this.chance.millis(0, 3);
	}

	private void run(Runnable task) {
		try {
			task.run();
		}
		catch (Throwable ex) {
			this.failures.add(ex);
		}
	}

	void run() {
		for (int step = 0; step < STEPS; step++) {
			if (this.chance.of(0.7)) {
				this.chance.oneOf(this.clients).act();
			}
			if (this.chance.of(0.08)) {
				this.server.mishap();
			}
			if (this.chance.of(0.01)) {
				Duration stall = this.chance.millis(1000, 30_000);
				this.stalledUntil = this.time.nanoTime() + stall.toNanos();
				this.tokens.heldUp(stall);
			}
			pass(this.chance.of(0.05) ? this.chance.millis(1000, 60_000) : this.chance.millis(0, 400));
		}
		this.chance.calmDown();
		this.stalledUntil = 0;
		// A client that was closed starts afresh; one that was on its way gets there,
		// suspended or not.
		this.clients.forEach(SimulatedClient::settle);
		pass(Duration.ofMinutes(5));
		this.clients.forEach(SimulatedClient::settle);
		this.clients.forEach(SimulatedClient::attachAll);
		pass(Duration.ofMinutes(2));
		this.clients.forEach(SimulatedClient::assertConnectedAndAttached);
		this.clients.forEach(SimulatedClient::assertIsPresentAsAskedFor);
		this.clients.forEach(client -> client.assertKnowsWhoIsPresent(this::await));
		this.clients.forEach(SimulatedClient::enterAll);
		this.clients.forEach(SimulatedClient::publishAll);
		pass(Duration.ofSeconds(30));
		this.clients.forEach(SimulatedClient::assertHasHeardOfTheLastMessages);
		this.server.forgetConnections();
		this.clients.forEach(SimulatedClient::publishAll);
		pass(Duration.ofSeconds(30));
		this.clients.forEach(SimulatedClient::assertConnectedAndAttached);
		this.clients.forEach(SimulatedClient::assertIsPresentAsAskedFor);
		this.clients.forEach(client -> client.assertKnowsWhoIsPresent(this::await));
		this.clients.forEach(SimulatedClient::assertHasHeardOfTheLastMessages);
		this.clients.forEach(SimulatedClient::assertPublishesHaveEnded);
		this.clients.forEach(SimulatedClient::assertOperationsHaveEnded);
		this.clients.forEach(SimulatedClient::assertAnnotationsAreStored);
		this.clients.forEach(SimulatedClient::publishAll);
		this.clients.forEach(client -> client.client().close());
		pass(Duration.ofMinutes(1));
		this.clients.forEach(SimulatedClient::assertPublishesHaveEnded);
		this.clients.forEach(SimulatedClient::assertNothingIsLeft);
		if (this.time.pendingTimers() != 0) {
			throw new BrokenInvariant(this.time.pendingTimers() + " timers are left after the clients were closed");
		}
	}

	private void await(CompletableFuture<?> future) {
		this.time.await(future, Duration.ofSeconds(10));
	}

	private void pass(Duration duration) {
		this.time.advance(duration);
		if (!this.failures.isEmpty()) {
			throw new BrokenInvariant(String.valueOf(this.failures.get(0)));
		}
	}

}
