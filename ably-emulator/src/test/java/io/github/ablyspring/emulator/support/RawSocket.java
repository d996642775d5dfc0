package io.github.ablyspring.emulator.support;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;

/**
 * A socket and nothing more: for what no well-behaved client does, and for measuring
 * without measuring the client.
 */
public final class RawSocket implements AutoCloseable {

	private final Socket socket;

	private final DataInputStream in;

	private final OutputStream out;

	public RawSocket(AblyEmulator emulator) throws IOException {
		this.socket = new Socket("127.0.0.1", emulator.port());
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(60_000);
		this.in = new DataInputStream(new BufferedInputStream(this.socket.getInputStream(), 256 * 1024));
		this.out = this.socket.getOutputStream();
	}

	/**
	 * Opens a WebSocket with the key of an emulator, in msgpack.
	 * @param emulator the emulator
	 * @return the socket, right after the handshake
	 * @throws IOException when that does not work
	 */
	public static RawSocket webSocket(AblyEmulator emulator) throws IOException {
		RawSocket raw = new RawSocket(emulator);
		raw.write("GET /?v=6&format=msgpack&key=" + Rest.encode(emulator.key()) + " HTTP/1.1\r\n"
				+ "Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
				+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
		raw.readHead();
		return raw;
	}

	public void write(String text) throws IOException {
		write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	public void write(byte[] bytes) throws IOException {
		this.out.write(bytes);
		this.out.flush();
	}

	/**
	 * Reads the head of an HTTP response.
	 * @return the head
	 * @throws IOException when the line breaks
	 */
	public String readHead() throws IOException {
		StringBuilder head = new StringBuilder();
		while (head.indexOf("\r\n\r\n") < 0) {
			int c = this.in.read();
			if (c < 0) {
				return head.toString();
			}
			head.append((char) c);
		}
		return head.toString();
	}

	/**
	 * Reads a WebSocket frame.
	 * @return its payload
	 * @throws IOException when the line breaks
	 */
	public byte[] readFrame() throws IOException {
		this.in.readUnsignedByte();
		int length = this.in.readUnsignedByte() & 0x7F;
		if (length == 126) {
			length = this.in.readUnsignedShort();
		}
		else if (length == 127) {
			length = (int) this.in.readLong();
		}
		return this.in.readNBytes(length);
	}

	/**
	 * Reads whatever still comes until the other end closes.
	 * @throws IOException when it does not
	 */
	public void awaitEnd() throws IOException {
		try {
			this.in.readAllBytes();
		}
		catch (SocketException ex) {
			// a reset is an end as well
		}
	}

	public static byte[] frame(ProtocolMessage message) {
		return frame(0x82, WireCodec.write(WireFormat.MSGPACK, ProtocolMessage.TYPE, message));
	}

	/**
	 * Makes a WebSocket frame as clients send it; the mask is zero, which is a mask as
	 * well.
	 * @param firstByte the flags and the kind
	 * @param payload the payload
	 * @return the frame
	 */
	public static byte[] frame(int firstByte, byte[] payload) {
		int extra = (payload.length < 126) ? 0 : (payload.length <= 0xFFFF) ? 2 : 8;
		byte[] frame = new byte[2 + extra + 4 + payload.length];
		frame[0] = (byte) firstByte;
		frame[1] = (byte) (0x80 | ((extra == 0) ? payload.length : (extra == 2) ? 126 : 127));
		for (int i = 0; i < extra; i++) {
			frame[1 + extra - i] = (byte) ((long) payload.length >>> (8 * i));
		}
		System.arraycopy(payload, 0, frame, 6 + extra, payload.length);
		return frame;
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
