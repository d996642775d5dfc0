package io.github.ablyspring.message;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Frames that other libraries of Ably have written in MessagePack (RSL6a3).
 */
class MsgpackInteroperabilityTests {

	@ParameterizedTest
	@MethodSource("frames")
	void readsWhatOtherLibrariesWrote(String frame, Object data) {
		Message message = message(Base64.getDecoder().decode(frame));

		assertThat(message.data()).isEqualTo(data);
		assertThat(message.encoding()).isNull();
	}

	@ParameterizedTest
	@MethodSource("frames")
	void readsItAgainWhenItHasWrittenIt(String frame, Object data) {
		Message message = message(Base64.getDecoder().decode(frame));
		MessageEncoder encoder = new MessageEncoder(WireFormat.MSGPACK, null, PayloadMapper.defaultMapper());
		ProtocolMessage around = ProtocolMessage.builder(Action.MESSAGE)
			.msgSerial(0L)
			.messages(encoder.encode(List.of(message)))
			.build();

		Message again = message(WireCodec.write(WireFormat.MSGPACK, ProtocolMessage.TYPE, around));

		assertThat(again.data()).isEqualTo(data);
		assertThat(again.encoding()).isNull();
	}

	static Stream<Arguments> frames() {
		return Stream.of(
				arguments("gqhtZXNzYWdlc5GCpGRhdGGtWyJhIiwiYiIsImMiXahlbmNvZGluZ6Rqc29uqW1zZ1NlcmlhbAA=",
						List.of("a", "b", "c")),
				arguments("gqhtZXNzYWdlc5GBpGRhdGGhYaltc2dTZXJpYWwA", "a"),
				arguments("gqhtZXNzYWdlc5GCpGRhdGGkWVE9PahlbmNvZGluZ6ZiYXNlNjSpbXNnU2VyaWFsAA==",
						"a".getBytes(StandardCharsets.UTF_8)),
				arguments(
						"gqhtZXNzYWdlc5GCpGRhdGHZJ3siYmFyIjpbImEiLDEuMix7ImJvbyI6ImhhIn1dLCJmb28iOjQyfahlbmNvZGlu"
								+ "Z6Rqc29uqW1zZ1NlcmlhbAA=",
						Map.of("foo", 42L, "bar", List.of("a", 1.2, Map.of("boo", "ha")))));
	}

	private static Message message(byte[] frame) {
		ProtocolMessage read = WireCodec.read(WireFormat.MSGPACK, ProtocolMessage.TYPE, frame);
		return new MessageDecoder(null, PayloadMapper.defaultMapper(), DecodingListener.NONE).messages(read).get(0);
	}

}
