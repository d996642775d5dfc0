package io.github.ablyspring.benchmarks.load;

import java.util.function.Consumer;

import io.github.ablyspring.protocol.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/**
 * Sends at a fixed rate, whatever the client does. Looks at the clock all the time, as a
 * timer would add its own delay to every latency; the server has a core to itself.
 */
final class Pace implements Runnable {

	private final ChannelHandlerContext context;

	private final Consumer<ByteBuf> write;

	private final FrameTemplate template;

	private final int count;

	private final double interval;

	private final long start = System.nanoTime();

	private long next;

	Pace(ChannelHandlerContext context, WireFormat format, String channel, Scenario scenario, Consumer<ByteBuf> write) {
		this.context = context;
		this.write = write;
		this.template = new FrameTemplate(format, channel, 1, scenario.size());
		this.count = scenario.count();
		this.interval = 1e9 / scenario.parameter();
	}

	@Override
	public void run() {
		long now = System.nanoTime();
		long due = due();
		if (due <= now) {
			while (this.next < this.count && due <= now) {
				this.write.accept(this.template.frame(this.next++, due));
				due = due();
			}
			this.context.flush();
		}
		if (this.next < this.count && this.context.channel().isActive()) {
			this.context.executor().execute(this);
		}
	}

	private long due() {
		return this.start + (long) (this.next * this.interval);
	}

}
