package io.github.ablyspring.boot.test.assertj;

import java.time.Duration;
import java.util.Map;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.ClientOptions;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageExtras;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.github.ablyspring.boot.test.assertj.AblyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AblyAssertionsTests {

	private static final Duration SOON = Duration.ofMillis(50);

	private final AblyEmulator emulator = AblyEmulator.start();

	private final AblyRealtime ably = AblyRealtime.create(ClientOptions.builder()
		.key(this.emulator.key())
		.endpoint(this.emulator.host())
		.port(this.emulator.port())
		.tls(false)
		.basicAuthOverPlainHttpOnLoopback(true)
		.clientId("me")
		.build());

	private final RealtimeChannel channel = this.ably.channels().get("orders");

	@AfterEach
	void close() {
		this.ably.close();
		this.emulator.close();
	}

	@Test
	void connectionsAreWaitedFor() {
		assertThat(this.ably).isConnected().reaches(ConnectionState.CONNECTED);
		assertFailure(() -> assertThat(this.ably).within(SOON).reaches(ConnectionState.FAILED)).contains("FAILED",
				"CONNECTED");
	}

	@Test
	void channelsAreWaitedFor() {
		assertFailure(() -> assertThat(this.channel).within(SOON).isAttached()).contains("orders", "INITIALIZED")
			.doesNotContain("null");
		this.channel.attach();
		assertThat(this.channel).isAttached();
		this.channel.detach();
		assertThat(this.channel).reaches(ChannelState.DETACHED);
	}

	@Test
	void membersAreWaitedFor() {
		assertThat(this.channel).hasNoMember("me");
		assertFailure(() -> assertThat(this.channel).within(SOON).hasMember("me")).contains("orders", "me");
		this.channel.presence().enter();
		assertThat(this.channel).hasMember("me");
		this.channel.presence().leave();
		assertThat(this.channel).hasNoMember("me");
	}

	@Test
	void messagesAreWaitedFor() {
		try (ChannelRecorder recorder = ChannelRecorder.of(this.channel)) {
			this.channel.publish("first", "1");
			this.channel.publish("second", Map.of("number", 2));
			this.channel.publish(Message.builder()
				.name("third")
				.data("3")
				.extras(MessageExtras.builder().header("trace", "abc").build())
				.build());
			assertThat(recorder).receivesInOrder("first", "second");
			assertThat(recorder).receives("third").hasName("third").hasData("3").hasHeader("trace", "abc");
			assertThat(recorder).hasReceivedNothingElse();
			assertThat(recorder.messages()).hasSize(3);
			assertFailure(() -> assertThat(recorder).within(SOON).receives("fourth")).contains("fourth", "orders");
		}
	}

	@Test
	void whatOneAssertionHasFoundAnotherDoesNot() {
		try (ChannelRecorder recorder = ChannelRecorder.of(this.channel)) {
			this.channel.publish("a", "1");
			this.channel.publish("b", "2");
			assertThat(recorder).receives("b").hasData("2");
			assertFailure(() -> assertThat(recorder).within(SOON).receives("a")).contains("named a");
			this.channel.publish("c", "3");
			assertThat(recorder).receives("with a 3", (message) -> "3".equals(message.data()));
		}
	}

	@Test
	void messagesAreComparedAsWhatIsExpected() {
		try (ChannelRecorder recorder = ChannelRecorder.of(this.channel)) {
			this.channel.publish("order", new Order(42));
			MessageAssert message = assertThat(recorder).receives("order");
			message.hasData(new Order(42)).hasData(Map.of("number", 42L)).hasClientId("me");
			assertFailure(() -> message.hasData(new Order(43))).contains("42", "43");
			assertFailure(() -> message.hasName("other")).contains("name", "other", "order");
			assertFailure(() -> message.hasHeader("none", "x")).contains("header none");
		}
	}

	private static org.assertj.core.api.AbstractStringAssert<?> assertFailure(Runnable assertion) {
		String message = assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion::run)
			.actual()
			.getMessage();
		return assertThat(message);
	}

	record Order(int number) {

	}

}
