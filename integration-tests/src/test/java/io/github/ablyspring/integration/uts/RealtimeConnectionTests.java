package io.github.ablyspring.integration.uts;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.ablyspring.integration.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The life of a connection.
 */
@Timeout(300)
class RealtimeConnectionTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	@Test
	@Uts("realtime/integration/RTN4b/successful-connection-0")
	void connects() {
		AblyRealtime client = this.sandbox.realtime((options) -> options.key(this.sandbox.key()));
		Inbox<ConnectionStateChange> changes = new Inbox<>();
		client.connection().on(changes);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.INITIALIZED);
		client.connect();
		assertThat(changes.next().current()).isEqualTo(ConnectionState.CONNECTING);
		assertThat(changes.next().current()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
		assertThat(client.connection().id()).matches("[a-zA-Z0-9_-]+");
		assertThat(client.connection().key()).matches("[a-zA-Z0-9_!-]+");
		assertThat(client.connection().errorReason()).isNull();
	}

	@Test
	@Uts("realtime/integration/RTN4c/graceful-close-0")
	void closes() {
		AblyRealtime client = this.sandbox.connected();
		Inbox<ConnectionStateChange> changes = new Inbox<>();
		client.connection().on(changes);
		await(client.connection().close());
		assertThat(changes.next().current()).isEqualTo(ConnectionState.CLOSING);
		assertThat(changes.next().current()).isEqualTo(ConnectionState.CLOSED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CLOSED);
		assertThat(client.connection().errorReason()).isNull();
		assertThat(client.connection().id()).isNull();
		assertThat(client.connection().key()).isNull();
	}

	@Test
	@Uts("realtime/integration/RTN11/connect-reconnect-cycle-0")
	void connectsAgain() {
		AblyRealtime client = this.sandbox.realtime((options) -> options.key(this.sandbox.key()));
		assertThat(client.connection().state()).isEqualTo(ConnectionState.INITIALIZED);
		client.connect();
		await(client.connection(), ConnectionState.CONNECTED);
		String first = client.connection().id();
		client.connection().close();
		await(client.connection(), ConnectionState.CLOSED);
		client.connect();
		await(client.connection(), ConnectionState.CONNECTED);
		assertThat(client.connection().id()).isNotNull().isNotEqualTo(first);
		assertThat(client.connection().errorReason()).isNull();
	}

	@Test
	@Uts("realtime/integration/RTN14a/invalid-key-failed-0")
	void unknownKeyFails() {
		ErrorInfo error = failureWith("invalid.key:secret");
		assertThat(error.code()).isIn(40005, 40101);
		assertThat(error.statusCode()).isIn(401, 404);
	}

	@Test
	@Uts("realtime/integration/RTN14g/revoked-key-failed-0")
	void keyOfNoAppFails() {
		assertThat(failureWith("nonexistent.keyname:keysecret").code() / 10).isNotEqualTo(4014);
	}

	private ErrorInfo failureWith(String key) {
		AblyRealtime client = this.sandbox.realtime((options) -> options.key(key));
		client.connect();
		await(client.connection(), ConnectionState.FAILED);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.FAILED);
		assertThat(client.connection().errorReason()).isNotNull();
		return client.connection().errorReason();
	}

}
