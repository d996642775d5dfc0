package io.github.ablyspring.emulator.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.davidehrmann.vcdiff.VCDiffDecoderBuilder;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeltaTests {

	private static final String FIRST = "{\"foo\":\"bar\",\"count\":1,\"status\":\"active\"}";

	private static final String SECOND = "{\"foo\":\"bar\",\"count\":2,\"status\":\"active\"}";

	private static final String THIRD = "{\"foo\":\"bar\",\"count\":2,\"status\":\"inactive\"}";

	private final AblyEmulator emulator = AblyEmulator.start();

	private final Client publisher = Client.connect(this.emulator, WireFormat.MSGPACK);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private void publish(Object... data) {
		for (Object item : data) {
			this.publisher.publish("c", WireMessage.builder().data(item).encoding("json").build());
			this.publisher.next(Action.ACK);
		}
	}

	private static String apply(String source, byte[] delta) throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		VCDiffDecoderBuilder.builder().buildSimple().decode(source.getBytes(StandardCharsets.UTF_8), delta, target);
		return target.toString(StandardCharsets.UTF_8);
	}

	@Test
	void theFirstIsFullAndWhatFollowsIsADifference() throws IOException {
		try (Client client = Client.connect(this.emulator, WireFormat.MSGPACK)) {
			assertThat(client.attach("c", (frame) -> frame.params(Map.of("delta", "vcdiff"))).params())
				.containsEntry("delta", "vcdiff");
			publish(FIRST, SECOND, THIRD);
			ProtocolMessage first = client.next(Action.MESSAGE);
			assertThat(first.messages().get(0).data()).isEqualTo(FIRST);
			ProtocolMessage second = client.next(Action.MESSAGE);
			WireMessage delta = second.messages().get(0);
			assertThat(delta.encoding()).isEqualTo("json/utf-8/vcdiff");
			assertThat(delta.extras()).containsEntry("delta", Map.of("from", first.id() + ":0", "format", "vcdiff"));
			assertThat(apply(FIRST, (byte[]) delta.data())).isEqualTo(SECOND);
			WireMessage next = client.messages(1).get(0);
			assertThat(next.extras()).containsEntry("delta", Map.of("from", second.id() + ":0", "format", "vcdiff"));
			assertThat(apply(SECOND, (byte[]) next.data())).isEqualTo(THIRD);
		}
	}

	@Test
	void inJsonADifferenceIsBase64() throws IOException {
		try (Client client = Client.connect(this.emulator)) {
			client.attach("c", (frame) -> frame.params(Map.of("delta", "vcdiff")));
			publish(FIRST, SECOND);
			WireMessage delta = client.messages(2).get(1);
			assertThat(delta.encoding()).isEqualTo("json/utf-8/vcdiff/base64");
			assertThat(apply(FIRST, Base64.getDecoder().decode((String) delta.data()))).isEqualTo(SECOND);
		}
	}

	@Test
	void whatHasNothingInCommonGoesInFull() {
		try (Client client = Client.connect(this.emulator, WireFormat.MSGPACK)) {
			client.attach("c", (frame) -> frame.params(Map.of("delta", "vcdiff")));
			Random random = new Random(7);
			for (int i = 0; i < 3; i++) {
				byte[] noise = new byte[1000];
				random.nextBytes(noise);
				publish(noise);
				assertThat(client.messages(1).get(0).data()).isEqualTo(noise);
			}
		}
	}

	@Test
	void whoCannotApplyADifferenceStartsAgainInFull() {
		try (Client client = Client.connect(this.emulator, WireFormat.MSGPACK)) {
			client.attach("c", (frame) -> frame.params(Map.of("delta", "vcdiff")));
			publish(FIRST, SECOND, THIRD);
			String afterFirst = client.next(Action.MESSAGE).channelSerial();
			client.messages(2);
			client.attach("c", (frame) -> frame.params(Map.of("delta", "vcdiff")).channelSerial(afterFirst));
			List<WireMessage> again = client.messages(2);
			assertThat(again.get(0).data()).isEqualTo(SECOND);
			assertThat(again.get(1).encoding()).endsWith("vcdiff");
		}
	}

	@Test
	void subscribersWithDifferentPastsGetWhatFitsTheirs() throws IOException {
		try (Client early = Client.connect(this.emulator, WireFormat.MSGPACK);
				Client late = Client.connect(this.emulator, WireFormat.MSGPACK)) {
			early.attach("c", (frame) -> frame.params(Map.of("delta", "vcdiff")));
			publish(FIRST);
			late.attach("c", (frame) -> frame.params(Map.of("delta", "vcdiff")));
			publish(SECOND);
			assertThat(apply(FIRST, (byte[]) early.messages(2).get(1).data())).isEqualTo(SECOND);
			assertThat(late.messages(1).get(0).data()).isEqualTo(SECOND);
			publish(THIRD);
			assertThat(apply(SECOND, (byte[]) early.messages(1).get(0).data())).isEqualTo(THIRD);
			assertThat(apply(SECOND, (byte[]) late.messages(1).get(0).data())).isEqualTo(THIRD);
		}
	}

}
