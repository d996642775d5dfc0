package io.github.ablyspring.message;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the payload, the cipher and the format: what arrives is what was sent.
 */
class PayloadRoundTripProperties {

	@Property(seed = "42")
	void messageArrivesAsItWasSent(@ForAll("payloads") Object payload, @ForAll("ciphers") @Nullable CipherParams cipher,
			@ForAll WireFormat format) {
		MessageEncoder encoder = new MessageEncoder(format, cipher, PayloadMapper.defaultMapper());
		ProtocolMessage sent = ProtocolMessage.builder(Action.MESSAGE)
			.messages(List.of(encoder.encode(Message.of("event", payload))))
			.presence(List.of(encoder.encode(PresenceMessage.builder().data(payload).build())))
			.build();

		ProtocolMessage received = WireCodec.read(format, ProtocolMessage.TYPE,
				WireCodec.write(format, ProtocolMessage.TYPE, sent));

		MessageDecoder decoder = new MessageDecoder(cipher, PayloadMapper.defaultMapper(), DecodingListener.NONE);
		Message message = decoder.messages(received).get(0);
		assertThat(message.data()).isEqualTo(payload);
		assertThat(message.encoding()).isNull();
		assertThat(message.decodingError()).isNull();
		assertThat(decoder.presence(received).get(0).data()).isEqualTo(payload);
	}

	@Provide
	Arbitrary<Object> payloads() {
		return Arbitraries.oneOf(Arbitraries.strings(), Arbitraries.bytes().array(byte[].class), objects(), lists());
	}

	@Provide
	Arbitrary<CipherParams> ciphers() {
		return Arbitraries.of(16, 32)
			.flatMap((length) -> Arbitraries.bytes().array(byte[].class).ofSize(length))
			.map(CipherParams::of)
			.injectNull(0.3);
	}

	private static Arbitrary<Map<String, Object>> objects() {
		return Arbitraries.maps(Arbitraries.strings().ofMaxLength(10), values()).ofMaxSize(5);
	}

	private static Arbitrary<List<Object>> lists() {
		return values().list().ofMaxSize(5);
	}

	private static Arbitrary<Object> values() {
		Arbitrary<Object> scalars = Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(20), Arbitraries.longs(),
				Arbitraries.doubles().filter((number) -> number != Math.rint(number)), Arbitraries.of(true, false));
		return Arbitraries
			.<Object>recursive(() -> scalars,
					(inner) -> Arbitraries.oneOf(inner.list().ofMaxSize(3),
							Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), inner).ofMaxSize(3)),
					0, 2)
			.withoutEdgeCases();
	}

}
