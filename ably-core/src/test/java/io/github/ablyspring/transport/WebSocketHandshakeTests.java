package io.github.ablyspring.transport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.ablyspring.protocol.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The opening of a WebSocket.
 */
class WebSocketHandshakeTests {

	private final WebSocketHandshake handshake = new WebSocketHandshake();

	@Test
	void asksAsTheStandardSays() {
		String request = request(Map.of("Ably-Agent", "ably-jvm/1"));

		assertThat(request).startsWith("GET /path?a=b%20c&key=k%3As HTTP/1.1\r\n")
			.contains("\r\nHost: example.com:8080\r\n", "\r\nUpgrade: websocket\r\n", "\r\nConnection: Upgrade\r\n",
					"\r\nSec-WebSocket-Version: 13\r\n", "\r\nAbly-Agent: ably-jvm/1\r\n")
			.endsWith("\r\n\r\n");
		assertThat(Base64.getDecoder().decode(key(request))).hasSize(16);
		assertThat(new WebSocketHandshake())
			.extracting((other) -> key(text(other.request(open(Map.of()), UnpooledByteBufAllocator.DEFAULT))))
			.isNotEqualTo(key(request));
	}

	@Test
	void doesNotLetAHeaderBecomeTwo() {
		assertThatExceptionOfType(TransportException.class)
			.isThrownBy(() -> request(Map.of("Ably-Agent", "x\r\nEvil: yes")));
	}

	@Test
	void takesTheRightAnswerHoweverItComes() throws Exception {
		String answer = "HTTP/1.1 101 Whatever\r\nupgrade: WebSocket\r\nX-Other: 1\r\nCONNECTION: keep-alive, Upgrade\r\n"
				+ "Sec-WebSocket-Accept: " + accept(key(request(Map.of()))) + "\r\n\r\n";
		ByteBuf in = Unpooled.buffer();
		for (char c : answer.substring(0, answer.length() - 1).toCharArray()) {
			in.writeByte(c);
			assertThat(this.handshake.answered(in)).isFalse();
		}
		in.writeByte('\n');
		in.writeByte(0x81);

		assertThat(this.handshake.answered(in)).isTrue();
		assertThat(in.readableBytes()).isEqualTo(1);
		in.release();
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 503 Busy\r\nContent-Length: 3\r\n\r\nno!",
			"SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
			"HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n",
			"HTTP/1.1 101 OK\r\n\r\n" })
	void refusesAnyOtherAnswer(String answer) {
		request(Map.of());

		assertThatExceptionOfType(TransportException.class)
			.isThrownBy(() -> this.handshake.answered(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII)))
			.satisfies((ex) -> assertThat(ex.kind()).isEqualTo(TransportException.Kind.OTHER));
	}

	@Test
	void doesNotReadForEver() {
		ByteBuf endless = Unpooled.copiedBuffer("HTTP/1.1 101 OK\r\n" + "X: y\r\n".repeat(5000),
				StandardCharsets.US_ASCII);

		assertThatExceptionOfType(TransportException.class).isThrownBy(() -> this.handshake.answered(endless))
			.withMessageContaining("too long");
	}

	private String request(Map<String, String> headers) {
		return text(this.handshake.request(open(headers), UnpooledByteBufAllocator.DEFAULT));
	}

	private static TransportRequest open(Map<String, String> headers) {
		return new TransportRequest(false, "example.com", 8080, "/path?a=b%20c&key=k%3As", WireFormat.JSON,
				Duration.ofSeconds(1), 1000, headers);
	}

	private static String text(ByteBuf request) {
		String text = request.toString(StandardCharsets.US_ASCII);
		request.release();
		return text;
	}

	private static String key(String request) {
		Matcher matcher = Pattern.compile("Sec-WebSocket-Key: (\\S+)").matcher(request);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private static String accept(String key) throws Exception {
		return Base64.getEncoder()
			.encodeToString(MessageDigest.getInstance("SHA-1")
				.digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII)));
	}

}
