package io.github.ablyspring.client;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.testing.CountingLoops;
import io.github.ablyspring.testing.DeafPort;
import io.github.ablyspring.testing.LocalAblyServer;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.EventLoopGroup;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of connections, made or not, leave threads, timers, sockets, buffers and heap
 * where they were.
 */
@Timeout(300)
class ConnectCyclesTests {

	private static final int CYCLES = 1000;

	private static final int WARM_UP = 200;

	@AutoClose
	private final LocalAblyServer server = new LocalAblyServer();

	@Test
	void connectAndCloseLeaveNothingBehind() throws Exception {
		assertLeavesNothingBehind(this.server.sockets().port(), this::connectAndClose);
		assertThat(this.server.sockets().acceptedSockets()).isEqualTo(WARM_UP + CYCLES);
	}

	@Test
	void failedConnectsLeaveNothingBehind() throws Exception {
		try (DeafPort port = new DeafPort()) {
			assertLeavesNothingBehind(port.number(), this::failAndClose);
		}
	}

	@Test
	void oneClientCanComeAndGo() throws Exception {
		AblyRealtime client = AblyRealtime.create(this.server.options().build());
		Set<EventLoopGroup> used = new HashSet<>();
		for (int cycle = 0; cycle < 100; cycle++) {
			client.connect();
			used.add(sharedLoops());
			client.connection().whenState(ConnectionState.CONNECTED).get(30, TimeUnit.SECONDS);
			CompletableFuture<?> closed = client.connection().whenState(ConnectionState.CLOSED);
			client.close();
			closed.get(30, TimeUnit.SECONDS);
		}

		assertThat(this.server.sockets().acceptedSockets()).isEqualTo(100);
		for (EventLoopGroup loops : used) {
			awaitEnd(loops);
		}
	}

	@Test
	void aClosedClientGivesItsThreadsBack() throws Exception {
		AblyRealtime first = AblyRealtime.create(this.server.options().build());
		AblyRealtime second = AblyRealtime.create(this.server.options().build());
		EventLoopGroup loops = sharedLoops();
		connectAndClose(first);
		assertThat(loops.isShuttingDown()).isFalse();

		connectAndClose(second);

		awaitEnd(loops);
		// What is asked of a closed client is still answered, and its threads go again.
		assertThat(first.connection().ping()).failsWithin(Duration.ofSeconds(30));
		awaitEnd(sharedLoops());
	}

	@Test
	void aThousandChannelsNeedNoMoreThreadsThanOne() throws Exception {
		ExecutorService users = Executors.newSingleThreadExecutor();
		try (CountingLoops loops = new CountingLoops();
				ClientResources resources = counted(loops).executor(users).build();
				AblyRealtime client = AblyRealtime.create(this.server.options().build(), resources)) {
			client.connect();
			client.channels().get("first").attach().get(30, TimeUnit.SECONDS);
			int timers = loops.pendingTimers(0);
			Set<String> before = threads();

			List<CompletableFuture<?>> attaches = new ArrayList<>();
			for (int count = 0; count < CYCLES; count++) {
				attaches.add(client.channels().get("channel" + count).attach());
			}
			CompletableFuture.allOf(attaches.toArray(CompletableFuture<?>[]::new)).get(30, TimeUnit.SECONDS);

			Set<String> after = threads();
			after.removeAll(before);
			assertThat(after).noneMatch((name) -> name.startsWith("ably") || name.startsWith("pool"));
			assertThat(client.channels()).hasSize(CYCLES + 1)
				.allSatisfy((channel) -> assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED));
			assertThat(loops.pendingTimers(timers)).isLessThanOrEqualTo(timers);
		}
		finally {
			users.shutdown();
		}
	}

	private void connectAndClose(AblyRealtime client) throws Exception {
		client.connect();
		client.connection().whenState(ConnectionState.CONNECTED).get(30, TimeUnit.SECONDS);
		CompletableFuture<?> closed = client.connection().whenState(ConnectionState.CLOSED);
		client.close();
		closed.get(30, TimeUnit.SECONDS);
	}

	private void failAndClose(AblyRealtime client) throws Exception {
		client.connect();
		client.connection().whenState(ConnectionState.DISCONNECTED).get(30, TimeUnit.SECONDS);
		client.connection().close().get(30, TimeUnit.SECONDS);
		client.close();
	}

	private void run(ClientResources resources, int cycles, int port, Cycle cycle) throws Exception {
		for (int count = 0; count < cycles; count++) {
			try (AblyRealtime client = AblyRealtime.create(
					this.server.options().port(port).disconnectedRetryTimeout(Duration.ofMinutes(10)).build(),
					resources)) {
				cycle.run(client);
			}
		}
	}

	private static ClientResourcesBuilder counted(CountingLoops loops) {
		return ClientResources.builder()
			.ioThreads(1)
			.userThreads(4)
			.serialLoops(loops::next)
			.realtimeTransport(loops.transport());
	}

	private void assertLeavesNothingBehind(int port, Cycle cycle) throws Exception {
		try (CountingLoops loops = new CountingLoops(); ClientResources resources = counted(loops).build()) {
			run(resources, WARM_UP, port, cycle);
			Usage before = Usage.now();
			run(resources, CYCLES, port, cycle);
			assertNothingIsLeft(before, loops);
		}
	}

	private static void assertNothingIsLeft(Usage before, CountingLoops loops) {
		Usage after = Usage.now();
		// The four threads for user code come and go with the work; one that stays behind
		// for each cycle, or for one cycle in a hundred, is more than all of those.
		assertThat(after.threads() - before.threads()).as("threads left, of %s", threads()).isLessThan(CYCLES / 100);
		assertThat(after.heap() - before.heap()).as("heap left by %d cycles", CYCLES).isLessThan(2_000_000);
		assertThat(after.buffers() - before.buffers()).as("pooled memory").isLessThanOrEqualTo(16 * 1024 * 1024);
		assertThat(loops.pendingTimers(0)).as("timers").isZero();
	}

	private static Set<String> threads() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
	}

	/** The threads for the network of the clients that have none of their own. */
	private static EventLoopGroup sharedLoops() {
		SharedResources.Lease lease = SharedResources.lease();
		try {
			return lease.resources().eventLoops();
		}
		finally {
			lease.release().run();
		}
	}

	private static void awaitEnd(EventLoopGroup loops) throws Exception {
		assertThat(loops.terminationFuture().await(30, TimeUnit.SECONDS)).as("ended").isTrue();
	}

	@FunctionalInterface
	private interface Cycle {

		void run(AblyRealtime client) throws Exception;

	}

	private record Usage(long heap, int threads, long buffers) {

		static Usage now() {
			for (int count = 0; count < 3; count++) {
				System.gc();
			}
			ByteBufAllocatorMetricProvider buffers = (ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT;
			long pooledHeap = buffers.metric().usedHeapMemory();
			return new Usage(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() - pooledHeap,
					ManagementFactory.getThreadMXBean().getThreadCount(),
					buffers.metric().usedDirectMemory() + pooledHeap);
		}

	}

}
