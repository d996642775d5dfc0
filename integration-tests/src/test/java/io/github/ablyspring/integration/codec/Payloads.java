package io.github.ablyspring.integration.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import io.github.ablyspring.message.CipherParams;
import io.github.ablyspring.protocol.WireFormat;
import org.junit.jupiter.params.provider.Arguments;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * All kinds of payloads, in both formats, with both ciphers and without one.
 */
final class Payloads {

	private Payloads() {
	}

	static Map<String, Object> all() {
		Map<String, Object> payloads = new LinkedHashMap<>();
		payloads.put("empty text", "");
		payloads.put("text", "The quick brown fox");
		payloads.put("one block of text", "0123456789abcdef");
		payloads.put("text that looks like JSON", "{\"a\":1}");
		payloads.put("text of the world", "é € 漢字 🎈 \u0000 \n \" \\ /");
		payloads.put("long text", "lorem ipsum ".repeat(4000));
		payloads.put("no bytes", new byte[0]);
		payloads.put("bytes", bytes(256));
		payloads.put("bytes that are text", "Hello".getBytes(StandardCharsets.UTF_8));
		payloads.put("many bytes", bytes(40_000));
		payloads.put("empty object", Map.of());
		payloads.put("object", Map.of("text", "é 🎈", "number", 42L, "fraction", 1.5, "yes", true, "list",
				List.of(1L, "two"), "object", Map.of("a", Map.of("b", "c"))));
		payloads.put("empty array", List.of());
		payloads.put("array", Arrays.asList("a", 1L, -2.5, false, null, Map.of("k", List.of())));
		return payloads;
	}

	static Stream<Arguments> ways() {
		CipherParams[] ciphers = { null, CipherParams.of(bytes(16)), CipherParams.of(bytes(32)) };
		return Stream.of(WireFormat.values())
			.flatMap((format) -> Stream.of(ciphers)
				.flatMap((cipher) -> all().entrySet()
					.stream()
					.map((payload) -> arguments(payload.getKey(), format, cipher))));
	}

	private static byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		return bytes;
	}

}
