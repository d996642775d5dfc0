package io.github.ablyspring.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.ablyspring.emulator.support.RawSocket;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the emulator is nobody's bottleneck. What is asserted is far below what is
 * measured, for the machine may be busy.
 */
@Tag("soak")
class ThroughputTests {

	private static final Logger logger = LoggerFactory.getLogger(ThroughputTests.class);

	private static final byte[] PAYLOAD = new byte[100];

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stopThreads() {
		this.threads.shutdownNow();
	}

	@Test
	void carriesMessagesFromOneToOne() throws IOException {
		try (AblyEmulator emulator = AblyEmulator.start()) {
			List<RawSocket> subscribers = attach(emulator, 1);
			measure(emulator, subscribers, 200_000, 1);
			report("1:1", measure(emulator, subscribers, 1_000_000, 1));
		}
	}

	@Test
	void carriesMessagesFromOneToAThousand() throws IOException {
		try (AblyEmulator emulator = AblyEmulator.start()) {
			List<RawSocket> subscribers = attach(emulator, 1000);
			measure(emulator, subscribers, 200, 1);
			report("1:1000", measure(emulator, subscribers, 1000, 1));
		}
	}

	// the emulator has one thread, so its CPU time tells what it can do on one core,
	// however busy the machine is
	private static void report(String what, double rate) {
		logger.warn("{}, 100 bytes, msgpack: {} deliveries in a second of one core", what, Math.round(rate));
		assertThat(rate).isGreaterThan(100_000);
	}

	private static long cpuNanos() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long nanos = 0;
		for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
			if (thread != null && thread.getThreadName().startsWith("ably-emulator")) {
				nanos += threads.getThreadCpuTime(thread.getThreadId());
			}
		}
		return nanos;
	}

	private List<RawSocket> attach(AblyEmulator emulator, int count) throws IOException {
		List<RawSocket> sockets = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			RawSocket socket = RawSocket.webSocket(emulator);
			socket.readFrame();
			socket.write(RawSocket.frame(ProtocolMessage.builder(Action.ATTACH).channel("busy").build()));
			socket.readFrame();
			sockets.add(socket);
		}
		return sockets;
	}

	private double measure(AblyEmulator emulator, List<RawSocket> subscribers, int messages, int perFrame)
			throws IOException {
		try (RawSocket publisher = RawSocket.webSocket(emulator)) {
			publisher.readFrame();
			List<CompletableFuture<Void>> done = new ArrayList<>();
			long start = cpuNanos();
			// acknowledgements have to be read, or the server stops to take more
			CompletableFuture<Void> acknowledged = CompletableFuture.runAsync(() -> readAcks(publisher, messages),
					this.threads);
			done.add(CompletableFuture.runAsync(() -> read(subscribers, messages), this.threads));
			publish(publisher, messages, perFrame);
			acknowledged.join();
			done.forEach(CompletableFuture::join);
			return (double) messages * subscribers.size() / ((cpuNanos() - start) / 1e9);
		}
	}

	private static void publish(RawSocket publisher, int messages, int perFrame) throws IOException {
		ByteArrayOutputStream batch = new ByteArrayOutputStream();
		WireMessage message = WireMessage.builder().name("event").data(PAYLOAD).build();
		for (int i = 0; i < messages; i += perFrame) {
			batch.writeBytes(RawSocket.frame(ProtocolMessage.builder(Action.MESSAGE)
				.channel("busy")
				.msgSerial((long) i)
				.messages(List.of(message))
				.build()));
			if (batch.size() > 32_000) {
				publisher.write(batch.toByteArray());
				batch.reset();
			}
		}
		publisher.write(batch.toByteArray());
	}

	private static void readAcks(RawSocket publisher, int messages) {
		try {
			for (int acknowledged = 0; acknowledged < messages;) {
				ProtocolMessage frame = WireCodec.read(WireFormat.MSGPACK, ProtocolMessage.TYPE, publisher.readFrame());
				assertThat(frame.action()).isEqualTo(Action.ACK);
				acknowledged += frame.count();
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void read(List<RawSocket> subscribers, int messages) {
		try {
			for (int i = 0; i < messages; i++) {
				for (RawSocket subscriber : subscribers) {
					subscriber.readFrame();
				}
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
