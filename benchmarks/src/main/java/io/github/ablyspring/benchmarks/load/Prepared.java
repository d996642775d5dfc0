package io.github.ablyspring.benchmarks.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WirePresence;

/**
 * What the sessions of a server share: frames that were encoded once, and the gate that
 * opens for all of them. Used on the server's one event loop.
 */
final class Prepared {

	private final Map<String, List<byte[]>> syncs = new HashMap<>();

	private final List<Runnable> gated = new ArrayList<>();

	/** The frames of a sync, encoded when the channel is attached for the first time. */
	List<byte[]> sync(WireFormat format, String channel, Scenario scenario) {
		return this.syncs.computeIfAbsent(format + channel, (key) -> encode(format, channel, scenario));
	}

	/** Starts something when the gate opens. */
	void whenOpened(Runnable start) {
		this.gated.add(start);
	}

	void open() {
		List<Runnable> waiting = List.copyOf(this.gated);
		this.gated.clear();
		waiting.forEach(Runnable::run);
	}

	private static List<byte[]> encode(WireFormat format, String channel, Scenario scenario) {
		List<byte[]> frames = new ArrayList<>();
		int page = scenario.parameter();
		for (int from = 0; from < scenario.count(); from += page) {
			int to = Math.min(from + page, scenario.count());
			List<WirePresence> members = new ArrayList<>(page);
			for (int i = from; i < to; i++) {
				members.add(WirePresence.builder()
					.action(1)
					.clientId("client-" + i)
					.connectionId("peer" + i)
					.id("peer" + i + ":0:0")
					.timestamp(1_767_323_045_000L)
					.data("on duty since 08:" + i % 60)
					.build());
			}
			frames.add(WireCodec.write(format, ProtocolMessage.TYPE,
					ProtocolMessage.builder(Action.SYNC)
						.channel(channel)
						.channelSerial("sync1:" + ((to < scenario.count()) ? to : ""))
						.presence(members)
						.build()));
		}
		return frames;
	}

}
