package io.github.ablyspring.transport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

import io.github.ablyspring.transport.TransportException.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/**
 * The opening of one WebSocket (RFC 6455, section 4): the request, and whether the answer
 * to it is right.
 */
final class WebSocketHandshake {

	private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	private static final int MAX_HEAD = 16 * 1024;

	private static final String LINE_END = "\r\n";

	// The end of the head: two line ends.
	private static final int END = 0x0D0A0D0A;

	private final String key;

	WebSocketHandshake() {
		byte[] nonce = new byte[16];
		ThreadLocalRandom.current().nextBytes(nonce);
		this.key = Base64.getEncoder().encodeToString(nonce);
	}

	ByteBuf request(TransportRequest open, ByteBufAllocator allocator) {
		StringBuilder request = new StringBuilder(512);
		request.append("GET ").append(checked(open.target())).append(" HTTP/1.1\r\n");
		request.append("Host: ").append(checked(open.authority())).append("\r\n");
		request.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
		request.append("Sec-WebSocket-Key: ").append(this.key).append("\r\n");
		open.headers()
			.forEach((name, value) -> request.append(checked(name)).append(": ").append(checked(value)).append("\r\n"));
		return ByteBufUtil.writeAscii(allocator, request.append("\r\n"));
	}

	private static String checked(String text) {
		if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
			throw new TransportException(Kind.OTHER, "a header contains a line break");
		}
		return text;
	}

	/**
	 * Reads the answer, if it is complete.
	 * @param in what has come so far; consumed up to the end of the answer
	 * @return whether the WebSocket is open; if not, more has to come
	 * @throws TransportException if the server refuses, or its answer is not right
	 */
	boolean answered(ByteBuf in) {
		int end = endOfHead(in);
		if (end < 0) {
			if (in.readableBytes() > MAX_HEAD) {
				throw new TransportException(Kind.OTHER, "the server's answer is too long");
			}
			return false;
		}
		String head = in.readCharSequence(end - in.readerIndex(), StandardCharsets.ISO_8859_1).toString();
		in.skipBytes(4);
		check(status(head));
		String upgrade = "";
		String connection = "";
		String accept = "";
		for (int line = head.indexOf(LINE_END); line >= 0; line = head.indexOf(LINE_END, line)) {
			line += LINE_END.length();
			int colon = head.indexOf(':', line);
			int next = head.indexOf(LINE_END, line);
			int stop = (next >= 0) ? next : head.length();
			if (colon < 0 || colon > stop) {
				continue;
			}
			String value = head.substring(colon + 1, stop).trim();
			switch (head.substring(line, colon).trim().toLowerCase(Locale.ROOT)) {
				case "upgrade" -> upgrade = value;
				case "connection" -> connection = value;
				case "sec-websocket-accept" -> accept = value;
				default -> {
				}
			}
		}
		if (!upgrade.equalsIgnoreCase("websocket") || !connection.toLowerCase(Locale.ROOT).contains("upgrade")
				|| !accept.equals(expectedAccept())) {
			throw new TransportException(Kind.OTHER, "the server's handshake is not valid");
		}
		return true;
	}

	private static int endOfHead(ByteBuf in) {
		int stop = in.writerIndex() - 3;
		int index = in.indexOf(in.readerIndex(), stop, (byte) '\r');
		while (index >= 0 && in.getInt(index) != END) {
			index = in.indexOf(index + 1, stop, (byte) '\r');
		}
		return index;
	}

	private static int status(String head) {
		try {
			return head.startsWith("HTTP/1.") ? Integer.parseInt(head.substring(9, 12)) : -1;
		}
		catch (NumberFormatException | StringIndexOutOfBoundsException ex) {
			return -1;
		}
	}

	private static void check(int status) {
		if (status < 0) {
			throw new TransportException(Kind.OTHER, "the server does not speak HTTP");
		}
		if (status != 101) {
			throw new TransportException(Kind.OTHER, "the server answered with HTTP status " + status);
		}
	}

	private String expectedAccept() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-1")
				.digest((this.key + MAGIC).getBytes(StandardCharsets.US_ASCII));
			return Base64.getEncoder().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new TransportException(Kind.OTHER, "this JVM has no SHA-1", ex);
		}
	}

}
