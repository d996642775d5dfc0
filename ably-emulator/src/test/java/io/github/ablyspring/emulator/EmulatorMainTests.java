package io.github.ablyspring.emulator;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.github.ablyspring.emulator.support.Rest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmulatorMainTests {

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final PrintStream out = new PrintStream(this.output, true, StandardCharsets.UTF_8);

	@Test
	void saysWhereItListensAndWhatItIsFor() {
		try (AblyEmulator emulator = EmulatorMain.start(new String[] { "--port=0", "--key=abcdef.one:secret" },
				this.out)) {
			assertThat(emulator).isNotNull();
			assertThat(text()).contains("for development and tests")
				.contains("Ably emulator listening on http://127.0.0.1:" + emulator.port() + " key=abcdef.one:secret");
			assertThat(Rest.of(emulator).get("/channels/any").status()).isEqualTo(200);
		}
	}

	@Test
	void hasAKeyWhenNoneIsGiven() {
		try (AblyEmulator emulator = EmulatorMain.start(new String[] { "--port=0" }, this.out)) {
			assertThat(emulator).isNotNull();
			assertThat(emulator.key()).isEqualTo(MainOptions.DEFAULT_KEY);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--port=x", "--port=70000", "--key=nonsense", "--namespace=a:b", "--what" })
	void explainsItselfWhenOptionsMakeNoSense(String option) {
		assertThat(EmulatorMain.start(new String[] { option }, this.out)).isNull();
		assertThat(text()).contains("--port=9010");
	}

	private String text() {
		return this.output.toString(StandardCharsets.UTF_8);
	}

}
