package io.github.ablyspring.emulator;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.ablyspring.emulator.support.Rest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EmulatorMainTests {

	private final ByteArrayOutputStream output = new ByteArrayOutputStream();

	private final PrintStream out = new PrintStream(this.output, true, StandardCharsets.UTF_8);

	@Test
	void saysWhereItListensInOneLine() {
		try (AblyEmulator emulator = EmulatorMain.start(new String[] { "--port=0", "--key=abcdef.one:secret" },
				this.out)) {
			assertThat(text()).isEqualToIgnoringNewLines(
					"Ably emulator listening on http://127.0.0.1:" + emulator.port() + " key=abcdef.one:secret");
			assertThat(Rest.of(emulator).get("/channels/any").status()).isEqualTo(200);
		}
	}

	@Test
	void hasAKeyWhenNoneIsGiven() {
		try (AblyEmulator emulator = EmulatorMain.start(new String[] { "--port=0" }, this.out)) {
			assertThat(emulator.key()).isEqualTo(MainOptions.DEFAULT_KEY);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "--port=x", "--port=-1", "--port=70000", "--port=999999999999", "--key=nonsense",
			"--bind=1:2", "--namespace=a:b", "--what" })
	void refusesOptionsThatMakeNoSense(String option) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EmulatorMain.start(new String[] { "--port=0", option }, this.out));
		assertThat(text()).isEmpty();
	}

	@Test
	void hasNamespacesAndKeysThatAreGiven() {
		String[] options = { "--port=0", "--key=abcdef.one:secret", "--key=abcdef.two:secret",
				"--namespace=chat:persisted,mutable,push", "--namespace=plain" };
		try (AblyEmulator emulator = EmulatorMain.start(options, this.out)) {
			assertThat(emulator.keys()).containsExactly("abcdef.one:secret", "abcdef.two:secret");
			Rest rest = Rest.of(emulator);
			assertThat(rest.post("/channels/chat:one/messages", Map.of("data", "x")).status()).isEqualTo(201);
			String serial = String.valueOf(rest.get("/channels/chat:one/messages").column("serial").get(0));
			assertThat(rest
				.send("PATCH", "/channels/chat:one/messages/" + Rest.encode(serial), Map.of("action", 1, "data", "y"))
				.status()).isEqualTo(200);
		}
	}

	private String text() {
		return this.output.toString(StandardCharsets.UTF_8);
	}

}
