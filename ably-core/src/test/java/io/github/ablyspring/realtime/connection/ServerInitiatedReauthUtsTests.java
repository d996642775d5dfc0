package io.github.ablyspring.realtime.connection;

import java.util.concurrent.atomic.AtomicInteger;

import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The server asks for a new token (RTN22).
 */
class ServerInitiatedReauthUtsTests {

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	private final AtomicInteger calls = new AtomicInteger();

	private int before;

	private void connect() {
		this.fixture.client((options) -> options
			.authCallback((params) -> this.fixture.token("token-" + this.calls.incrementAndGet())));
		this.server.onMessage(Action.AUTH,
				(frame) -> this.server.sendToClient(Frames.connected("connection-1", "connection-key-2").build()));
		this.fixture.connect();
		this.before = this.fixture.changes().size();
	}

	@Test
	@Uts("realtime/unit/RTN22/server-auth-triggers-reauth-0")
	void isAnsweredWithOne() {
		connect();

		this.server.sendToClient(Frames.of(Action.AUTH).build());
		this.fixture.run();

		assertThat(this.calls).hasValue(2);
		assertThat(this.server.sent(Action.AUTH)).singleElement().satisfies((frame) -> {
			assertThat(frame.auth()).isNotNull();
			assertThat(frame.auth().accessToken()).isEqualTo("token-2");
		});
		assertThat(this.fixture.changes().subList(this.before, this.fixture.changes().size())).singleElement()
			.satisfies((change) -> {
				assertThat(change.current()).isEqualTo(ConnectionState.CONNECTED);
				assertThat(change.event()).isEqualTo(ConnectionEvent.UPDATE);
			});
	}

	@Test
	@Uts("realtime/unit/RTN22/stays-connected-during-reauth-1")
	void leavesTheConnectionAlone() {
		connect();

		this.server.sendToClient(Frames.of(Action.AUTH).build());
		this.fixture.run();

		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.fixture.changes().subList(this.before, this.fixture.changes().size())).singleElement()
			.satisfies((change) -> {
				assertThat(change.event()).isEqualTo(ConnectionEvent.UPDATE);
				assertThat(change.current()).isEqualTo(ConnectionState.CONNECTED);
				assertThat(change.previous()).isEqualTo(ConnectionState.CONNECTED);
			});
	}

	@Test
	@Uts("realtime/unit/RTN22a/forced-disconnect-reauth-failure-0")
	void mayTurnIntoADisconnect() {
		connect();

		this.server.sendToClient(Frames.disconnected(40142, 401, "Token expired"));
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.run();

		assertThat(this.fixture.changes()).filteredOn((change) -> change.current() == ConnectionState.DISCONNECTED)
			.first()
			.satisfies((change) -> {
				assertThat(change.reason()).isNotNull();
				assertThat(change.reason().code()).isEqualTo(40142);
			});
		assertThat(this.fixture.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(this.server.active().query("accessToken")).isEqualTo("token-2");
	}

}
