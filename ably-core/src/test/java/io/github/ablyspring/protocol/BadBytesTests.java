package io.github.ablyspring.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Each kind of bad bytes, by name. {@link MutationTests} finds the rest.
 */
class BadBytesTests {

	private static final String NESTED = "[".repeat(10_000);

	static Stream<Arguments> json() {
		return Stream.of(arguments("nothing", ""), arguments("white space only", " \n"), arguments("no object", "[]"),
				arguments("a text", "\"action\""), arguments("truncated after the brace", "{"),
				arguments("truncated in a name", "{\"act"), arguments("truncated after a name", "{\"action\""),
				arguments("truncated after a colon", "{\"action\":"),
				arguments("truncated after a value", "{\"action\":15"),
				arguments("truncated in a text", "{\"id\":\"abc"),
				arguments("truncated in an escape", "{\"id\":\"abc\\"),
				arguments("truncated in a \\u escape", "{\"id\":\"\\u00"),
				arguments("truncated in a literal", "{\"id\":nul"), arguments("a wrong literal", "{\"id\":nuls}"),
				arguments("truncated in a list", "{\"messages\":[{}"), arguments("a number for a text", "{\"id\":5}"),
				arguments("a text for a number", "{\"action\":\"15\"}"),
				arguments("an object for a list", "{\"messages\":{}}"),
				arguments("a list for an object", "{\"error\":[]}"),
				arguments("a text for a map", "{\"params\":\"x\"}"),
				arguments("a number among texts", "{\"params\":{\"a\":1}}"),
				arguments("null among messages", "{\"messages\":[null]}"),
				arguments("a list for extras", "{\"messages\":[{\"extras\":[]}]}"),
				arguments("a fraction for a whole number", "{\"action\":1.5}"),
				arguments("a number beyond 32 bits", "{\"action\":2147483648}"),
				arguments("a number beyond 64 bits", "{\"timestamp\":9223372036854775808}"),
				arguments("a very long number", "{\"timestamp\":" + "9".repeat(5000) + "}"),
				arguments("a number beyond double", "{\"messages\":[{\"data\":[1e999]}]}"),
				arguments("a leading zero", "{\"action\":015}"), arguments("a plus", "{\"action\":+15}"),
				arguments("a lone minus", "{\"action\":-}"), arguments("a point without digits", "{\"action\":1.}"),
				arguments("an exponent without digits", "{\"action\":1e}"),
				arguments("not a number", "{\"messages\":[{\"data\":NaN}]}"),
				arguments("a key twice", "{\"action\":15,\"action\":15}"),
				arguments("a key twice, once escaped", "{\"action\":15,\"\\u0061ction\":15}"),
				arguments("a key twice in a tree", "{\"messages\":[{\"extras\":{\"a\":1,\"b\":2,\"a\":null}}]}"),
				arguments("a key twice among parameters", "{\"params\":{\"a\":\"1\",\"a\":\"1\"}}"),
				arguments("garbage behind", "{\"action\":15}x"), arguments("two frames", "{\"action\":15}{}"),
				arguments("a comma too much", "{\"action\":15,}"),
				arguments("a comma too few", "{\"action\":15\"id\":\"\"}"),
				arguments("a comma first", "{,\"action\":15}"), arguments("a colon too few", "{\"action\"15}"),
				arguments("a list ended by a brace", "{\"messages\":[}"),
				arguments("a name without quotes", "{action:15}"),
				arguments("a control character in a text", "{\"id\":\"a\nb\"}"),
				arguments("a control character in a name", "{\"i\nd\":1}"),
				arguments("an unknown escape", "{\"id\":\"\\x\"}"), arguments("a wrong digit", "{\"id\":\"\\u00g0\"}"),
				arguments("wrong JSON in what is skipped", "{\"later\":[{\"a\":}]}"),
				arguments("deep nesting in a tree", "{\"messages\":[{\"data\":" + NESTED),
				arguments("deep nesting in what is skipped", "{\"later\":" + NESTED),
				arguments("deep nesting of objects that are skipped", "{\"later\":" + "{\"a\":".repeat(10_000)),
				arguments("deep nesting of errors", "{\"error\":" + "{\"cause\":".repeat(10_000)));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("json")
	void inJson(String what, String json) {
		assertRefused(WireFormat.JSON, utf8(json));
	}

	/** Each sits in a text, {@code id}, of a JSON frame. */
	@ParameterizedTest
	@ValueSource(strings = { "ff", "c3", "c328", "80", "e282", "eda080", "c080", "f4908080", "f09f98",
			"41ff4242424242424242" })
	void invalidUtf8(String hex) {
		byte[] text = hex(hex);
		ByteBuf json = Unpooled.copiedBuffer(utf8("{\"id\":\""), text, utf8("\"}"));
		ByteBuf msgpack = Unpooled.buffer().writeBytes(hex("81a26964"));
		msgpack.writeByte(0xa0 | text.length).writeBytes(text);
		ByteBuf name = Unpooled.buffer().writeByte(0x81).writeByte(0xa0 | text.length).writeBytes(text).writeByte(1);

		assertRefused(() -> json(json));
		assertRefused(() -> msgpack(msgpack));
		assertRefused(() -> msgpack(name));
	}

	@Test
	void theReplacementCharacterIsNoFault() {
		byte[] json = utf8("{\"id\":\"a\uFFFDb\"}");

		assertThat(json(json).id()).isEqualTo("a\uFFFDb");
	}

	static Stream<Arguments> msgpack() {
		return Stream.of(arguments("nothing", ""), arguments("no map", "90"), arguments("a number", "05"),
				arguments("an unused code", "c1"), arguments("nothing in the map", "81"),
				arguments("truncated in a name", "81a6616374"), arguments("truncated after a name", "81a6616374696f6e"),
				arguments("truncated in a number", "81a6616374696f6ecd00"),
				arguments("truncated in a text", "81a26964a56162"), arguments("a number for a name", "810105"),
				arguments("a number for a text", "81a2696405"), arguments("binary for a text", "81a26964c40161"),
				arguments("a text for a number", "81a6616374696f6ea13f"),
				arguments("a map for a list", "81a86d6573736167657380"),
				arguments("a list for an object", "81a56572726f7290"),
				arguments("nil among messages", "81a86d6573736167657391c0"),
				arguments("a fraction for a whole number", "81a6616374696f6ecb3ff8000000000000"),
				arguments("no number for a whole number", "81a6616374696f6ecb7ff8000000000000"),
				arguments("a number beyond 32 bits", "81a6616374696f6ece80000000"),
				arguments("a number beyond 64 bits", "81a974696d657374616d70cfffffffffffffffff"),
				arguments("a float beyond 64 bits", "81a974696d657374616d70cb43e0000000000000"),
				arguments("a key twice", "82a6616374696f6e0fa6616374696f6e0f"),
				arguments("a key twice in a tree", "81a86d6573736167657391" + "81a464617461" + "82a16101a161c0"),
				arguments("a key that is no text in a tree", "81a86d6573736167657391" + "81a464617461" + "810101"),
				arguments("garbage behind", "8000"), arguments("two frames", "8080"),
				arguments("4 GB of map", "dfffffffff"), arguments("2 G of entries", "df7fffffff"),
				arguments("4 GB of list", "81a86d65737361676573ddffffffff"),
				arguments("4 GB of text", "81a26964dbffffffff"),
				arguments("4 GB of binary", "81a86d657373616765739181a464617461c6ffffffff"),
				arguments("4 GB of extension", "81a568656c6c6fc9ffffffff01"),
				arguments("4 GB of map in a tree", "81a86d657373616765739181a464617461dfffffffff"),
				arguments("4 GB of list in a tree", "81a86d657373616765739181a464617461ddffffffff"),
				arguments("4 GB of map that is skipped", "81a568656c6c6fdfffffffff"),
				arguments("4 GB of list that is skipped", "81a568656c6c6fddffffffff"),
				arguments("64 K of list", "81a86d65737361676573dcffff"),
				arguments("truncated in what is skipped", "81a568656c6c6fd8"),
				arguments("an unused code in what is skipped", "81a568656c6c6fc1"),
				arguments("an unused code in a tree", "81a86d657373616765739181a464617461c1"),
				arguments("deep nesting in a tree", "81a86d657373616765739181a464617461" + "91".repeat(10_000) + "c0"),
				arguments("deep nesting of maps in a tree",
						"81a86d657373616765739181a464617461" + "81a161".repeat(10_000) + "c0"),
				arguments("deep nesting in what is skipped", "81a568656c6c6f" + "91".repeat(10_000) + "c0"),
				arguments("deep nesting of errors", "81a56572726f72" + "81a56361757365".repeat(10_000) + "c0"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("msgpack")
	void inMsgpack(String what, String hex) {
		assertRefused(WireFormat.MSGPACK, hex(hex));
	}

	@Test
	void halfASurrogatePairIsAllowedInJsonIfItIsEscaped() {
		byte[] json = utf8("{\"id\":\"é\\ud83dx\\ude00\\ud83d\\ude00\\ud83d\"}");

		assertThat(json(json).id()).isEqualTo("é\ud83dx\ude00\ud83d\ude00\ud83d");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ed", "eda080" })
	void halfASurrogatePairIsNotAllowedOtherwise(String hex) {
		ByteBuf json = Unpooled.copiedBuffer(utf8("{\"id\":\""), hex(hex), utf8("\\ud800\"}"));

		assertRefused(() -> json(json));
	}

	@Test
	void wholeNumbersMayBeWrittenAsFloats() {
		byte[] msgpack = hex("82a6616374696f6ecb402e000000000000a974696d657374616d70cb4278bcfe56800000");
		byte[] json = utf8("{\"action\":1.5e1,\"timestamp\":1700000000000.0}");

		assertThat(msgpack(msgpack).timestamp()).isEqualTo(1_700_000_000_000L);
		assertThat(json(json)).isEqualTo(ProtocolMessage.builder(Action.MESSAGE).timestamp(1_700_000_000_000L).build());
	}

	@Test
	void theMessageTellsThePlaceAndNotTheContent() {
		byte[] json = utf8("{\"auth\":{\"accessToken\":\"very secret\"},\"id\":5}");

		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> json(json))
			.withMessageContaining("JSON")
			.withMessageContaining("byte 43")
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 7, 8, 9, 15, 16, 17 })
	void bytesBehindTheFrameAreNotLookedAt(int behind) {
		byte[] json = utf8("{\"action\":15,\"id\":\"a\"}");
		ByteBuf whole = Unpooled.buffer().writeBytes(json).writeZero(behind);
		ByteBuf part = Unpooled.buffer().writeBytes(json).writeBytes(utf8("\"}}}\"\"\"\"\"\"\"\"\"\"\"\""));

		assertThat(json(whole.slice(0, json.length)).id()).isEqualTo("a");
		assertRefused(() -> json(part.slice(0, json.length - 2)));
		assertRefused(() -> json(part.slice(0, json.length - 1)));
	}

	@Test
	void aDecoderReadsOnAfterABadFrame() {
		WireDecoder decoder = new WireDecoder();
		ByteBuf bad = Unpooled.copiedBuffer("{\"messages\":[{\"data\":[[[", StandardCharsets.UTF_8);
		ByteBuf good = Unpooled.copiedBuffer("{\"messages\":[{\"data\":[1]}]}", StandardCharsets.UTF_8);

		assertRefused(() -> decoder.read(WireFormat.JSON, ProtocolMessage.TYPE, bad));

		assertThat(decoder.read(WireFormat.JSON, ProtocolMessage.TYPE, good).messages()).hasSize(1);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] hex(String digits) {
		return HexFormat.of().parseHex(digits);
	}

	private static ProtocolMessage json(byte[] frame) {
		return WireCodec.read(WireFormat.JSON, ProtocolMessage.TYPE, frame);
	}

	private static ProtocolMessage json(ByteBuf frame) {
		return WireCodec.read(WireFormat.JSON, ProtocolMessage.TYPE, frame);
	}

	private static ProtocolMessage msgpack(byte[] frame) {
		return WireCodec.read(WireFormat.MSGPACK, ProtocolMessage.TYPE, frame);
	}

	private static ProtocolMessage msgpack(ByteBuf frame) {
		return WireCodec.read(WireFormat.MSGPACK, ProtocolMessage.TYPE, frame);
	}

	private static void assertRefused(WireFormat format, byte[] bytes) {
		assertRefused(() -> WireCodec.read(format, ProtocolMessage.TYPE, bytes));
		// from direct memory, with an array that is used again
		WireDecoder decoder = new WireDecoder();
		ByteBuf direct = Unpooled.directBuffer().writeBytes(bytes);
		assertRefused(() -> decoder.read(format, ProtocolMessage.TYPE, direct));
		direct.release();
	}

	private static void assertRefused(ThrowingCallable read) {
		assertTimeoutPreemptively(Duration.ofSeconds(5),
				() -> assertThatExceptionOfType(AblyException.class).isThrownBy(read).satisfies((ex) -> {
					assertThat(ex.code()).isEqualTo(ErrorCodes.BAD_REQUEST);
					assertThat(ex.statusCode()).isEqualTo(400);
				}));
	}

}
