package io.github.ablyspring.integration.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.protocol.WireFormat;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The official clients for JavaScript over TLS, of whose certificate they are told.
 */
@NeedsNode
@Timeout(300)
class AblyJsTlsTests {

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create(AblyEmulator.Builder::tls);

	@TempDir
	Path directory;

	static List<String> clients() {
		return List.of(Node.ABLY, Node.OLDER_ABLY);
	}

	@ParameterizedTest
	@MethodSource("clients")
	void publishes(String version) throws Exception {
		new Scenario(version, WireFormat.MSGPACK, "publish").run(this.emulator.emulator(), this.directory, Map.of());
		assertThat(this.emulator.faults().traffic().connects()).hasSize(2);
	}

}
