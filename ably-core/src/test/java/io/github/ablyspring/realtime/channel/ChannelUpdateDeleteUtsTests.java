package io.github.ablyspring.realtime.channel;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageAction;
import io.github.ablyspring.message.MessageOperation;
import io.github.ablyspring.message.UpdateDeleteResult;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelUpdateDeleteUtsTests {

	private final ChannelFixture fixture = ChannelFixture.create();

	private final RealtimeChannel channel = this.fixture.attached();

	ChannelUpdateDeleteUtsTests() {
		this.fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "version-serial-1"));
	}

	@Test
	@Uts("realtime/unit/RTL32b/update-message-action-0")
	void anUpdateIsAMessageOfThatAction() {
		WireMessage sent = sentBy(RealtimeChannel::updateMessage,
				message("msg-serial-1").name("updated").data("new-data").build());
		assertThat(sent.action()).isEqualTo(MessageAction.MESSAGE_UPDATE.code()).isEqualTo(1);
		assertThat(sent.serial()).isEqualTo("msg-serial-1");
		assertThat(sent.name()).isEqualTo("updated");
		assertThat(sent.data()).isEqualTo("new-data");
	}

	@Test
	@Uts("realtime/unit/RTL32b/delete-message-action-1")
	void aDeleteIsAMessageOfThatAction() {
		WireMessage sent = sentBy(RealtimeChannel::deleteMessage, message("msg-serial-1").build());
		assertThat(sent.action()).isEqualTo(MessageAction.MESSAGE_DELETE.code()).isEqualTo(2);
		assertThat(sent.serial()).isEqualTo("msg-serial-1");
	}

	@Test
	@Uts("realtime/unit/RTL32b/append-message-action-2")
	void anAppendIsAMessageOfThatAction() {
		WireMessage sent = sentBy(
				(channel, message) -> channel.appendMessage(message, MessageOperation.because("appended content")),
				message("msg-serial-1").data("appended-data").build());
		assertThat(sent.action()).isEqualTo(MessageAction.MESSAGE_APPEND.code()).isEqualTo(5);
		assertThat(sent.serial()).isEqualTo("msg-serial-1");
		assertThat(sent.data()).isEqualTo("appended-data");
	}

	@Test
	@Uts("realtime/unit/RTL32b2/version-from-operation-0")
	void theVersionSaysWhoAndWhy() {
		WireMessage with = sentBy(
				(channel, message) -> channel.updateMessage(message,
						MessageOperation.because("edited content").withMetadata(Map.of("reason", "typo"))),
				message("msg-serial-1").data("v2").build());
		assertThat(with.version()).isNotNull();
		assertThat(with.version().description()).isEqualTo("edited content");
		assertThat(with.version().metadata()).containsEntry("reason", "typo");
		WireMessage without = sentBy(RealtimeChannel::updateMessage, message("msg-serial-2").data("v2").build());
		assertThat(without.version()).isNull();
	}

	@Test
	@Uts("realtime/unit/RTL32c/no-message-mutation-0")
	void theMessageOfTheApplicationStaysAsItIs() {
		Message original = message("msg-serial-1").name("original").data("original-data").build();
		sentBy(RealtimeChannel::updateMessage, original);
		assertThat(original.name()).isEqualTo("original");
		assertThat(original.data()).isEqualTo("original-data");
		assertThat(original.serial()).isEqualTo("msg-serial-1");
		assertThat(original.action()).isEqualTo(MessageAction.MESSAGE_CREATE);
	}

	@Test
	@Uts("realtime/unit/RTL32d/ack-returns-result-0")
	void givesTheSerialOfTheVersion() {
		this.fixture.answer(Action.MESSAGE, frame -> Frames.ack(frame, "01770000000000-000@abcdef:000"));
		UpdateDeleteResult result = this.fixture
			.await(this.channel.updateMessage(message("msg-serial-1").data("updated").build()));
		assertThat(result.versionSerial()).isEqualTo("01770000000000-000@abcdef:000");
	}

	@Test
	@Uts("realtime/unit/RTL32d/nack-returns-error-1")
	void failsWhenTheServerRefuses() {
		this.fixture.answer(Action.MESSAGE, frame -> Frames.nack(frame, 40160, 401, "Not permitted"));
		assertThat(this.fixture.failure(this.channel.updateMessage(message("msg-serial-1").data("updated").build()))
			.code()).isEqualTo(40160);
	}

	@Test
	@Uts("realtime/unit/RTL32e/params-in-protocol-message-0")
	void parametersGoWithTheFrame() {
		this.fixture.await(this.channel.updateMessage(message("msg-serial-1").data("v2").build(), null,
				PublishOptions.NONE.withParams(Map.of("key1", "value1", "key2", "value2"))));
		ProtocolMessage sent = this.fixture.sent(Action.MESSAGE).get(0);
		assertThat(sent.params()).containsEntry("key1", "value1").containsEntry("key2", "value2");
	}

	@Test
	@Uts("realtime/unit/RTL32a/serial-validation-required-0")
	void needsTheSerialOfAMessage() {
		Message empty = message("").data("v2").build();
		Message none = Message.of(null, "v2");
		assertThat(this.fixture.failure(this.channel.updateMessage(empty)).code()).isEqualTo(40003);
		assertThat(this.fixture.failure(this.channel.deleteMessage(none)).code()).isEqualTo(40003);
		assertThat(this.fixture.failure(this.channel.appendMessage(none)).code()).isEqualTo(40003);
		assertThat(this.fixture.sent(Action.MESSAGE)).isEmpty();
	}

	private WireMessage sentBy(BiFunction<RealtimeChannel, Message, CompletableFuture<UpdateDeleteResult>> operation,
			Message message) {
		int before = this.fixture.sent(Action.MESSAGE).size();
		this.fixture.await(operation.apply(this.channel, message));
		assertThat(this.fixture.sent(Action.MESSAGE)).hasSize(before + 1);
		ProtocolMessage frame = this.fixture.sent(Action.MESSAGE).get(before);
		assertThat(frame.channel()).isEqualTo(this.channel.name());
		assertThat(frame.messages()).hasSize(1);
		return frame.messages().get(0);
	}

	private static Message.Builder message(String serial) {
		return Message.builder().serial(serial);
	}

}
