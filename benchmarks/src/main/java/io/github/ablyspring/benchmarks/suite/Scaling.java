package io.github.ablyspring.benchmarks.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static io.github.ablyspring.benchmarks.suite.Bench.await;

/**
 * What a message costs as there are more channels, or more connections.
 */
final class Scaling {

	private static final int MESSAGES = 200_000;

	private static final int SIZE = 100;

	private Scaling() {
	}

	/** The same number of messages, over so many channels of one connection. */
	static void channels(Bench bench, int count) throws Exception {
		try (Peer peer = bench.connected()) {
			measure(bench, "scaling-channels-" + count, Collections.nCopies(count, peer));
		}
	}

	/** The same number of messages, over so many connections with a channel each. */
	static void connections(Bench bench, int count) throws Exception {
		List<Peer> peers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			peers.add(bench.connected());
		}
		measure(bench, "scaling-connections-" + count, peers);
		peers.forEach(Peer::close);
	}

	private static void measure(Bench bench, String metric, List<Peer> peers) throws Exception {
		Bench.warmUp((step) -> receive(peers, "warm" + step));
		Cost cost = receive(peers, "measured");
		bench.report(metric + "-cpu", cost.cpuNanos / 1000.0 / MESSAGES, "µs");
		bench.report(metric + "-rate", MESSAGES * 1e9 / cost.nanos, "messages/s");
	}

	/**
	 * Attaches a channel with each of the peers, and has all of them flooded at once.
	 * Leaves no channel behind, so that there are never more than are asked for.
	 */
	private static Cost receive(List<Peer> peers, String label) throws Exception {
		int messages = MESSAGES / peers.size();
		String prefix = "gated-" + messages + "-" + SIZE + "-1-" + label + "-";
		List<Tally> tallies = new ArrayList<>();
		List<CompletableFuture<Void>> attached = new ArrayList<>();
		for (Peer peer : peers) {
			Tally tally = new Tally(messages, SIZE, 1);
			attached.add(peer.subscribe(prefix + tallies.size(), tally));
			tallies.add(tally);
		}
		awaitAll(attached);
		// attaching left something behind, which is not what a message costs
		Usage.collect();
		long cpu = Usage.cpuNanos();
		long start = System.nanoTime();
		peers.get(0).attach("go-0-0-0-" + label);
		for (Tally tally : tallies) {
			await(tally.complete());
		}
		Cost cost = new Cost(System.nanoTime() - start, Usage.cpuNanos() - cpu);
		tallies.forEach(Tally::check);
		List<CompletableFuture<Void>> released = new ArrayList<>();
		for (Peer peer : peers) {
			released.add(peer.release(prefix + released.size()));
		}
		awaitAll(released);
		return cost;
	}

	private static void awaitAll(List<CompletableFuture<Void>> all) throws Exception {
		for (CompletableFuture<Void> one : all) {
			await(one);
		}
	}

	private record Cost(long nanos, long cpuNanos) {

	}

}
