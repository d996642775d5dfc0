package io.github.ablyspring.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for the way of payloads to the wire and back.
 */
class PayloadCodingTests {

	private static final byte[] BYTES = { 0, 1, 2, -1, -2 };

	private static final String BASE64 = "AAEC//4=";

	private static final CipherParams CIPHER = CipherParams.of(new byte[16]);

	private final List<ErrorInfo> events = new ArrayList<>();

	@ParameterizedTest
	@MethodSource("encodings")
	void encodes(WireFormat format, @Nullable Object data, @Nullable Object wireData, @Nullable String encoding) {
		WireMessage wire = encoder(format, null).encode(Message.of("event", data));

		assertThat(wire.data()).isEqualTo(wireData);
		assertThat(wire.encoding()).isEqualTo(encoding);
	}

	static Stream<Arguments> encodings() {
		return Stream.of(WireFormat.values())
			.flatMap((format) -> Stream.of(arguments(format, null, null, null), arguments(format, "", "", null),
					arguments(format, "text", "text", null), arguments(format, List.of(), "[]", "json"),
					arguments(format, Map.of(), "{}", "json"), arguments(format, new int[] { 1, 2 }, "[1,2]", "json"),
					arguments(format, new Point(1, "a"), "{\"x\":1,\"label\":\"a\"}", "json"),
					(format == WireFormat.JSON) ? arguments(format, BYTES, BASE64, "base64")
							: arguments(format, BYTES, BYTES, null),
					(format == WireFormat.JSON) ? arguments(format, new byte[0], "", "base64")
							: arguments(format, new byte[0], new byte[0], null)));
	}

	@ParameterizedTest
	@MethodSource("unsupported")
	void refusesWhatIsNoPayload(Object data) {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> encoder(WireFormat.JSON, null).encode(Message.of("event", data)))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCodes.INVALID_DATA))
			.withMessageContaining(data.getClass().getName());
	}

	static Stream<Object> unsupported() {
		return Stream.of(42, 4.2, true, 'c', WireFormat.JSON, Optional.empty(), Optional.of(1),
				new StringBuilder("text"), java.time.Instant.EPOCH);
	}

	@Test
	void refusesWhatTheMapperCannotWrite() {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> encoder(WireFormat.JSON, null).encode(Message.of("event", new Unwritable())))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCodes.INVALID_DATA))
			.havingRootCause()
			.withMessage("no");
	}

	@Test
	void encodesOnTopOfAnEncodingOfTheApplication() {
		Message message = Message.builder().data(BYTES).encoding("protobuf").build();

		assertThat(encoder(WireFormat.JSON, CIPHER).encode(message).encoding())
			.isEqualTo("protobuf/cipher+aes-128-cbc/base64");
		assertThat(encoder(WireFormat.MSGPACK, null).encode(message).encoding()).isEqualTo("protobuf");
	}

	@Test
	void copiesNothingWhereThereIsNothingToEncode() {
		Message message = Message.of("event", "text");

		assertThat(encoder(WireFormat.JSON, null).encode(message)).isSameAs(message.wire());
	}

	@ParameterizedTest
	@EnumSource(WireFormat.class)
	void encryptsEachKindOfPayload(WireFormat format) {
		String suffix = (format == WireFormat.JSON) ? "/base64" : "";
		MessageEncoder encoder = encoder(format, CIPHER);

		assertThat(encoder.encode(Message.of("e", "text")).encoding()).isEqualTo("utf-8/cipher+aes-128-cbc" + suffix);
		assertThat(encoder.encode(Message.of("e", BYTES)).encoding()).isEqualTo("cipher+aes-128-cbc" + suffix);
		assertThat(encoder.encode(Message.of("e", List.of())).encoding())
			.isEqualTo("json/utf-8/cipher+aes-128-cbc" + suffix);
		assertThat(encoder.encode(Message.of("e", null)).encoding()).isNull();
		assertThat(encoder.encode(PresenceMessage.builder().data("text").build()).encoding())
			.isEqualTo("utf-8/cipher+aes-128-cbc" + suffix);
	}

	@ParameterizedTest
	@MethodSource("decodings")
	void decodes(@Nullable String encoding, Object wireData, Object data) {
		Message message = received(wireData, encoding, null);

		assertThat(message.data()).isEqualTo(data);
		assertThat(message.encoding()).isNull();
		assertThat(message.decodingError()).isNull();
		assertThat(this.events).isEmpty();
	}

	static Stream<Arguments> decodings() {
		byte[] json = "{\"k\":[1,2.5,null,true]}".getBytes(StandardCharsets.UTF_8);
		List<@Nullable Object> list = new ArrayList<>(List.of(1L, 2.5));
		list.add(null);
		list.add(true);
		Map<String, Object> tree = Map.of("k", list);
		return Stream.of(arguments(null, "", ""), arguments("", "text", "text"), arguments(null, tree, tree),
				arguments("json", new String(json, StandardCharsets.UTF_8), tree), arguments("json", json, tree),
				arguments("json/utf-8", json, tree), arguments("json/base64", base64(json), tree),
				arguments("json/utf-8/base64", base64(json), tree), arguments("utf-8", BASE64, BASE64),
				arguments("base64", BASE64, BYTES), arguments("base64", BASE64.getBytes(StandardCharsets.UTF_8), BYTES),
				arguments("base64", "AAEC//4", BYTES), arguments("base64/base64", base64(BASE64), BYTES),
				arguments("utf-8/base64", base64("\uFFFD é 🎈"), "\uFFFD é 🎈"),
				arguments("base64/json", "\"" + BASE64 + "\"", BYTES), arguments("json", "[]", List.of()));
	}

	@ParameterizedTest
	@MethodSource("undecodable")
	void leavesWhatItCannotDecode(String encoding, Object wireData, String restEncoding, Object rest, String why) {
		Message message = received(wireData, encoding, null);

		assertThat(message.data()).isEqualTo(rest);
		assertThat(message.encoding()).isEqualTo(restEncoding);
		assertThat(message.decodingError()).isNotNull();
		assertThat(message.decodingError().message()).contains(why).contains(restEncoding);
		assertThat(this.events).containsExactly(message.decodingError());
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> message.data(Map.class))
			.satisfies((ex) -> assertThat(ex.errorInfo()).isEqualTo(message.decodingError()));
	}

	static Stream<Arguments> undecodable() {
		byte[] encrypted = new byte[32];
		return Stream.of(arguments("custom/base64", BASE64, "custom", BYTES, "not known"),
				arguments("json/custom", "x", "json/custom", "x", "not known"),
				arguments("utf-8/base64", "!", "utf-8/base64", "!", "not Base64"),
				arguments("base64", Map.of(), "base64", Map.of(), "not Base64"),
				arguments("utf-8/base64", base64(new byte[] { -1 }), "utf-8", new byte[] { -1 }, "not UTF-8"),
				arguments("utf-8", List.of(1L), "utf-8", List.of(1L), "neither text nor binary"),
				arguments("json", "{", "json", "{", "not JSON"), arguments("x/json", "{", "x/json", "{", "not JSON"),
				arguments("json/utf-8/cipher+aes-128-cbc/base64", base64(encrypted), "json/utf-8/cipher+aes-128-cbc",
						encrypted, "no cipher"),
				arguments("utf-8/vcdiff/base64", BASE64, "utf-8/vcdiff", BYTES, "delta"));
	}

	@ParameterizedTest
	@MethodSource("undecipherable")
	void leavesWhatItCannotDecrypt(String step, Object wireData, String why) {
		Message message = received(wireData, "utf-8/" + step, CIPHER);

		assertThat(message.data()).isEqualTo(wireData);
		assertThat(message.encoding()).isEqualTo("utf-8/" + step);
		assertThat(message.decodingError()).isNotNull();
		assertThat(message.decodingError().message()).contains(why);
	}

	static Stream<Arguments> undecipherable() {
		return Stream.of(arguments("cipher+aes-256-cbc", new byte[32], "the channel's cipher is 'cipher+aes-128-cbc'"),
				arguments("cipher+aes-128-gcm", new byte[32], "the channel's cipher is"),
				arguments("cipher+aes-128-cbc", "text", "not binary"),
				arguments("cipher+aes-128-cbc", new byte[0], "cannot be decrypted"),
				arguments("cipher+aes-128-cbc", new byte[16], "cannot be decrypted"),
				arguments("cipher+aes-128-cbc", new byte[33], "cannot be decrypted"),
				arguments("cipher+aes-128-cbc", new byte[32], "cannot be decrypted"));
	}

	@Test
	void anotherKeyDoesNotDecrypt() {
		WireMessage wire = encoder(WireFormat.JSON, CIPHER).encode(Message.of("e", List.of("something secret")));

		Message message = new MessageDecoder(CipherParams.of(Crypto.generateRandomKey(128)),
				PayloadMapper.defaultMapper(), this.events::add)
			.decode(wire);

		assertThat(message.decodingError()).isNotNull();
		assertThat(message.encoding()).startsWith("json/utf-8");
	}

	@Test
	void decodesNothingWhereThereIsNothing() {
		Message message = received(null, "cipher+aes-128-cbc", CIPHER);

		assertThat(message.data()).isNull();
		assertThat(message.encoding()).isNull();
		assertThat(message.decodingError()).isNull();
	}

	@Test
	void mapsPayloads() {
		Message json = received("{\"x\":1,\"label\":\"a\"}", "json", null);
		assertThat(json.data(Point.class)).isEqualTo(new Point(1, "a"));
		assertThat(json.data(new TypeRef<Map<String, Object>>() {
		})).isEqualTo(Map.of("x", 1, "label", "a"));
		assertThat((Object) json.data(Map.class)).isEqualTo(Map.of("x", 1L, "label", "a"));
		assertThat(json.data(Object.class)).isSameAs(json.data());
		assertThat(json.data(String.class)).isEqualTo("{\"x\":1,\"label\":\"a\"}");
		assertThat(json.data(TypeRef.<Point>of(Point.class))).isEqualTo(new Point(1, "a"));

		assertThat(received("[{\"x\":1}]", "json", null).data(new TypeRef<List<Point>>() {
		})).containsExactly(new Point(1, null));
		assertThat(received("{\"x\":1}", null, null).data(Point.class)).isEqualTo(new Point(1, null));
		assertThat(received(Map.of("x", 1L), null, null).data(Point.class)).isEqualTo(new Point(1, null));
		assertThat(received("text", null, null).data(String.class)).isEqualTo("text");
		assertThat(received(BYTES, null, null).data(byte[].class)).isSameAs(BYTES);
		assertThat(received(null, null, null).data(Point.class)).isNull();
		assertThat(received("null", "json", null).data(Object.class)).isNull();
		assertThat(Message.of("e", new Point(2, "b")).data(Point.class)).isEqualTo(new Point(2, "b"));
		assertThat(Message.of("e", new Point(2, "b")).data(new TypeRef<Map<String, Object>>() {
		})).isEqualTo(Map.of("x", 2, "label", "b"));
	}

	@Test
	void refusesToMapWhatDoesNotFit() {
		assertMismatch(received(BYTES, null, null), Point.class);
		assertMismatch(received(BYTES, null, null), String.class);
		assertMismatch(received("text", null, null), byte[].class);
		assertMismatch(received("text", null, null), Point.class);
		assertMismatch(received("[]", "json", null), Point.class);
		assertMismatch(received("[}", "json", null), Point.class);
	}

	private static void assertMismatch(Message message, Class<?> type) {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> message.data(type))
			.withMessageContaining(type.getTypeName())
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCodes.INVALID_DATA));
	}

	@Test
	void decodesOnlyOnce() {
		Message message = received("{\"a\":1}", "json", null);

		assertThat(message.data()).isSameAs(message.data());
	}

	@Test
	void usesTheMapperGiven() {
		PayloadMapper mapper = new PayloadMapper() {

			@Override
			public String write(Object value) {
				return "[\"mine\"]";
			}

			@Override
			public Object read(String json, java.lang.reflect.Type type) {
				return new Point(json.length(), null);
			}

		};

		assertThat(new MessageEncoder(WireFormat.JSON, null, mapper).encode(Message.of("e", new Point(1, "a"))).data())
			.isEqualTo("[\"mine\"]");
		assertThat(new MessageDecoder(null, mapper, DecodingListener.NONE)
			.decode(WireMessage.builder().data("{}").encoding("json").build())
			.data(Point.class)).isEqualTo(new Point(2, null));
	}

	private Message received(@Nullable Object data, @Nullable String encoding, @Nullable CipherParams cipher) {
		return new MessageDecoder(cipher, PayloadMapper.defaultMapper(), this.events::add)
			.decode(WireMessage.builder().data(data).encoding(encoding).build());
	}

	private static MessageEncoder encoder(WireFormat format, @Nullable CipherParams cipher) {
		return new MessageEncoder(format, cipher, PayloadMapper.defaultMapper());
	}

	private static String base64(String text) {
		return base64(text.getBytes(StandardCharsets.UTF_8));
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	record Point(int x, @Nullable String label) {

	}

	static class Unwritable {

		public String getName() {
			throw new IllegalStateException("no");
		}

	}

}
