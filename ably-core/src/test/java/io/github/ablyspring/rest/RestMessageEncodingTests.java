package io.github.ablyspring.rest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.uts.Uts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * How payloads travel, seen from the requests and answers of a channel.
 */
class RestMessageEncodingTests extends RestTestSupport {

	private static final byte[] BYTES = { 0, 1, 2, (byte) 0xff, (byte) 0xfe };

	@Test
	@Uts("rest/unit/RSL4a/string-data-no-encoding-0")
	void textIsSentAsItIs() {
		assertThat(sent("plain string data")).containsEntry("data", "plain string data").doesNotContainKey("encoding");
	}

	@Test
	@Uts("rest/unit/RSL4b/json-object-encoding-0")
	void anObjectIsSentAsText() {
		Map<String, Object> data = Map.of("key", "value", "nested", Map.of("a", 1L));
		assertJson(sent(data), data);
	}

	@Test
	@Uts("rest/unit/RSL4c/binary-base64-json-protocol-0")
	void bytesAreSentInBase64() {
		Map<String, @Nullable Object> message = sent(BYTES);
		assertThat(message).containsEntry("encoding", "base64");
		assertThat(Base64.getDecoder().decode(String.valueOf(message.get("data")))).isEqualTo(BYTES);
	}

	@Test
	@Uts("rest/unit/RSL4c/binary-direct-msgpack-protocol-1")
	void bytesAreSentAsTheyAreInMsgpack() {
		Map<String, @Nullable Object> message = sent(BYTES, true);
		assertThat(message.get("data")).isEqualTo(BYTES);
		assertThat(message).doesNotContainKey("encoding");
	}

	@Test
	@Uts("rest/unit/RSL4d/array-json-encoding-0")
	void anArrayIsSentAsText() {
		List<Object> data = List.of(1L, 2L, "three", Map.of("four", 4L));
		assertJson(sent(data), data);
	}

	@Test
	@Uts("rest/unit/RSL4/empty-array-json-encoding-5")
	void anEmptyArrayIsSentAsText() {
		assertJson(sent(List.of()), List.of());
	}

	@Test
	void anEmptyObjectIsSentAsText() {
		assertJson(sent(Map.of()), Map.of());
	}

	@Test
	@Uts("rest/unit/RSL4/empty-string-no-encoding-4")
	void emptyTextIsSent() {
		assertThat(sent("")).containsEntry("data", "").doesNotContainKey("encoding");
	}

	@Test
	@Uts("rest/unit/RSL4/null-data-no-encoding-1")
	void noDataIsNotSent() {
		assertThat(sent(null)).doesNotContainKeys("data", "encoding");
	}

	@Test
	@Uts("rest/unit/RSL4a/number-type-rejected-1")
	void aNumberIsRefused() {
		assertThat(failureOf(channel("test").publish("event", 42)).code()).isEqualTo(40013);
		assertThat(this.http.requests()).isEmpty();
	}

	@Test
	@Uts("rest/unit/RSL4a/boolean-type-rejected-2")
	void aBooleanIsRefused() {
		assertThat(failureOf(channel("test").publish("event", true)).code()).isEqualTo(40013);
		assertThat(this.http.requests()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource
	@Uts("rest/unit/RSL4/encoding-fixtures-ably-common-0")
	void theExamplesOfAblyCommonAreSentAlike(Object data, boolean binary, Object wireData, @Nullable String encoding) {
		Map<String, @Nullable Object> message = sent(data, binary);
		assertThat(message.get("encoding")).isEqualTo(encoding);
		if ("json".equals(encoding)) {
			assertThat(json(message.get("data"))).isEqualTo(json(wireData));
		}
		else {
			assertThat(message.get("data")).isEqualTo(wireData);
		}
	}

	/** The examples of {@code messages-encoding.json}, in both formats. */
	static Stream<Arguments> theExamplesOfAblyCommonAreSentAlike() {
		byte[] bytes = HexFormat.of().parseHex("deadbeef");
		Map<String, Object> object = Map.of("foo", 42L, "bar", List.of("a", 1.2, Map.of("boo", "ha")));
		List<Object> array = List.of(Map.of("foo", 42L), "qux");
		return Stream.of(false, true)
			.flatMap((binary) -> Stream.of(arguments("foo", binary, "foo", null),
					arguments("{\"foo\":42}", binary, "{\"foo\":42}", null),
					arguments(object, binary, "{\"foo\":42,\"bar\":[\"a\",1.2,{\"boo\":\"ha\"}]}", "json"),
					arguments(array, binary, "[{\"foo\":42},\"qux\"]", "json"),
					binary ? arguments(bytes, true, bytes, null) : arguments(bytes, false, "3q2+7w==", "base64")));
	}

	@Test
	@Uts("rest/unit/RSL4/json-protocol-content-type-2")
	void jsonIsDeclared() {
		sent("test");
		assertThat(this.http.request(0).header("Content-Type")).isEqualTo("application/json");
		assertThat(this.http.request(0).header("Accept")).isEqualTo("application/json");
	}

	@Test
	@Uts("rest/unit/RSL4/msgpack-protocol-content-type-3")
	void msgpackIsDeclared() {
		sent("test", true);
		assertThat(this.http.request(0).header("Content-Type")).isEqualTo("application/x-msgpack");
		assertThat(this.http.request(0).header("Accept")).isEqualTo("application/x-msgpack");
	}

	@Test
	@Uts("rest/unit/RSL6a/decode-base64-to-binary-0")
	void base64IsDecodedToBytes() {
		Message message = received("AAECAwQ=", "base64");
		assertThat(message.data()).isEqualTo(new byte[] { 0, 1, 2, 3, 4 });
		assertThat(message.encoding()).isNull();
	}

	@Test
	@Uts("rest/unit/RSL6a/decode-json-to-object-1")
	void jsonIsDecodedToAnObject() {
		Message message = received("{\"key\":\"value\",\"number\":42}", "json");
		assertThat(message.data()).isEqualTo(Map.of("key", "value", "number", 42L));
		assertThat(message.encoding()).isNull();
	}

	@Test
	@Uts("rest/unit/RSL6a/decode-chained-encodings-2")
	void jsonMayBeInBase64() {
		Message message = received(base64("{\"key\":\"value\"}"), "json/base64");
		assertThat(message.data()).isEqualTo(Map.of("key", "value"));
		assertThat(message.encoding()).isNull();
	}

	@Test
	@Uts("rest/unit/RSL6b/unrecognized-encoding-preserved-0")
	void anUnknownEncodingIsLeft() {
		Message message = received(base64("encrypted-data-here"), "custom-encryption/base64");
		assertThat(message.encoding()).isEqualTo("custom-encryption");
		assertThat(message.data()).isEqualTo("encrypted-data-here".getBytes(StandardCharsets.UTF_8));
		assertThat(message.decodingError()).isNotNull();
	}

	@Test
	void whatCannotBeDecodedIsToldToTheLogOfTheClient() {
		List<String> log = new ArrayList<>();
		this.http.always(200,
				List.of(object("id", "msg1", "data", base64("x"), "encoding", "cipher+aes-256-cbc/base64")));
		RestChannel channel = client((options) -> options.logHandler((level, message, context) -> log.add(message)))
			.channels()
			.get("a");
		assertThat(await(channel.history()).items().get(0).encoding()).isEqualTo("cipher+aes-256-cbc");
		assertThat(log).anySatisfy((message) -> assertThat(message).contains("encrypted", "no cipher"));
	}

	@Test
	@Uts("rest/unit/RSL6/decode-utf8-base64-data-2")
	void utf8IsDecodedToText() {
		Message message = received("SGVsbG8gV29ybGQ=", "utf-8/base64");
		assertThat(message.data()).isEqualTo("Hello World");
		assertThat(message.encoding()).isNull();
	}

	@Test
	@Uts("rest/unit/RSL6/complex-chained-encoding-3")
	void manyEncodingsAreUndoneFromTheLast() {
		Message message = received(base64("{\"status\":\"active\",\"count\":5}"), "json/utf-8/base64");
		assertThat(message.data()).isEqualTo(Map.of("status", "active", "count", 5L));
		assertThat(message.encoding()).isNull();
	}

	@Test
	@Uts("rest/unit/RSL6/msgpack-binary-stays-binary-0")
	void bytesInMsgpackStayBytes() {
		byte[] hello = "Hello".getBytes(StandardCharsets.US_ASCII);
		Message message = receivedInMsgpack(hello);
		assertThat(message.data()).isEqualTo(hello);
		assertThat(message.encoding()).isNull();
	}

	@Test
	@Uts("rest/unit/RSL6/msgpack-string-stays-string-1")
	void textInMsgpackStaysText() {
		Message message = receivedInMsgpack("Hello World");
		assertThat(message.data()).isEqualTo("Hello World");
		assertThat(message.encoding()).isNull();
	}

	private Map<String, @Nullable Object> sent(@Nullable Object data) {
		return sent(data, false);
	}

	private Map<String, @Nullable Object> sent(@Nullable Object data, boolean binary) {
		this.http.always(201, object("serials", List.of("s1")));
		await(client((options) -> options.useBinaryProtocol(binary)).channels().get("a").publish("event", data));
		return sentMessage();
	}

	private Message received(String data, String encoding) {
		this.http.always(200, List.of(object("id", "msg1", "name", "event", "data", data, "encoding", encoding,
				"timestamp", 1234567890000L)));
		return await(channel("a").history()).items().get(0);
	}

	private Message receivedInMsgpack(Object data) {
		this.http.always(200, List.of(object("name", "event", "data", data)));
		RestChannel channel = client((options) -> options.useBinaryProtocol(true)).channels().get("a");
		Message message = await(channel.history()).items().get(0);
		assertThat(this.http.request(0).header("Accept")).isEqualTo("application/x-msgpack");
		return message;
	}

	private static void assertJson(Map<String, @Nullable Object> message, Object data) {
		assertThat(message.get("data")).isInstanceOf(String.class);
		assertThat(json(message.get("data"))).isEqualTo(data);
		assertThat(message).containsEntry("encoding", "json");
	}

}
