package io.github.ablyspring.integration.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.ably.lib.http.HttpCore;
import io.ably.lib.types.ChannelOptions;
import io.ably.lib.types.MessageSerializer;
import io.ably.lib.types.PresenceSerializer;
import io.ably.lib.types.ProtocolSerializer;
import io.github.ablyspring.message.CipherParams;
import io.github.ablyspring.message.DecodingListener;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.MessageDecoder;
import io.github.ablyspring.message.MessageEncoder;
import io.github.ablyspring.message.PayloadMapper;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The official client for Java beside this library.
 */
class AblyJavaCodecTests {

	private static final String WAYS = "io.github.ablyspring.integration.codec.Payloads#ways";

	private static final Gson gson = new Gson();

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource(WAYS)
	void theyReadOurFrames(String payload, WireFormat format, @Nullable CipherParams cipher) throws Exception {
		Object data = Payloads.all().get(payload);
		MessageEncoder encoder = encoder(format, cipher);
		byte[] frame = WireCodec.write(format, ProtocolMessage.TYPE,
				ProtocolMessage.builder(Action.MESSAGE)
					.channel("channel")
					.messages(List.of(encoder.encode(Message.of("event", data))))
					.presence(List.of(encoder.encode(member(data))))
					.build());

		io.ably.lib.types.ProtocolMessage read = (format == WireFormat.JSON)
				? ProtocolSerializer.fromJSON(new String(frame, StandardCharsets.UTF_8))
				: ProtocolSerializer.readMsgpack(frame);

		read.messages[0].decode(theirs(cipher));
		read.presence[0].decode(theirs(cipher));
		assertThat(read.messages[0].name).isEqualTo("event");
		assertRead(read.messages[0], data);
		assertThat(read.presence[0].clientId).isEqualTo("alice");
		assertThat(read.presence[0].action).isEqualTo(io.ably.lib.types.PresenceMessage.Action.enter);
		assertRead(read.presence[0], data);
	}

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource(WAYS)
	void weReadTheirFrames(String payload, WireFormat format, @Nullable CipherParams cipher) throws Exception {
		Object data = Payloads.all().get(payload);
		io.ably.lib.types.ProtocolMessage frame = new io.ably.lib.types.ProtocolMessage(
				io.ably.lib.types.ProtocolMessage.Action.message, "channel");
		frame.messages = new io.ably.lib.types.Message[] { theirMessage(data, cipher) };
		frame.presence = new io.ably.lib.types.PresenceMessage[] { theirMember(data, cipher) };
		byte[] bytes = (format == WireFormat.JSON) ? ProtocolSerializer.writeJSON(frame)
				: ProtocolSerializer.writeMsgpack(frame);

		ProtocolMessage read = WireCodec.read(format, ProtocolMessage.TYPE, bytes);

		Message message = decoder(cipher).messages(read).get(0);
		assertThat(message.name()).isEqualTo("event");
		assertThat(message.data()).isEqualTo(data);
		assertThat(message.encoding()).isNull();
		PresenceMessage member = decoder(cipher).presence(read).get(0);
		assertThat(member.clientId()).isEqualTo("alice");
		assertThat(member.action()).isEqualTo(PresenceAction.ENTER);
		assertThat(member.data()).isEqualTo(data);
		assertThat(member.encoding()).isNull();
	}

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource(WAYS)
	void theyReadOurPages(String payload, WireFormat format, @Nullable CipherParams cipher) throws Exception {
		Object data = Payloads.all().get(payload);
		MessageEncoder encoder = encoder(format, cipher);
		byte[] history = WireCodec.writeList(format, WireMessage.TYPE,
				encoder.encode(List.of(Message.of("first", data), Message.of("second", data))));
		byte[] members = WireCodec.writeList(format, WirePresence.TYPE, List.of(encoder.encode(member(data))));

		io.ably.lib.types.Message[] messages = MessageSerializer.getMessageResponseHandler(theirs(cipher))
			.handleResponseBody(format.mediaType(), history);
		io.ably.lib.types.PresenceMessage[] presence = PresenceSerializer.getPresenceResponseHandler(theirs(cipher))
			.handleResponseBody(format.mediaType(), members);

		assertThat(messages).extracting((message) -> message.name).containsExactly("first", "second");
		assertRead(messages[0], data);
		assertRead(messages[1], data);
		assertThat(presence).hasSize(1);
		assertRead(presence[0], data);
	}

	@ParameterizedTest(name = "{0}, {1}, {2}")
	@MethodSource(WAYS)
	void weReadTheirPages(String payload, WireFormat format, @Nullable CipherParams cipher) throws Exception {
		Object data = Payloads.all().get(payload);
		io.ably.lib.types.Message[] messages = { theirMessage(data, cipher), theirMessage(data, cipher) };
		io.ably.lib.types.PresenceMessage[] presence = { theirMember(data, cipher) };
		HttpCore.RequestBody history = (format == WireFormat.JSON) ? MessageSerializer.asJsonRequest(messages)
				: MessageSerializer.asMsgpackRequest(messages);
		byte[] members = (format == WireFormat.JSON) ? PresenceSerializer.asJsonRequest(presence).getEncoded()
				: PresenceSerializer.writeMsgpackArray(presence);

		assertThat(WireCodec.readList(format, WireMessage.TYPE, history.getEncoded())).hasSize(2).allSatisfy((wire) -> {
			Message message = decoder(cipher).decode(wire);
			assertThat(message.data()).isEqualTo(data);
			assertThat(message.encoding()).isNull();
		});
		assertThat(WireCodec.readList(format, WirePresence.TYPE, members)).hasSize(1).allSatisfy((wire) -> {
			PresenceMessage member = decoder(cipher).decode(wire);
			assertThat(member.data()).isEqualTo(data);
			assertThat(member.encoding()).isNull();
		});
	}

	private static PresenceMessage member(Object data) {
		return PresenceMessage.builder().action(PresenceAction.ENTER).clientId("alice").data(data).build();
	}

	private static io.ably.lib.types.Message theirMessage(Object data, @Nullable CipherParams cipher)
			throws io.ably.lib.types.AblyException {
		io.ably.lib.types.Message message = new io.ably.lib.types.Message("event", theirs(data));
		message.encode(theirs(cipher));
		return message;
	}

	private static io.ably.lib.types.PresenceMessage theirMember(Object data, @Nullable CipherParams cipher)
			throws io.ably.lib.types.AblyException {
		io.ably.lib.types.PresenceMessage member = new io.ably.lib.types.PresenceMessage(
				io.ably.lib.types.PresenceMessage.Action.enter, "alice", theirs(data));
		member.encode(theirs(cipher));
		return member;
	}

	private static Object theirs(Object data) {
		return (data instanceof Map || data instanceof List) ? gson.toJsonTree(data) : data;
	}

	private static ChannelOptions theirs(@Nullable CipherParams cipher) throws io.ably.lib.types.AblyException {
		return (cipher != null) ? ChannelOptions.withCipherKey(cipher.key()) : new ChannelOptions();
	}

	private static void assertRead(io.ably.lib.types.BaseMessage message, Object data) {
		assertThat(message.encoding).isNull();
		if (message.data instanceof JsonElement json) {
			assertThat(json).isEqualTo(JsonParser.parseString(gson.toJson(data)));
		}
		else {
			assertThat(message.data).isEqualTo(data);
		}
	}

	private static MessageEncoder encoder(WireFormat format, @Nullable CipherParams cipher) {
		return new MessageEncoder(format, cipher, PayloadMapper.defaultMapper());
	}

	private static MessageDecoder decoder(@Nullable CipherParams cipher) {
		return new MessageDecoder(cipher, PayloadMapper.defaultMapper(), DecodingListener.NONE);
	}

}
