package io.github.ablyspring.protocol;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SymbolsTests {

	@Test
	void anyTwoStringsAreRememberedSideBySide() {
		for (int i = 0; i < 300; i++) {
			for (int j = 0; j < i; j++) {
				Symbols symbols = new Symbols();
				keep(symbols, "channel-" + i);
				keep(symbols, "channel-" + j);
				assertThat(find(symbols, "channel-" + i)).isEqualTo("channel-" + i);
				assertThat(find(symbols, "channel-" + j)).isEqualTo("channel-" + j);
			}
		}
	}

	@Test
	void whatWasNotKeptIsNotFound() {
		Symbols symbols = new Symbols();
		keep(symbols, "orders");
		assertThat(find(symbols, "order")).isNull();
		assertThat(find(symbols, "orders2")).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 8, 9, 15, 16, 17, 24, 40, 64 })
	void whatDiffersInOneByteIsSomethingElse(int length) {
		Symbols symbols = new Symbols();
		String text = "x".repeat(length);
		keep(symbols, text);
		assertThat(find(symbols, text)).isEqualTo(text);
		for (int i = 0; i < length; i++) {
			assertThat(find(symbols, text.substring(0, i) + "y" + text.substring(i + 1))).isNull();
		}
	}

	@Test
	void tenThousandNamesThatTakeTurnsAreNearlyAllRemembered() {
		assertThat(forgotten("tenant-a:user-", 10_000)).isLessThan(1_600);
	}

	@Test
	void aHundredNamesThatDifferInTheirMiddleAreRemembered() {
		assertThat(forgotten("organisation:rooms:", 100)).isLessThan(10);
	}

	private static int forgotten(String prefix, int count) {
		Symbols symbols = new Symbols();
		int forgotten = 0;
		for (int turn = 0; turn < 30; turn++) {
			forgotten = 0;
			for (int i = 0; i < count; i++) {
				String name = prefix + i + ":notifications";
				if (find(symbols, name) == null) {
					forgotten++;
					keep(symbols, name);
				}
			}
		}
		return forgotten;
	}

	private static void keep(Symbols symbols, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		symbols.keep(bytes, 0, bytes.length, text);
	}

	private static @Nullable String find(Symbols symbols, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return symbols.find(bytes, 0, bytes.length);
	}

}
