package io.github.ablyspring.benchmarks.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;

/**
 * A WebSocket that only counts the frames it receives, so that it is the emulator that is
 * measured and not a client.
 */
final class BareSocket implements AutoCloseable {

	private static final int SHORT = 126;

	private static final int LONG = 127;

	private final SocketChannel channel;

	private long frames;

	// of the frame that is being received: what of its header has come, and what is left
	// of its payload
	private final byte[] header = new byte[10];

	private int headerLength;

	private long payloadLeft;

	private BareSocket(SocketChannel channel) {
		this.channel = channel;
	}

	/**
	 * Connects and waits until the emulator says so.
	 * @param port where the emulator listens
	 * @return the socket, in blocking mode
	 */
	static BareSocket connect(int port) throws IOException {
		SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		channel.write(StandardCharsets.US_ASCII.encode("GET /?v=6&format=msgpack&key=" + EmulatorProcess.KEY
				+ " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
				+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));
		BareSocket socket = new BareSocket(channel);
		socket.skipHead();
		socket.awaitFrames(1);
		return socket;
	}

	private void skipHead() throws IOException {
		ByteBuffer one = ByteBuffer.allocate(1);
		for (int matched = 0; matched < 4; one.clear()) {
			if (this.channel.read(one) < 0) {
				throw new IOException("Refused");
			}
			byte expected = (byte) "\r\n\r\n".charAt(matched);
			matched = (one.get(0) == expected) ? matched + 1 : (one.get(0) == '\r') ? 1 : 0;
		}
	}

	SocketChannel channel() {
		return this.channel;
	}

	long frames() {
		return this.frames;
	}

	/**
	 * Waits, in blocking mode, for frames.
	 * @param count how many have to have come since the beginning
	 */
	void awaitFrames(long count) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(4096);
		while (this.frames < count) {
			read(buffer);
		}
	}

	/**
	 * Reads what is there, and counts.
	 * @param buffer what to read into
	 */
	void read(ByteBuffer buffer) throws IOException {
		buffer.clear();
		if (this.channel.read(buffer) < 0) {
			throw new IOException("The emulator hung up");
		}
		buffer.flip();
		while (buffer.hasRemaining()) {
			if (this.payloadLeft > 0) {
				int skipped = (int) Math.min(this.payloadLeft, buffer.remaining());
				buffer.position(buffer.position() + skipped);
				this.payloadLeft -= skipped;
			}
			else {
				this.header[this.headerLength++] = buffer.get();
				startPayload();
			}
		}
	}

	private void startPayload() {
		int length = (this.headerLength > 1) ? this.header[1] & 0x7F : 0;
		int needed = (length == LONG) ? 10 : (length == SHORT) ? 4 : 2;
		if (this.headerLength < needed) {
			return;
		}
		long payload = length;
		if (needed > 2) {
			payload = 0;
			for (int i = 2; i < needed; i++) {
				payload = (payload << 8) | (this.header[i] & 0xFF);
			}
		}
		this.payloadLeft = payload;
		this.headerLength = 0;
		// pings are no messages
		this.frames += ((this.header[0] & 0xF) <= 2) ? 1 : 0;
	}

	/**
	 * Sends a frame, in blocking mode.
	 * @param message what it says
	 */
	void send(ProtocolMessage message) throws IOException {
		ByteBuffer frame = ByteBuffer.allocate(4096);
		put(message, frame);
		this.channel.write(frame.flip());
	}

	/**
	 * Adds a frame to a buffer. Its mask is zero, which changes nothing.
	 * @param message what it says
	 * @param buffer takes the frame
	 */
	static void put(ProtocolMessage message, ByteBuffer buffer) {
		byte[] payload = WireCodec.write(WireFormat.MSGPACK, ProtocolMessage.TYPE, message);
		buffer.put((byte) 0x82);
		if (payload.length < SHORT) {
			buffer.put((byte) (0x80 | payload.length));
		}
		else {
			buffer.put((byte) (0x80 | SHORT)).putShort((short) payload.length);
		}
		buffer.putInt(0).put(payload);
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
