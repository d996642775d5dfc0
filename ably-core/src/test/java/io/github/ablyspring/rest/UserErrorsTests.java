package io.github.ablyspring.rest;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.auth.AuthToken;
import io.github.ablyspring.auth.TokenDetails;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorCodes;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.testing.PendingConnection;
import io.github.ablyspring.testing.RestFixture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Everybody makes these mistakes once: the message says what to do about them.
 */
class UserErrorsTests {

	private final RestFixture fixture = new RestFixture();

	private final MockHttp http = this.fixture.http;

	@Test
	void aMalformedKey() {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> ClientOptions.builder().key("appId.keyId"))
			.withMessageContainingAll("'key'", "appId.keyId:secret", "Copy the whole key", "dashboard")
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(ErrorCodes.INVALID_CREDENTIAL));
	}

	@Test
	void aMalformedKeyIsNotRepeated() {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> ClientOptions.builder().key("s3cret"))
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("s3cret"));
	}

	@Test
	void anUnknownHost() {
		this.http.onConnection(PendingConnection::failDns);
		AblyException error = this.fixture
			.awaitFailure(this.fixture.client(RestFixture.options().endpoint("ably.example.invalid")).time());
		assertThat(error).hasMessageContainingAll("'ably.example.invalid' is unknown", "Check the option 'endpoint'",
				"DNS");
		assertThat(error.code()).isEqualTo(ErrorCodes.CONNECTION_FAILED);
	}

	@Test
	void aWrongClock() {
		refuse(401, 40104, "Timestamp not current");
		AblyException error = this.fixture.awaitFailure(this.fixture.client().auth().requestToken());
		assertThat(error).hasMessageContainingAll("Timestamp not current", "the clock of the machine", "set it",
				"'queryTime'");
	}

	@Test
	void aCapabilityThatIsRefused() {
		refuse(401, 40160, "Channel denied access based on given capability");
		AblyException error = this.fixture
			.awaitFailure(this.fixture.client().channels().get("private:orders").publish("event", "data"));
		assertThat(error).hasMessageContainingAll("Channel denied access", "extend it in the Ably dashboard",
				"where your tokens are issued");
		assertThat(this.http.requests()).hasSize(1);
	}

	@Test
	void aMessageThatIsTooLargeIsNotSent() {
		AblyRest ably = this.fixture.client();
		AblyException error = this.fixture
			.awaitFailure(ably.channels().get("orders").publish("event", "x".repeat(65_536)));
		assertThat(error).hasMessageContainingAll("Not sent", "65541 bytes", "65536 (maxMessageSize)",
				"Shrink the data", "publishAll");
		assertThat(error.code()).isEqualTo(ErrorCodes.MESSAGE_TOO_LARGE);
		assertThat(this.http.connections()).isEmpty();
	}

	@Test
	void aBodyThatIsTooLargeIsNotSent() {
		AblyException error = this.fixture.awaitFailure(
				this.fixture.client().request("POST", "/messages", Map.of(), List.of("x".repeat(524_288)), Map.of()));
		assertThat(error).hasMessageContainingAll("more than the 524288", "'maxFrameSize'", "split it");
		assertThat(this.http.connections()).isEmpty();
	}

	@Test
	void aTokenOfAnotherClient() {
		AuthToken token = TokenDetails.builder("token").clientId("someone-else").build();
		AblyRest ably = this.fixture.client(ClientOptions.builder()
			.clientId("warehouse")
			.authCallback((params) -> CompletableFuture.completedFuture(token)));
		AblyException error = this.fixture.awaitFailure(ably.channels().get("orders").publish("event", "data"));
		assertThat(error).hasMessageContainingAll("clientId mismatch", "'warehouse'", "'someone-else'",
				"Let the token be issued for the same clientId", "'*'");
	}

	@Test
	void aMessageInTheNameOfAnotherClient() {
		refuse(400, 40012, "mismatched clientId");
		AblyException error = this.fixture.awaitFailure(
				this.fixture.client().channels().get("orders").publish(Message.of("event", "data", "someone-else")));
		assertThat(error).hasMessageContainingAll("mismatched clientId", "leave it to the client");
	}

	@Test
	void aCipherThatIsMissing() {
		this.http.always(200,
				List.of(Map.of("name", "event", "data", "AAAA", "encoding", "utf-8/cipher+aes-256-cbc/base64")));
		Message message = this.fixture.await(this.fixture.client().channels().get("orders").history()).items().get(0);
		assertThat(message.encoding()).isEqualTo("utf-8/cipher+aes-256-cbc");
		assertThat(message.data()).isEqualTo(new byte[3]);
		assertThat(message.decodingError().message()).contains("it is encrypted, and the channel has no cipher",
				"get the channel with ChannelOptions.withCipherKey");
	}

	private void refuse(int status, int code, String message) {
		this.http.always(status, Map.of("error", Map.of("code", code, "statusCode", status, "message", message)));
	}

}
