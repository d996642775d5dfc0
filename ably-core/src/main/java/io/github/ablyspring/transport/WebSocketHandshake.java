package io.github.ablyspring.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
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

	// CR LF CR LF
	private static final int END = 0x0D0A0D0A;

	private final String key;

	WebSocketHandshake() {
		byte[] nonce = new byte[16];
		ThreadLocalRandom.current().nextBytes(nonce);
		this.key = Base64.getEncoder().encodeToString(nonce);
	}

	ByteBuf request(URI uri, Map<String, String> headers, ByteBufAllocator allocator) {
		StringBuilder request = new StringBuilder(512);
		request.append("GET ").append(uri.getRawPath()).append('?').append(uri.getRawQuery()).append(" HTTP/1.1\r\n");
		request.append("Host: ").append(uri.getRawAuthority()).append("\r\n");
		request.append("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
		request.append("Sec-WebSocket-Key: ").append(this.key).append("\r\n");
		headers
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
		String[] lines = head.split("\r\n");
		check(status(lines[0]));
		String upgrade = "";
		String connection = "";
		String accept = "";
		for (int index = 1; index < lines.length; index++) {
			int colon = lines[index].indexOf(':');
			String name = (colon > 0) ? lines[index].substring(0, colon).trim().toLowerCase(Locale.ROOT) : "";
			switch (name) {
				case "upgrade" -> upgrade = lines[index].substring(colon + 1).trim();
				case "connection" -> connection = lines[index].substring(colon + 1).trim();
				case "sec-websocket-accept" -> accept = lines[index].substring(colon + 1).trim();
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
		for (int index = in.readerIndex(); index <= in.writerIndex() - 4; index++) {
			if (in.getByte(index) == '\r' && in.getInt(index) == END) {
				return index;
			}
		}
		return -1;
	}

	private static int status(String line) {
		String[] parts = line.split(" ", 3);
		try {
			return (parts.length >= 2 && parts[0].startsWith("HTTP/1.")) ? Integer.parseInt(parts[1]) : -1;
		}
		catch (NumberFormatException ex) {
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
