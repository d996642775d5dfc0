package io.github.ablyspring.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProtocolMessageTests {

	private static final ProtocolMessage MESSAGE = ProtocolMessage.builder(Action.MESSAGE)
		.channel("orders")
		.msgSerial(0L)
		.params(Map.of("rewind", "1"))
		.messages(List.of(WireMessage.builder()
			.name("created")
			.data("{\"id\":42}")
			.encoding("json")
			.timestamp(1700000000000L)
			.build(), WireMessage.builder().data(Map.of("a", List.of(1L, 2.5, true))).build()))
		.build();

	@ParameterizedTest
	@EnumSource
	void comesBackAsItWent(WireFormat format) {
		byte[] bytes = WireCodec.write(format, ProtocolMessage.TYPE, MESSAGE);

		assertThat(WireCodec.read(format, ProtocolMessage.TYPE, bytes)).isEqualTo(MESSAGE);
	}

	@Test
	void leavesOutWhatIsAbsentButNotSerialZero() {
		byte[] bytes = WireCodec.write(WireFormat.JSON, ProtocolMessage.TYPE, MESSAGE);

		assertThat(new String(bytes, StandardCharsets.UTF_8))
			.isEqualTo("{\"action\":15,\"channel\":\"orders\",\"msgSerial\":0,"
					+ "\"messages\":[{\"name\":\"created\",\"data\":\"{\\\"id\\\":42}\",\"encoding\":\"json\","
					+ "\"timestamp\":1700000000000},{\"data\":{\"a\":[1,2.5,true]}}],\"params\":{\"rewind\":\"1\"}}");
	}

}
