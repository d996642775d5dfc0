package io.github.ablyspring.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.transport.SerialLoop;
import io.github.ablyspring.transport.TransportConnection;
import io.github.ablyspring.transport.TransportException;
import io.github.ablyspring.transport.TransportListener;
import io.github.ablyspring.transport.TransportRequest;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link MockWebSocket}, from the attempt on, as the server sees it.
 * What the server does reaches the client in later turns of the loop, in order.
 */
public final class MockConnection implements TransportConnection {

	private final MockWebSocket server;

	private final int number;

	private final TransportRequest request;

	private final SerialLoop loop;

	private final TransportListener listener;

	private final Map<String, String> query;

	private boolean open;

	private boolean over;

	private boolean reading = true;

	private boolean writable = true;

	private @Nullable Integer closeCode;

	MockConnection(MockWebSocket server, int number, TransportRequest request, SerialLoop loop,
			TransportListener listener) {
		this.server = server;
		this.number = number;
		this.request = request;
		this.loop = loop;
		this.listener = listener;
		this.query = parseQuery(request.target());
	}

	// ---- what the client asked for

	/**
	 * Which attempt this is.
	 * @return its number, from 1
	 */
	public int number() {
		return this.number;
	}

	/**
	 * The address that the client asked for.
	 * @return the address with its query
	 */
	public URI url() {
		return this.request.uri();
	}

	/**
	 * The host that the client asked for.
	 * @return the host
	 */
	public String host() {
		return this.request.host();
	}

	/**
	 * All query parameters, decoded.
	 * @return name to value
	 */
	public Map<String, String> query() {
		return this.query;
	}

	/**
	 * One query parameter, decoded.
	 * @param name its name
	 * @return its value, or {@code null} when it is absent
	 */
	public @Nullable String query(String name) {
		return this.query.get(name);
	}

	/**
	 * What the client asked for, as a whole.
	 * @return the request
	 */
	public TransportRequest request() {
		return this.request;
	}

	/**
	 * The format of the frames.
	 * @return the format
	 */
	public WireFormat format() {
		return this.request.format();
	}

	// ---- answering the attempt

	/**
	 * Opens the connection; the server says nothing yet.
	 */
	public void respondWithSuccess() {
		if (this.over) {
			return;
		}
		this.open = true;
		this.server.record(MockEvent.Type.CONNECTION_SUCCESS, this, null, null);
		later(this.listener::opened);
	}

	/**
	 * Opens the connection, and the server says CONNECTED.
	 * @param connected the frame to say it with
	 */
	public void respondWithSuccess(ProtocolMessage connected) {
		respondWithSuccess();
		sendToClient(connected);
	}

	/**
	 * Opens the connection, and the server says CONNECTED, with an id and key of its own
	 * for each connection.
	 */
	public void respondWithConnected() {
		respondWithSuccess(Frames.connected("connection-" + this.number, "connection-key-" + this.number).build());
	}

	/**
	 * The host refuses the connection.
	 */
	public void respondWithRefused() {
		failed(TransportException.Kind.REFUSED, "the host refused the connection");
	}

	/**
	 * The host does not answer in time.
	 */
	public void respondWithTimeout() {
		failed(TransportException.Kind.CONNECT_TIMEOUT, "the host did not answer in time");
	}

	/**
	 * The name of the host is not known.
	 */
	public void respondWithDnsError() {
		failed(TransportException.Kind.DNS, "the name of the host is not known");
	}

	/**
	 * Opens the connection, and the server sends an error and closes it.
	 * @param error the frame
	 */
	public void respondWithError(ProtocolMessage error) {
		respondWithSuccess();
		sendToClientAndClose(error);
	}

	/**
	 * The network is slow: does something after a while.
	 * @param millis how much time passes before
	 * @param task what to do then
	 */
	public void after(long millis, Runnable task) {
		this.loop.schedule(java.time.Duration.ofMillis(millis), task);
	}

	// ---- the life of the connection

	/**
	 * Whether the connection is open.
	 * @return whether it is
	 */
	public boolean isOpen() {
		return this.open && !this.over;
	}

	/**
	 * Whether the client reads from the connection just now.
	 * @return whether it does
	 */
	public boolean isReading() {
		return this.reading;
	}

	/**
	 * The code with which the client closed the connection.
	 * @return the code, or {@code null} if it did not
	 */
	public @Nullable Integer closeCode() {
		return this.closeCode;
	}

	/**
	 * Sends a frame to the client.
	 * @param frame the frame
	 */
	public void sendToClient(ProtocolMessage frame) {
		sendRaw(WireCodec.write(format(), ProtocolMessage.TYPE, frame), format());
	}

	/**
	 * Sends a frame to the client, and closes the connection.
	 * @param frame the frame
	 */
	public void sendToClientAndClose(ProtocolMessage frame) {
		sendToClient(frame);
		disconnect(null, null);
	}

	/**
	 * Sends a text frame to the client, whatever it contains.
	 * @param json the text
	 */
	public void sendRaw(String json) {
		sendRaw(json.getBytes(StandardCharsets.UTF_8), WireFormat.JSON);
	}

	/**
	 * Sends a binary frame to the client, whatever it contains.
	 * @param msgpack the bytes
	 */
	public void sendRaw(byte[] msgpack) {
		sendRaw(msgpack, WireFormat.MSGPACK);
	}

	private void sendRaw(byte[] bytes, WireFormat format) {
		if (!isOpen()) {
			return;
		}
		ProtocolMessage frame = WireCodec.read(format, ProtocolMessage.TYPE, bytes, this.listener);
		this.server.record(MockEvent.Type.MESSAGE_TO_CLIENT, this, frame, null);
		later(() -> this.listener.received(frame));
	}

	/**
	 * Sends a ping to the client.
	 */
	public void sendPing() {
		this.server.record(MockEvent.Type.PING_FRAME, this, null, null);
		if (this.server.observesPings()) {
			later(this.listener::activity);
		}
	}

	/**
	 * The connection breaks without a word.
	 */
	public void simulateDisconnect() {
		disconnect(new TransportException(TransportException.Kind.CLOSED, "the connection broke"), null);
	}

	/**
	 * The connection breaks without a word.
	 * @param error noted with the event
	 */
	public void simulateDisconnect(ErrorInfo error) {
		disconnect(new TransportException(TransportException.Kind.CLOSED, String.valueOf(error.message())), error);
	}

	/**
	 * Says whether the network takes more frames from the client; when it does again, the
	 * client is told.
	 * @param writable whether it does
	 */
	public void writable(boolean writable) {
		this.writable = writable;
		if (writable) {
			later(this.listener::writableAgain);
		}
	}

	private void disconnect(@Nullable TransportException cause, @Nullable ErrorInfo error) {
		if (this.over) {
			return;
		}
		this.over = true;
		this.server.record(MockEvent.Type.SERVER_DISCONNECT, this, null, error);
		later(() -> this.listener.closed(cause));
	}

	private void failed(TransportException.Kind kind, String message) {
		if (this.over) {
			return;
		}
		this.over = true;
		this.server.record(MockEvent.Type.CONNECTION_FAILURE, this, null, null);
		later(() -> this.listener.closed(new TransportException(kind, message)));
	}

	// ---- the client's end

	@Override
	public void send(ProtocolMessage message) {
		if (!isOpen()) {
			return;
		}
		byte[] bytes = WireCodec.write(format(), ProtocolMessage.TYPE, message);
		if (format() == WireFormat.JSON) {
			this.server.text(new String(bytes, StandardCharsets.UTF_8));
		}
		else {
			this.server.binary(bytes);
		}
		this.server.received(this, WireCodec.read(format(), ProtocolMessage.TYPE, bytes));
	}

	@Override
	public void close(int code, String reason) {
		if (this.over) {
			return;
		}
		this.over = true;
		this.closeCode = code;
		this.server.record(MockEvent.Type.CLIENT_CLOSE, this, null, null);
		later(() -> this.listener.closed(null));
	}

	@Override
	public void setReading(boolean on) {
		this.reading = on;
	}

	@Override
	public boolean writable() {
		return isOpen() && this.writable;
	}

	Instant now() {
		return this.loop.now();
	}

	private void later(Runnable task) {
		this.loop.execute(task);
	}

	private static Map<String, String> parseQuery(String target) {
		Map<String, String> query = new LinkedHashMap<>();
		for (String parameter : target.substring(target.indexOf('?') + 1).split("&")) {
			int equals = parameter.indexOf('=');
			query.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
		}
		return query;
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "connection " + this.number + " to " + host();
	}

}
