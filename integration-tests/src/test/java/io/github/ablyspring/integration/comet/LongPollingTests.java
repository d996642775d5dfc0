package io.github.ablyspring.integration.comet;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.integration.node.NeedsNode;
import io.github.ablyspring.integration.node.Node;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The official client for JavaScript over the emulator's long polling: as it runs in Node
 * (<code>comet</code>), as it runs in browsers (<code>xhr_polling</code>), and over
 * WebSockets, for comparison.
 */
@NeedsNode
class LongPollingTests {

	@ParameterizedTest
	@CsvSource({ "2.28.0, comet", "2.28.0, xhr_polling", "2.28.0, web_socket", "2.12.0, comet", "2.12.0, xhr_polling" })
	void carriesAllThatWebSocketsCarry(String version, String transport, @TempDir Path directory) throws Exception {
		Path output = directory.resolve("output.txt");
		Path script = Path.of(LongPollingTests.class.getResource("polling.cjs").toURI());
		try (AblyEmulator emulator = AblyEmulator.start()) {
			int exit = Node.with("ably@" + version)
				.run(script, output, Integer.toString(emulator.port()), emulator.key(), transport);
			assertThat(exit).as(Files.readString(output)).isZero();
			assertThat(emulator.faults().traffic().requests("/recv").isEmpty())
				.isEqualTo(transport.equals("web_socket"));
		}
	}

}
