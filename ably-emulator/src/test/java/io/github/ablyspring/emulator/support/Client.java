package io.github.ablyspring.emulator.support;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;

/**
 * A realtime client that only sends and receives frames, so that a test sees what is
 * really said.
 */
public final class Client implements AutoCloseable {

	private static final int PATIENCE_SECONDS = 60;

	private final WireFormat format;

	private final LinkedBlockingDeque<ProtocolMessage> frames = new LinkedBlockingDeque<>();

	private final Deque<ProtocolMessage> skipped = new ConcurrentLinkedDeque<>();

	private final Line line;

	private long nextSerial;

	private @Nullable ProtocolMessage connected;

	private Client(URI uri, WireFormat format) {
		this.format = format;
		this.line = Line.open(uri, this::received);
	}

	private void received(byte[] bytes) {
		try {
			this.frames.add(WireCodec.read(this.format, ProtocolMessage.TYPE, bytes));
		}
		catch (RuntimeException ex) {
			this.frames.add(ProtocolMessage.builder(Action.ACTIVATE).id("garbage").build());
		}
	}

	/**
	 * Opens a WebSocket, and does not wait for anything else.
	 * @param emulator the emulator
	 * @param format the format
	 * @param query more parameters
	 * @return the client
	 */
	public static Client open(URI emulator, WireFormat format, Map<String, String> query) {
		Map<String, String> all = new LinkedHashMap<>(Map.of("v", "6", "format", format.wireName()));
		all.putAll(query);
		String text = all.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + Rest.encode(entry.getValue()))
			.collect(Collectors.joining("&"));
		return new Client(URI.create(emulator.toString().replaceFirst("http", "ws") + "/?" + text), format);
	}

	/**
	 * Connects with the key of an emulator.
	 * @param emulator the emulator
	 * @param more parameters, names and values in turn
	 * @return the client, connected
	 */
	public static Client connect(AblyEmulator emulator, String... more) {
		return connect(emulator, WireFormat.JSON, more);
	}

	public static Client connect(AblyEmulator emulator, WireFormat format, String... more) {
		Map<String, String> query = new LinkedHashMap<>(Map.of("key", emulator.key()));
		for (int i = 0; i < more.length; i += 2) {
			query.put(more[i], more[i + 1]);
		}
		if (query.containsKey("accessToken")) {
			query.remove("key");
		}
		Client client = open(emulator.uri(), format, query);
		client.connected = client.next(Action.CONNECTED);
		return client;
	}

	public ProtocolMessage connected() {
		return Objects.requireNonNull(this.connected);
	}

	public String id() {
		return Objects.requireNonNull(connected().connectionId());
	}

	public String key() {
		return Objects.requireNonNull(Objects.requireNonNull(connected().connectionDetails()).connectionKey());
	}

	public void send(ProtocolMessage message) {
		byte[] bytes = WireCodec.write(this.format, ProtocolMessage.TYPE, message);
		if (this.format == WireFormat.JSON) {
			sendText(new String(bytes, StandardCharsets.UTF_8));
		}
		else {
			sendBinary(bytes);
		}
	}

	public void sendText(String text) {
		this.line.sendText(text);
	}

	public void sendBinary(byte[] bytes) {
		this.line.sendBinary(bytes);
	}

	/**
	 * Waits for a frame of a kind; others that come before are kept for later.
	 * @param action the kind
	 * @return the frame
	 */
	public ProtocolMessage next(Action action) {
		for (ProtocolMessage earlier : this.skipped) {
			if (earlier.action() == action) {
				this.skipped.removeFirstOccurrence(earlier);
				return earlier;
			}
		}
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
		while (true) {
			ProtocolMessage frame = poll(deadline - System.nanoTime());
			if (frame == null) {
				throw new AssertionError("No " + action + " came, but " + this.skipped);
			}
			if (frame.action() == action) {
				return frame;
			}
			this.skipped.add(frame);
		}
	}

	private @Nullable ProtocolMessage poll(long nanos) {
		try {
			return this.frames.poll(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * All frames of a kind that came so far. To be sure that there are no more, the
	 * server is asked for an answer first.
	 * @param action the kind
	 * @return the frames
	 */
	public List<ProtocolMessage> soFar(Action action) {
		send(ProtocolMessage.builder(Action.HEARTBEAT).id("fence").build());
		next(Action.HEARTBEAT);
		List<ProtocolMessage> found = new ArrayList<>();
		for (ProtocolMessage frame : this.skipped) {
			if (frame.action() == action) {
				found.add(frame);
			}
		}
		this.skipped.removeAll(found);
		return found;
	}

	/**
	 * Attaches to a channel.
	 * @param channel its name
	 * @return the answer
	 */
	public ProtocolMessage attach(String channel) {
		return attach(channel, (builder) -> {
		});
	}

	public ProtocolMessage attach(String channel, Consumer<ProtocolMessage.Builder> more) {
		ProtocolMessage.Builder attach = ProtocolMessage.builder(Action.ATTACH).channel(channel);
		more.accept(attach);
		send(attach.build());
		return next(Action.ATTACHED);
	}

	/**
	 * Publishes, without waiting.
	 * @param channel where
	 * @param messages what
	 * @return the serial number of the frame
	 */
	public long publish(String channel, WireMessage... messages) {
		return send(Action.MESSAGE, channel, (frame) -> frame.messages(List.of(messages)));
	}

	public long publish(String channel, String name, Object data) {
		return publish(channel, WireMessage.builder().name(name).data(data).build());
	}

	public long presence(String channel, WirePresence... events) {
		return send(Action.PRESENCE, channel, (frame) -> frame.presence(List.of(events)));
	}

	public long send(Action action, String channel, Consumer<ProtocolMessage.Builder> content) {
		long serial = this.nextSerial++;
		ProtocolMessage.Builder frame = ProtocolMessage.builder(action).channel(channel).msgSerial(serial);
		content.accept(frame);
		send(frame.build());
		return serial;
	}

	/**
	 * Waits until as many messages have come as are wanted.
	 * @param count how many
	 * @return the messages
	 */
	public List<WireMessage> messages(int count) {
		List<WireMessage> messages = new ArrayList<>();
		while (messages.size() < count) {
			messages.addAll(next(Action.MESSAGE).messages());
		}
		return messages;
	}

	/**
	 * Waits until the server closes.
	 * @return why, as WebSockets say it; 1006 when it did not say
	 */
	public int awaitClose() {
		return this.line.closed().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
	}

	/**
	 * Breaks the line.
	 */
	public void abort() {
		this.line.abort();
	}

	@Override
	public void close() {
		this.line.abort();
	}

}
