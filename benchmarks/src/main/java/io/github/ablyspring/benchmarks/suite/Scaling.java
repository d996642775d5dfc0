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

	private static final int WARM_UPS = 3;

	private Scaling() {
	}

	/** The same number of messages, over so many channels of one connection. */
	static void channels(Bench bench, int count) throws Exception {
		try (Peer peer = bench.connected()) {
			Bench.warmUp((step) -> Bench.flood(peer, MESSAGES, SIZE, 1, "warm" + step));
			measure(bench, "scaling-channels-" + count, Collections.nCopies(count, peer));
		}
	}

	/** The same number of messages, over so many connections with a channel each. */
	static void connections(Bench bench, int count) throws Exception {
		List<Peer> peers = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			peers.add(bench.connected());
		}
		Peer first = peers.get(0);
		Bench.warmUp((step) -> Bench.flood(first, MESSAGES, SIZE, 1, "warm" + step));
		measure(bench, "scaling-connections-" + count, peers);
		peers.forEach(Peer::close);
	}

	private static void measure(Bench bench, String metric, List<Peer> peers) throws Exception {
		// to receive on many channels takes other ways through the code than on one
		for (int i = 0; i < WARM_UPS; i++) {
			receive(peers, "warm" + i);
		}
		Cost cost = receive(peers, "measured");
		bench.report(metric + "-cpu", cost.cpuNanos / 1000.0 / MESSAGES, "µs");
		bench.report(metric + "-rate", MESSAGES * 1e9 / cost.nanos, "messages/s");
	}

	/** Attaches a channel with each of the peers, and has all of them flooded at once. */
	private static Cost receive(List<Peer> peers, String label) throws Exception {
		int messages = MESSAGES / peers.size();
		List<Tally> tallies = new ArrayList<>();
		List<CompletableFuture<Void>> attached = new ArrayList<>();
		for (Peer peer : peers) {
			Tally tally = new Tally(messages, SIZE, 1);
			attached.add(peer.subscribe("gated-" + messages + "-" + SIZE + "-1-" + label + tallies.size(), tally));
			tallies.add(tally);
		}
		for (CompletableFuture<Void> one : attached) {
			await(one);
		}
		long cpu = Usage.cpuNanos();
		long start = System.nanoTime();
		peers.get(0).attach("go-0-0-0-" + label);
		for (Tally tally : tallies) {
			await(tally.complete());
		}
		Cost cost = new Cost(System.nanoTime() - start, Usage.cpuNanos() - cpu);
		tallies.forEach(Tally::check);
		return cost;
	}

	private record Cost(long nanos, long cpuNanos) {

	}

}
