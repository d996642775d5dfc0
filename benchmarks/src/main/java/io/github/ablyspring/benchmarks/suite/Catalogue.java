package io.github.ablyspring.benchmarks.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All measurements by name, and who takes part in them.
 */
final class Catalogue {

	private static final Set<String> BOTH = Set.of("json", "msgpack");

	// Where the format makes no difference, or the same one as elsewhere, the default
	// does.
	private static final Set<String> DEFAULT = Set.of("msgpack");

	private static final Set<String> ALL = Set.of("ours", "ably-java", "ably-js", "netty");

	private static final Set<String> CLIENTS = Set.of("ours", "ably-java", "ably-js");

	private static final Set<String> ALONE = Set.of("ours");

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	Catalogue() {
		add("receive-100b", BOTH, ALL, (bench) -> Receiving.asFastAsPossible(bench, 1_000_000, 100, 1, "100b"));
		add("receive-batch50-1k", BOTH, ALL,
				(bench) -> Receiving.asFastAsPossible(bench, 1_000_000, 1000, 50, "batch50-1k"));
		add("publish-ack", BOTH, CLIENTS, (bench) -> Publishing.acknowledged(bench, 200_000, 1000));
		add("connect-warm", DEFAULT, ALL, (bench) -> Connecting.warm(bench, 500));
		add("connections-1000", DEFAULT, ALL, (bench) -> Connecting.many(bench, 1000));
		add("attach-1000", DEFAULT, CLIENTS, (bench) -> Connecting.attach(bench, 1000));
		for (int thousands : new int[] { 1, 5, 10 }) {
			int rate = 1000 * thousands;
			String label = thousands + "k";
			add("latency-" + label, DEFAULT, CLIENTS,
					(bench) -> Receiving.atPace(bench, bench.settings(), rate, label));
			add("latency-" + label + "-direct", DEFAULT, ALONE,
					(bench) -> Receiving.atPace(bench, bench.settings().listeningDirectly(), rate, label + "-direct"));
		}
		add("presence-sync-10k", DEFAULT, CLIENTS, (bench) -> Connecting.presence(bench, 10_000));
		add("recovery", DEFAULT, CLIENTS, (bench) -> Receiving.throughALoss(bench, 20_000));
		add("slow-consumer", DEFAULT, CLIENTS, (bench) -> Receiving.slowly(bench, 36_000, 1000));
		for (int channels : new int[] { 1, 10, 100, 1_000, 10_000 }) {
			add("scaling-channels-" + channels, DEFAULT, ALONE, (bench) -> Scaling.channels(bench, channels));
		}
		for (int connections : new int[] { 1, 10, 100, 1_000 }) {
			add("scaling-connections-" + connections, DEFAULT, ALONE,
					(bench) -> Scaling.connections(bench, connections));
		}
		add("listener-overhead", DEFAULT, ALONE, ListenerOverhead::measure);
	}

	private void add(String name, Set<String> formats, Set<String> subjects, Measurement measurement) {
		this.entries.put(name, new Entry(formats, subjects, measurement));
	}

	Measurement measurement(String name) {
		Entry entry = this.entries.get(name);
		if (entry == null) {
			throw new IllegalArgumentException("Unknown measurement: " + name);
		}
		return entry.measurement;
	}

	/** What to run in one round. */
	List<Run> runs(Arguments arguments) {
		List<Run> runs = new ArrayList<>();
		this.entries.forEach((name, entry) -> {
			if (arguments.chooses(name)) {
				for (String format : arguments.formats()) {
					for (String subject : arguments.subjects()) {
						if (entry.formats.contains(format) && entry.subjects.contains(subject)) {
							runs.add(new Run(subject, name, format));
						}
					}
				}
			}
		});
		return runs;
	}

	/**
	 * One measurement of one client in one process.
	 *
	 * @param subject which client
	 * @param measurement what to measure
	 * @param format of the frames
	 */
	record Run(String subject, String measurement, String format) {

		@Override
		public String toString() {
			return this.measurement + " " + this.format + " " + this.subject;
		}

	}

	private record Entry(Set<String> formats, Set<String> subjects, Measurement measurement) {

	}

}
