package io.github.ablyspring.emulator.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.connection.ConnectRequest;
import io.github.ablyspring.emulator.connection.Connection;
import io.github.ablyspring.emulator.connection.Connections;
import io.github.ablyspring.emulator.connection.FrameHandler;
import io.github.ablyspring.emulator.connection.Transport;
import io.github.ablyspring.emulator.fault.FaultGate;
import io.github.ablyspring.emulator.fault.GatedTransport;
import io.github.ablyspring.emulator.rest.RestResponse;
import io.github.ablyspring.emulator.time.EmulatorLoop.Timer;
import io.github.ablyspring.emulator.wire.OutFrame;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ConnectionDetails;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Frames over long polling: what the server has to say waits until the client asks for
 * it.
 */
final class CometSession implements Transport {

	private static final long HIGH_MARK = 512 * 1024;

	// whoever has that much waiting does not ask at all
	private static final long HARD_LIMIT = 64L * 1024 * 1024;

	// how long the client may take until it asks again
	private static final long PATIENCE = 15_000;

	private static final byte[] GARBAGE = "{\"action\":".getBytes(StandardCharsets.US_ASCII);

	private final NettyLoop loop;

	private final Map<String, CometSession> sessions;

	private final GatedTransport transport;

	private final List<byte[]> waiting = new ArrayList<>();

	private final Deque<Exchange> unanswered = new ArrayDeque<>();

	private long waitingBytes;

	private @Nullable String key;

	private @Nullable Connection connection;

	private @Nullable FrameHandler handler;

	private @Nullable Exchange poll;

	private @Nullable Timer patience;

	private boolean flushDue;

	private boolean heldBack;

	private boolean closing;

	private boolean ended;

	CometSession(NettyLoop loop, FaultGate gate, int socket, Map<String, CometSession> sessions) {
		this.loop = loop;
		this.sessions = sessions;
		this.transport = new GatedTransport(gate, socket, this, this::handle);
	}

	/**
	 * Opens the connection, or refuses.
	 * @param connections the connections
	 * @param request what the client says
	 */
	void open(Connections connections, ConnectRequest request) {
		Connection opened = connections.open(this.transport, request);
		this.transport.opened();
		this.connection = opened;
		this.handler = connections.handlerFor(opened);
	}

	private void handle(ProtocolMessage message) {
		if (this.handler != null) {
			this.handler.handle(message);
		}
	}

	/**
	 * The client asks what the server has to say.
	 * @param exchange takes the answer
	 */
	void poll(Exchange exchange) {
		Exchange before = this.poll;
		if (before != null) {
			this.poll = null;
			before.answer(frames(200, List.of()));
		}
		this.poll = exchange;
		wait(false);
		exchange.onGone(() -> {
			if (this.poll == exchange) {
				this.poll = null;
				wait(true);
			}
		});
		flush();
	}

	private void wait(boolean on) {
		if (this.patience != null) {
			this.patience.cancel();
			this.patience = null;
		}
		if (on && !this.ended) {
			this.patience = this.loop.scheduleReal(PATIENCE, this::end);
		}
	}

	/**
	 * The client says something.
	 * @param messages what
	 * @param exchange takes the answer, when the client may say more
	 */
	void receive(List<ProtocolMessage> messages, Exchange exchange) {
		messages.forEach(this.transport::receive);
		if (this.heldBack) {
			this.unanswered.add(exchange);
		}
		else {
			exchange.answer(RestResponse.noContent());
		}
	}

	@Override
	public void read(boolean on) {
		this.heldBack = !on;
		while (on && !this.unanswered.isEmpty()) {
			this.unanswered.remove().answer(RestResponse.noContent());
		}
	}

	@Override
	public boolean ready() {
		return !this.closing && this.waitingBytes < HIGH_MARK;
	}

	@Override
	public void send(OutFrame frame) {
		send(frame.message());
	}

	@Override
	public void send(ProtocolMessage message) {
		ConnectionDetails details = message.connectionDetails();
		if (message.action() == Action.CONNECTED && details != null && details.connectionKey() != null) {
			register(details.connectionKey());
		}
		add(encode(message));
	}

	// the client finds its way back by the key that it was told
	private void register(String newKey) {
		if (this.key != null) {
			this.sessions.remove(this.key);
		}
		this.key = newKey;
		this.sessions.put(newKey, this);
	}

	@Override
	public void sendGarbage() {
		add(GARBAGE);
	}

	private void add(byte[] frame) {
		if (this.closing) {
			return;
		}
		this.waiting.add(frame);
		this.waitingBytes += frame.length;
		if (this.waitingBytes > HARD_LIMIT) {
			abort();
		}
		else {
			flushSoon();
		}
	}

	// a burst of frames is one answer
	private void flushSoon() {
		if (!this.flushDue) {
			this.flushDue = true;
			this.loop.execute(() -> {
				this.flushDue = false;
				flush();
			});
		}
	}

	private void flush() {
		Exchange asking = this.poll;
		if (asking != null && !this.waiting.isEmpty()) {
			this.poll = null;
			RestResponse answer = frames(200, this.waiting);
			this.waiting.clear();
			this.waitingBytes = 0;
			wait(true);
			asking.answer(answer);
			if (this.connection != null) {
				this.connection.becameReady();
			}
		}
		if (this.closing && this.waiting.isEmpty()) {
			end();
		}
	}

	@Override
	public boolean ping() {
		return false;
	}

	@Override
	public void close(int code) {
		this.closing = true;
		flushSoon();
	}

	@Override
	public void abort() {
		Exchange asking = this.poll;
		this.poll = null;
		if (asking != null) {
			asking.cut();
		}
		this.loop.execute(this::end);
	}

	private void end() {
		if (this.ended) {
			return;
		}
		this.ended = true;
		this.closing = true;
		wait(false);
		if (this.key != null) {
			this.sessions.remove(this.key, this);
		}
		Exchange asking = this.poll;
		this.poll = null;
		if (asking != null) {
			asking.answer(frames(200, List.of()));
		}
		read(true);
		this.transport.closed();
		if (this.connection != null) {
			this.connection.lost(this.transport);
		}
	}

	/**
	 * Encodes a frame.
	 * @param message what it says
	 * @return JSON
	 */
	static byte[] encode(ProtocolMessage message) {
		return OutFrame.bytes(message, WireFormat.JSON);
	}

	/**
	 * An answer that consists of frames. It ends with a line break, by which clients that
	 * read answers as they come tell that it is complete.
	 * @param status the status
	 * @param frames the frames
	 * @return the answer
	 */
	static RestResponse frames(int status, List<byte[]> frames) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		char separator = '[';
		for (byte[] frame : frames) {
			body.write(separator);
			body.writeBytes(frame);
			separator = ',';
		}
		body.writeBytes((frames.isEmpty() ? "[]\n" : "]\n").getBytes(StandardCharsets.US_ASCII));
		return RestResponse.json(status, body.toByteArray());
	}

}
