package io.github.ablyspring.emulator;

import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;

import static org.assertj.core.api.Assertions.assertThat;

class EmulatorMainTests {

	@Test
	void tellsTheTime() {
		DisposableServer server = EmulatorMain.start(0);
		try {
			String answer = HttpClient.create()
				.get()
				.uri("http://localhost:" + server.port() + "/time")
				.responseContent()
				.aggregate()
				.asString()
				.block();
			assertThat(answer).matches("\\[\\d{13}]");
		}
		finally {
			server.disposeNow();
		}
	}

}
