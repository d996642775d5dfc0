package io.github.ablyspring.benchmarks.load;

import io.github.ablyspring.protocol.WireFormat;
import io.netty.buffer.ByteBuf;

/**
 * The messages of one channel, sent as fast as the client reads.
 */
final class Flood {

	private final FrameTemplate template;

	private final int count;

	private final long dropAt;

	private long next;

	/**
	 * Creates a flood.
	 * @param format of the frames
	 * @param channel the channel
	 * @param scenario what to send
	 * @param from the number of the first message to send, not 0 after a loss
	 */
	Flood(WireFormat format, String channel, Scenario scenario, long from) {
		boolean drop = scenario.kind() == Scenario.Kind.DROP;
		this.template = new FrameTemplate(format, channel, drop ? 1 : scenario.parameter(), scenario.size());
		this.count = scenario.count();
		this.dropAt = (drop && from == 0) ? scenario.parameter() : Long.MAX_VALUE;
		this.next = from;
	}

	boolean isOver() {
		return this.next >= this.count;
	}

	/** Whether the connection is to be lost now. */
	boolean drops() {
		return this.next >= this.dropAt;
	}

	ByteBuf frame() {
		ByteBuf frame = this.template.frame(this.next, System.nanoTime());
		this.next += this.template.batch();
		return frame;
	}

}
