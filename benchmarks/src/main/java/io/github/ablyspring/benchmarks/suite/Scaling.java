package io.github.ablyspring.benchmarks.suite;

import java.util.ArrayList;
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
			Bench.warmUp((step) -> Bench.flood(peer, MESSAGES, SIZE, 1, "warm" + step));
			List<Tally> tallies = new ArrayList<>();
			List<CompletableFuture<Void>> attached = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				attached.add(gated(peer, MESSAGES / count, tallies));
			}
			for (CompletableFuture<Void> one : attached) {
				await(one);
			}
			measure(bench, "scaling-channels-" + count, peer, tallies);
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
		List<Tally> tallies = new ArrayList<>();
		for (Peer peer : peers) {
			await(gated(peer, MESSAGES / count, tallies));
		}
		measure(bench, "scaling-connections-" + count, first, tallies);
		peers.forEach(Peer::close);
	}

	private static CompletableFuture<Void> gated(Peer peer, int messages, List<Tally> tallies) {
		Tally tally = new Tally(messages, SIZE, 1);
		String channel = "gated-" + messages + "-" + SIZE + "-1-" + tallies.size();
		tallies.add(tally);
		return peer.subscribe(channel, tally);
	}

	private static void measure(Bench bench, String metric, Peer starter, List<Tally> tallies) throws Exception {
		long cpu = Usage.cpuNanos();
		long start = System.nanoTime();
		starter.attach("go-0-0-0");
		for (Tally tally : tallies) {
			await(tally.complete());
		}
		long elapsed = System.nanoTime() - start;
		bench.report(metric + "-cpu", (Usage.cpuNanos() - cpu) / 1000.0 / MESSAGES, "µs");
		bench.report(metric + "-rate", MESSAGES * 1e9 / elapsed, "messages/s");
		tallies.forEach(Tally::check);
	}

}
