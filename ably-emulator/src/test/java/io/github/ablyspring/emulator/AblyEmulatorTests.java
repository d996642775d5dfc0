package io.github.ablyspring.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.protocol.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AblyEmulatorTests {

	@Test
	void listensOnLoopbackOnly() {
		try (AblyEmulator emulator = AblyEmulator.start()) {
			assertThat(emulator.host()).isEqualTo("127.0.0.1");
			assertThat(emulator.uri()).hasToString("http://127.0.0.1:" + emulator.port());
		}
	}

	@ParameterizedTest
	@EnumSource(WireFormat.class)
	void carriesAMessageFromOneClientToAnother(WireFormat format) {
		try (AblyEmulator emulator = AblyEmulator.start();
				Client subscriber = Client.connect(emulator, format);
				Client publisher = Client.connect(emulator, format)) {
			subscriber.attach("greetings");
			publisher.publish("greetings", "hello", "world");
			assertThat(subscriber.messages(1)).singleElement().satisfies((message) -> {
				assertThat(message.name()).isEqualTo("hello");
				assertThat(message.data()).isEqualTo("world");
			});
		}
	}

	@Test
	void manyRunSideBySideAndShareNothing() {
		List<AblyEmulator> emulators = new ArrayList<>();
		try {
			for (int i = 0; i < 8; i++) {
				emulators.add(AblyEmulator.start());
			}
			Rest.of(emulators.get(0)).post("/channels/c/messages", Map.of("data", "x"));
			assertThat(emulators).extracting(AblyEmulator::port).doesNotHaveDuplicates();
			assertThat(Rest.of(emulators.get(0)).get("/channels/c/messages").list()).hasSize(1);
			assertThat(Rest.of(emulators.get(1)).get("/channels/c/messages").list()).isEmpty();
		}
		finally {
			emulators.forEach(AblyEmulator::close);
		}
	}

	@Test
	void aPortThatIsTakenIsAnErrorThatSaysSo() {
		try (AblyEmulator emulator = AblyEmulator.start()) {
			assertThatIllegalStateException().isThrownBy(AblyEmulator.builder().port(emulator.port())::start)
				.withMessageContaining(String.valueOf(emulator.port()));
		}
	}

	@Test
	void anotherPortLeadsToTheSameChannelsButHasItsOwnRecord() {
		try (AblyEmulator emulator = AblyEmulator.start(); EmulatorPort other = emulator.openPort()) {
			Client direct = Client.connect(emulator);
			Client aside = Client.open(other.uri(), WireFormat.JSON, Map.of("key", emulator.key()));
			direct.attach("shared");
			aside.publish("shared", "from", "the other side");
			assertThat(direct.messages(1)).hasSize(1);
			assertThat(other.faults().traffic().connects()).hasSize(1);
			assertThat(emulator.faults().traffic().connects()).hasSize(1);
		}
	}

	@Test
	void startsAndStopsAgainAndAgainWithoutLeavingAnythingBehind() throws InterruptedException {
		List<Integer> ports = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			try (AblyEmulator emulator = AblyEmulator.start()) {
				ports.add(emulator.port());
				if (i % 50 == 0) {
					Client.connect(emulator).attach("some channel");
				}
			}
		}
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			if (thread.getName().startsWith("ably-emulator")) {
				// the last steps of a thread come after its loop has said that it has
				// ended
				thread.join(60_000);
				assertThat(thread.isAlive()).as(thread.getName()).isFalse();
			}
		}
		// a few may be somebody else's by now
		assertThat(ports).filteredOn(AblyEmulatorTests::isDeaf).hasSizeGreaterThan(490);
	}

	private static boolean isDeaf(int port) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			return socket.isClosed();
		}
		catch (IOException ex) {
			return true;
		}
	}

	@Test
	void closingTwiceIsNoHarm() {
		AblyEmulator emulator = AblyEmulator.start();
		emulator.close();
		emulator.close();
		assertThatThrownBy(() -> emulator.faults().disconnect()).isInstanceOf(IllegalStateException.class);
	}

}
