package io.github.ablyspring.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.davidehrmann.vcdiff.VCDiffEncoderBuilder;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DeltaDecoder}. Deltas here are the base and the value, with a line
 * break between them, so that a wrong base does not go unseen.
 */
class DeltaDecoderTests {

	private final List<byte[]> bases = new ArrayList<>();

	private final DeltaDecoder decoder = new DeltaDecoder(decoder(null), this::apply);

	@Test
	void appliesDeltasInOrder() {
		List<Message> messages = this.decoder
			.decode(around(full("m:0", "first", null), delta("m:1", "m:0", "first", "second", "utf-8/vcdiff"),
					delta("m:2", "m:1", "second", "third", "vcdiff")));

		assertThat(messages.get(0).data()).isEqualTo("first");
		assertThat(messages.get(1).data()).isEqualTo("second");
		assertThat(messages.get(2).data()).isEqualTo(bytes("third"));
		assertThat(messages).extracting(Message::encoding).containsOnlyNulls();
	}

	@Test
	void baseIsUtf8OfTheTextBeforeItIsParsed() {
		this.decoder.decode(around(full("m:0", "{\"é\":1}", "json")));

		List<Message> messages = this.decoder
			.decode(around(delta("m:1", "m:0", "{\"é\":1}", "{\"é\":2}", "json/utf-8/vcdiff")));

		assertThat(messages.get(0).data()).isEqualTo(Map.of("é", 2L));
		assertThat(this.bases).containsExactly(bytes("{\"é\":1}"));
	}

	@Test
	void baseIsNotBase64() {
		this.decoder.decode(around(full("m:0", base64("Hello"), "base64")));

		List<Message> messages = this.decoder.decode(around(WireMessage.builder()
			.id("m:1")
			.data(base64("Hello\nWorld"))
			.encoding("vcdiff/base64")
			.extras(from("m:0"))
			.build()));

		assertThat(messages.get(0).data()).isEqualTo(bytes("World"));
	}

	@Test
	void deltasOfEncryptedPayloadsAreAppliedBeforeDecryption() {
		CipherParams cipher = CipherParams.of(new byte[32]);
		MessageEncoder encoder = new MessageEncoder(WireFormat.MSGPACK, cipher, PayloadMapper.defaultMapper());
		WireMessage first = encoder.encode(Message.builder().id("m:0").data("first").build());
		WireMessage second = encoder.encode(Message.builder().id("m:1").data("second").build());
		byte[] delta = concat((byte[]) data(first), (byte[]) data(second));
		DeltaDecoder encrypted = new DeltaDecoder(decoder(cipher),
				(bytes, base) -> Arrays.copyOfRange(bytes, base.length, bytes.length));

		List<Message> messages = encrypted.decode(around(first,
				second.toBuilder().data(delta).encoding(second.encoding() + "/vcdiff").extras(from("m:0")).build()));

		assertThat(messages.get(1).data()).isEqualTo("second");
	}

	@Test
	void idsFromTheProtocolMessageCount() {
		this.decoder.decode(around(full(null, "zero", null), full(null, "first", null)));

		List<Message> messages = this.decoder.decode(around(delta(null, "pm:1", "first", "second", "utf-8/vcdiff")));

		assertThat(messages.get(0).data()).isEqualTo("second");
	}

	@Test
	void deltaOfAnotherMessageFails() {
		this.decoder.decode(around(full("m:0", "first", null)));

		assertFails(delta("m:2", "m:1", "first", "third", "vcdiff"),
				"made from the message m:1, and the last one here is m:0");
		// what was known before is known no longer
		assertFails(delta("m:1", "m:0", "first", "second", "vcdiff"), "the last one here is null");
	}

	@Test
	void deltaWithoutOriginFails() {
		this.decoder.decode(around(full("m:0", "first", null)));

		assertFails(WireMessage.builder().id("m:1").data(bytes("first\nsecond")).encoding("vcdiff").build(), "null");
	}

	@Test
	void deltaWithoutBaseFails() {
		this.decoder.decode(around(full("m:0", null, null)));
		assertFails(delta("m:1", "m:0", "", "second", "vcdiff"), "has no payload");
	}

	@Test
	void brokenDeltaFails() {
		this.decoder.decode(around(full("m:0", "first", null)));
		assertFails(delta("m:1", "m:0", "other", "second", "vcdiff"), "another base");

		this.decoder.decode(around(full("m:0", "!", "base64")));
		assertFails(delta("m:1", "m:0", "first", "second", "vcdiff"), "Base64");

		this.decoder.decode(around(full("m:0", "first", null)));
		assertFails(WireMessage.builder().id("m:1").data("!").encoding("vcdiff/base64").extras(from("m:0")).build(),
				"Base64");
	}

	@Test
	void goesOnAfterAFullMessage() {
		this.decoder.decode(around(full("m:0", "first", null)));
		assertFails(delta("m:2", "m:1", "second", "third", "vcdiff"), "m:1");

		this.decoder.decode(around(full("m:1", "second", null)));
		List<Message> messages = this.decoder.decode(around(delta("m:2", "m:1", "second", "third", "utf-8/vcdiff")));

		assertThat(messages.get(0).data()).isEqualTo("third");
	}

	@Test
	void forgetsWhenReset() {
		this.decoder.decode(around(full("m:0", "first", null)));
		this.decoder.reset();

		assertFails(delta("m:1", "m:0", "first", "second", "vcdiff"), "the last one here is null");
	}

	@Test
	void saysSoWhereThereIsNothingToDecodeWith() {
		DeltaDecoder without = new DeltaDecoder(decoder(null), null);
		without.decode(around(full("m:0", "first", null)));

		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> without.decode(around(delta("m:1", "m:0", "first", "second", "vcdiff"))))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCodes.MISSING_PLUGIN));
	}

	@Test
	void wordsThatOnlyContainItsNameAreNoDelta() {
		List<Message> messages = this.decoder
			.decode(around(full("m:0", "text", "xvcdiff"), full("m:1", "text", "vcdiffx/utf-8")));

		assertThat(messages).extracting(Message::encoding).containsExactly("xvcdiff", "vcdiffx");
	}

	@Test
	void vcdiffCoreDecodesRealDeltas() throws Exception {
		byte[] base = bytes("The quick brown fox jumps over the lazy dog, and over the fence.");
		byte[] value = bytes("The quick brown cat jumps over the lazy dog, and over the fence!");
		ByteArrayOutputStream delta = new ByteArrayOutputStream();
		VCDiffEncoderBuilder.builder().withDictionary(base).buildSimple().encode(value, delta);
		VcdiffDecoder vcdiff = VcdiffDecoder.onClassPath();

		assertThat(vcdiff).isNotNull();
		assertThat(vcdiff.decode(delta.toByteArray(), base)).isEqualTo(value);
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> vcdiff.decode(bytes("nonsense"), base));
	}

	private void assertFails(WireMessage message, String why) {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> this.decoder.decode(around(message)))
			.withMessageContaining(why)
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCodes.DELTA_DECODING_FAILED));
	}

	private byte[] apply(byte[] delta, byte[] base) {
		this.bases.add(base);
		String text = new String(delta, StandardCharsets.UTF_8);
		int split = text.indexOf('\n');
		if (!text.substring(0, split).equals(new String(base, StandardCharsets.UTF_8))) {
			throw new IllegalArgumentException("another base");
		}
		return bytes(text.substring(split + 1));
	}

	private static MessageDecoder decoder(@Nullable CipherParams cipher) {
		return new MessageDecoder(cipher, PayloadMapper.defaultMapper(), DecodingListener.NONE);
	}

	private static ProtocolMessage around(WireMessage... messages) {
		return ProtocolMessage.builder(Action.MESSAGE).id("pm").messages(List.of(messages)).build();
	}

	private static WireMessage full(@Nullable String id, @Nullable Object data, @Nullable String encoding) {
		return WireMessage.builder().id(id).data(data).encoding(encoding).build();
	}

	private static WireMessage delta(@Nullable String id, String from, String base, String value, String encoding) {
		return full(id, bytes(base + "\n" + value), encoding).toBuilder().extras(from(from)).build();
	}

	private static Map<String, @Nullable Object> from(String id) {
		return Map.of("delta", Map.of("from", id, "format", "vcdiff"));
	}

	private static Object data(WireMessage message) {
		assertThat(message.data()).isNotNull();
		return message.data();
	}

	private static byte[] concat(byte[] first, byte[] second) {
		byte[] both = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return both;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(bytes(text));
	}

}
