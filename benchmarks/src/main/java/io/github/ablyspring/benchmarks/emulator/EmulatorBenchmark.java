package io.github.ablyspring.benchmarks.emulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;

/**
 * Measures the emulator, which runs in a process of its own, with sockets that do nothing
 * but count frames: <pre>
 * ulimit -n 25000
 * java -cp benchmarks/target/benchmarks.jar io.github.ablyspring.benchmarks.emulator.EmulatorBenchmark [one] [fan-out] [idle]
 * </pre>
 * <p>
 * Messages have 100 bytes and a frame each, in msgpack; what is recorded for assertions
 * is recorded. Where other programs use the machine, the figure for a second of processor
 * time is the one to look at. More options for the JVM of the emulator go into the system
 * property <code>emulator.options</code>.
 */
public final class EmulatorBenchmark {

	private static final String HEAP = "512m";

	private static final int IDLE = 10_000;

	private static final WireMessage MESSAGE = WireMessage.builder().name("event").data(new byte[100]).build();

	private EmulatorBenchmark() {
	}

	/**
	 * Measures.
	 * @param arguments what: <code>one</code>, <code>fan-out</code>, <code>idle</code>;
	 * without any, all of it
	 */
	public static void main(String[] arguments) throws IOException {
		List<String> wanted = (arguments.length > 0) ? List.of(arguments) : List.of("one", "fan-out", "idle");
		if (wanted.contains("one")) {
			deliver("1 publisher, 1 subscriber", 1, 300_000, 1_000_000);
		}
		if (wanted.contains("fan-out")) {
			deliver("1 publisher, 1,000 subscribers", 1000, 1000, 5000);
		}
		if (wanted.contains("idle")) {
			hold();
		}
	}

	private static void deliver(String what, int subscribers, int warmUp, int messages) throws IOException {
		try (EmulatorProcess emulator = EmulatorProcess.start(HEAP)) {
			List<BareSocket> sockets = attach(emulator, subscribers, (i) -> "busy");
			try (Selector selector = Selector.open(); BareSocket publisher = BareSocket.connect(emulator.port())) {
				for (BareSocket socket : sockets) {
					socket.channel().configureBlocking(false);
					socket.channel().register(selector, SelectionKey.OP_READ, socket);
				}
				publisher.channel().configureBlocking(false);
				publisher.channel().register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE, publisher);
				Flow flow = new Flow(selector, publisher, sockets);
				flow.publish(warmUp);
				Duration processor = emulator.processorTime();
				long start = System.nanoTime();
				flow.publish(messages);
				double wall = (System.nanoTime() - start) / 1e9;
				double busy = emulator.processorTime().minus(processor).toNanos() / 1e9;
				double deliveries = (double) messages * subscribers;
				say("%s: %,.0f deliveries in a second, %,.0f in a second of processor time%s", what, deliveries / wall,
						deliveries / busy, emulator.isPinned() ? " (on one core)" : "");
			}
			close(sockets);
		}
	}

	private static void hold() throws IOException {
		try (EmulatorProcess emulator = EmulatorProcess.start(HEAP)) {
			long before = emulator.liveHeap();
			long start = System.nanoTime();
			List<BareSocket> sockets = attach(emulator, IDLE, (i) -> "channel-" + (i % 1000));
			double seconds = (System.nanoTime() - start) / 1e9;
			say("%,d connections, each attached to a channel: %,.0f MB of live heap (%,.0f before), -Xmx%s,"
					+ " resident %,.0f MB, opened in %,.1f s", IDLE, emulator.liveHeap() / 1e6, before / 1e6, HEAP,
					emulator.residentMemory() / 1e6, seconds);
			close(sockets);
		}
	}

	private static List<BareSocket> attach(EmulatorProcess emulator, int count, IntFunction<String> channel)
			throws IOException {
		List<BareSocket> sockets = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			BareSocket socket = BareSocket.connect(emulator.port());
			socket.send(ProtocolMessage.builder(Action.ATTACH).channel(channel.apply(i)).build());
			socket.awaitFrames(2);
			sockets.add(socket);
		}
		return sockets;
	}

	private static void close(List<BareSocket> sockets) throws IOException {
		for (BareSocket socket : sockets) {
			socket.close();
		}
	}

	private static void say(String text, Object... values) {
		System.out.println(String.format(Locale.ROOT, text, values));
	}

	/**
	 * Publishes as fast as it is taken, and reads all that comes of it, on one thread.
	 */
	private static final class Flow {

		private static final int ROOM = 512;

		private final Selector selector;

		private final BareSocket publisher;

		private final List<BareSocket> subscribers;

		private final ByteBuffer out = ByteBuffer.allocateDirect(64 * 1024).limit(0);

		private final ByteBuffer in = ByteBuffer.allocateDirect(256 * 1024);

		private long serial;

		Flow(Selector selector, BareSocket publisher, List<BareSocket> subscribers) {
			this.selector = selector;
			this.publisher = publisher;
			this.subscribers = subscribers;
		}

		void publish(int messages) throws IOException {
			long last = this.serial + messages;
			// the first two frames were CONNECTED and ATTACHED
			while (this.subscribers.stream().anyMatch((socket) -> socket.frames() < last + 2)) {
				this.selector.select();
				for (SelectionKey key : this.selector.selectedKeys()) {
					if (key.isReadable()) {
						((BareSocket) key.attachment()).read(this.in);
					}
					if (key.isWritable()) {
						write(key, last);
					}
				}
				this.selector.selectedKeys().clear();
			}
			key().interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
		}

		private SelectionKey key() {
			return this.publisher.channel().keyFor(this.selector);
		}

		private void write(SelectionKey key, long last) throws IOException {
			if (!this.out.hasRemaining()) {
				this.out.clear();
				while (this.serial < last && this.out.remaining() > ROOM) {
					BareSocket.put(ProtocolMessage.builder(Action.MESSAGE)
						.channel("busy")
						.msgSerial(this.serial++)
						.messages(List.of(MESSAGE))
						.build(), this.out);
				}
				this.out.flip();
			}
			this.publisher.channel().write(this.out);
			if (this.serial == last && !this.out.hasRemaining()) {
				key.interestOps(SelectionKey.OP_READ);
			}
		}

	}

}
