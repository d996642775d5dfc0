package io.github.ablyspring.integration.official;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import com.google.gson.JsonParser;
import io.ably.lib.realtime.Channel;
import io.ably.lib.types.AblyException;
import io.ably.lib.types.ChannelOptions;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.integration.support.Patient;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.ablyspring.integration.official.AblyJava.attached;
import static io.github.ablyspring.integration.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our client and the official one for Java on the same channels, each way, in the same
 * format and in different ones.
 */
@ParameterizedClass(name = "ours in {0}, theirs in {1}")
@CsvSource({ "JSON, JSON", "JSON, MSGPACK", "MSGPACK, JSON", "MSGPACK, MSGPACK" })
@Timeout(300)
class OursAndAblyJavaTests {

	private static final byte[] BYTES = { 0, 1, 2, (byte) 0xff };

	private static final byte[] KEY = new byte[32];

	private static final String JSON = "{\"a\":[1,\"two\"],\"b\":{}}";

	private static final Map<String, Object> TREE = Map.of("a", List.of(1L, "two"), "b", Map.of());

	@Parameter(0)
	WireFormat ourFormat;

	@Parameter(1)
	WireFormat theirFormat;

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create();

	private final Inbox<Message> received = new Inbox<>();

	private final Inbox<io.ably.lib.types.Message> theyReceived = new Inbox<>();

	private AblyRealtime ours;

	private io.ably.lib.realtime.AblyRealtime theirs;

	@BeforeEach
	void connect() throws Exception {
		this.theirs = new AblyJava(this.emulator, this.theirFormat).connected();
		this.ours = this.emulator.closedLater(AblyRealtime.create(Patient.options(this.emulator.emulator())
			.useBinaryProtocol(this.ourFormat == WireFormat.MSGPACK)
			.build()));
	}

	@Test
	void theyReceiveWhatWePublish() throws Exception {
		theirChannel(new ChannelOptions()).subscribe(this.theyReceived::accept);
		publishOurs(ourChannel(io.github.ablyspring.message.ChannelOptions.DEFAULT));
		assertThatTheyReceivedAll();
	}

	@Test
	void weReceiveWhatTheyPublish() throws Exception {
		RealtimeChannel channel = ourChannel(io.github.ablyspring.message.ChannelOptions.DEFAULT);
		channel.subscribe(this.received);
		publishTheirs(theirChannel(new ChannelOptions()));
		assertThatWeReceivedAll();
	}

	@Test
	void secretsAreSharedByThoseWithTheKey() throws Exception {
		Channel channel = theirChannel(ChannelOptions.withCipherKey(KEY));
		channel.subscribe(this.theyReceived::accept);
		RealtimeChannel ourChannel = ourChannel(io.github.ablyspring.message.ChannelOptions.withCipherKey(KEY));
		publishOurs(ourChannel);
		assertThatTheyReceivedAll();
		ourChannel.subscribe(this.received);
		publishTheirs(channel);
		assertThatWeReceivedAll();
	}

	@Test
	void oneReadsTheHistoryOfTheOther() throws Exception {
		Channel channel = theirChannel(ChannelOptions.withCipherKey(KEY));
		RealtimeChannel ourChannel = ourChannel(io.github.ablyspring.message.ChannelOptions.withCipherKey(KEY));
		publishOurs(ourChannel);
		assertThat(channel.history(null).items()).extracting((message) -> message.data)
			.containsExactly(null, BYTES, JsonParser.parseString(JSON), "héllo");
		publishTheirs(channel);
		assertThat(await(ourChannel.history()).items().subList(0, 4)).extracting(Message::data)
			.containsExactly(null, BYTES, TREE, "héllo");
	}

	@Test
	void deltasOfOursAndTheirsAreOneStream() throws Exception {
		ChannelOptions options = new ChannelOptions();
		options.params = Map.of("delta", "vcdiff");
		Channel channel = theirChannel(options);
		channel.subscribe(this.theyReceived::accept);
		RealtimeChannel ourChannel = ourChannel(
				io.github.ablyspring.message.ChannelOptions.builder().params(Map.of("delta", "vcdiff")).build());
		ourChannel.subscribe(this.received);
		for (int i = 0; i < 6; i++) {
			String price = "the price of a thing ".repeat(20) + i;
			if (i % 2 == 0) {
				await(ourChannel.publish("price", price));
			}
			else {
				AblyJava.await((done) -> channel.publish("price", price, done));
			}
			assertThat(this.received.next().data()).isEqualTo(price);
			assertThat(this.theyReceived.next().data).isEqualTo(price);
		}
	}

	@Test
	void theySeeWhoOfUsComesAndGoes() throws Exception {
		Inbox<io.ably.lib.types.PresenceMessage> seen = new Inbox<>();
		Channel channel = theirChannel(new ChannelOptions());
		channel.presence.subscribe(seen::accept);
		RealtimeChannel ourChannel = ourChannel(io.github.ablyspring.message.ChannelOptions.DEFAULT);
		await(ourChannel.presence().enterClient("alice", TREE));
		await(ourChannel.presence().updateClient("alice", BYTES));
		await(ourChannel.presence().enterClient("bob", "here"));
		await(ourChannel.presence().leaveClient("alice"));
		assertThat(seen.next(4)).extracting((message) -> message.action.name() + " " + message.clientId)
			.containsExactly("enter alice", "update alice", "enter bob", "leave alice");
		assertThat(seen.all()).extracting((message) -> message.data)
			.containsExactly(JsonParser.parseString(JSON), BYTES, "here", BYTES);
		assertThat(channel.presence.get(true)).extracting((member) -> member.clientId).containsExactly("bob");
		assertThat(Arrays.stream(channel.presence.history(null).items()).map((message) -> message.action.name()))
			.containsExactly("leave", "enter", "update", "enter");
	}

	@Test
	void weSeeWhoOfThemComesAndGoes() throws Exception {
		Inbox<PresenceMessage> seen = new Inbox<>();
		RealtimeChannel ourChannel = ourChannel(io.github.ablyspring.message.ChannelOptions.DEFAULT);
		ourChannel.presence().subscribe(seen);
		Channel channel = this.theirs.channels.get("shared");
		AblyJava.await((done) -> channel.presence.enterClient("alice", JsonParser.parseString(JSON), done));
		AblyJava.await((done) -> channel.presence.updateClient("alice", BYTES, done));
		AblyJava.await((done) -> channel.presence.enterClient("bob", "here", done));
		AblyJava.await((done) -> channel.presence.leaveClient("alice", "bye", done));
		assertThat(seen.next(4)).extracting(PresenceMessage::action)
			.containsExactly(PresenceAction.ENTER, PresenceAction.UPDATE, PresenceAction.ENTER, PresenceAction.LEAVE);
		assertThat(seen.all()).extracting(PresenceMessage::data).containsExactly(TREE, BYTES, "here", "bye");
		assertThat(await(ourChannel.presence().get())).extracting(PresenceMessage::clientId).containsExactly("bob");
		assertThat(await(ourChannel.presence().history()).items()).extracting(PresenceMessage::clientId)
			.containsExactly("alice", "bob", "alice", "alice");
	}

	private Channel theirChannel(ChannelOptions options) throws AblyException {
		return attached(this.theirs, "shared", options);
	}

	private RealtimeChannel ourChannel(io.github.ablyspring.message.ChannelOptions options) {
		RealtimeChannel channel = this.ours.channels().get("shared", options);
		await(channel.attach());
		return channel;
	}

	private static void publishOurs(RealtimeChannel channel) {
		await(channel.publish("text", "héllo"));
		await(channel.publish("json", TREE));
		await(channel.publish(List.of(Message.of("bytes", BYTES), Message.of("nothing", null))));
	}

	private static void publishTheirs(Channel channel) throws AblyException {
		AblyJava.await((done) -> channel.publish("text", "héllo", done));
		AblyJava.await((done) -> channel.publish("json", JsonParser.parseString(JSON), done));
		AblyJava.await((done) -> channel.publish(new io.ably.lib.types.Message[] {
				new io.ably.lib.types.Message("bytes", BYTES), new io.ably.lib.types.Message("nothing", null) }, done));
	}

	private void assertThatTheyReceivedAll() {
		List<io.ably.lib.types.Message> messages = this.theyReceived.next(4);
		assertThat(messages).extracting((message) -> message.name).containsExactly("text", "json", "bytes", "nothing");
		assertThat(messages).extracting((message) -> message.data)
			.containsExactly("héllo", JsonParser.parseString(JSON), BYTES, null);
		assertThat(messages).allSatisfy((message) -> {
			assertThat(message.encoding).isNull();
			assertThat(message.connectionId).isEqualTo(this.ours.connection().id());
		});
	}

	private void assertThatWeReceivedAll() {
		List<Message> messages = this.received.next(4);
		assertThat(messages).extracting(Message::name).containsExactly("text", "json", "bytes", "nothing");
		assertThat(messages).extracting(Message::data).containsExactly("héllo", TREE, BYTES, null);
		assertThat(messages).allSatisfy((message) -> {
			assertThat(message.encoding()).isNull();
			assertThat(message.connectionId()).isEqualTo(this.theirs.connection.id);
		});
	}

}
