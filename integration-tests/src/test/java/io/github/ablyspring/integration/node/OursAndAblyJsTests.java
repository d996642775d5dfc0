package io.github.ablyspring.integration.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.integration.support.Await;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.integration.support.Patient;
import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.ablyspring.integration.support.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Our client and the official ones for JavaScript on the same channel, each way.
 */
@NeedsNode
@Timeout(300)
class OursAndAblyJsTests {

	private static final byte[] BYTES = { 0, 1, 2, (byte) 0xff };

	private static final Map<String, Object> TREE = Map.of("a", List.of(1L, "two"), "b", Map.of());

	private static final byte[] KEY = new byte[32];

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create();

	@TempDir
	Path directory;

	static Stream<Arguments> ways() {
		return Stream.of(Node.ABLY, Node.OLDER_ABLY)
			.flatMap((version) -> Stream.of(WireFormat.values())
				.flatMap((ours) -> Stream.of(WireFormat.values())
					.flatMap((theirs) -> Stream.of(false, true)
						.map((encrypted) -> arguments(version, ours, theirs, encrypted)))));
	}

	@ParameterizedTest(name = "{0}: ours in {1}, theirs in {2}, encrypted: {3}")
	@MethodSource("ways")
	void meet(String version, WireFormat ourFormat, WireFormat theirFormat, boolean encrypted) {
		Inbox<Message> received = new Inbox<>();
		Inbox<PresenceMessage> seen = new Inbox<>();
		RealtimeChannel channel = connect(ourFormat).channels()
			.get("meeting", encrypted ? ChannelOptions.withCipherKey(KEY) : ChannelOptions.DEFAULT);
		await(CompletableFuture.allOf(channel.subscribe(received).attached(),
				channel.presence().subscribe(seen).attached()));
		CompletableFuture<Void> theirs = start(new Scenario(version, theirFormat, "meet"), encrypted);

		PresenceMessage entered = nextOf(seen, theirs);
		assertThat(entered.clientId()).isEqualTo("js");
		assertThat(entered.data()).isEqualTo(Map.of("from", "js"));
		await(channel.presence().enter(Map.of("from", "java")));
		await(channel.publish("text", "héllo from java"));
		await(channel.publish("json", TREE));
		await(channel.publish(List.of(Message.of("bytes", BYTES), Message.of("nothing", null))));

		PresenceMessage done = seen.nextWhere((member) -> member.action() == PresenceAction.UPDATE);
		assertThat(done.data()).isEqualTo("all said");
		List<Message> messages = received.next(8).subList(4, 8);
		assertThat(messages).extracting(Message::name).containsExactly("text", "json", "bytes", "empty");
		assertThat(messages).extracting(Message::data).containsExactly("héllo from js", TREE, BYTES, "");
		assertThat(messages).allSatisfy((message) -> {
			assertThat(message.clientId()).isEqualTo("js");
			assertThat(message.encoding()).isNull();
		});
		assertThat(await(channel.history()).items()).extracting(Message::data)
			.startsWith("", BYTES, TREE, "héllo from js");
		assertThat(await(channel.presence().get())).extracting(PresenceMessage::clientId)
			.containsExactlyInAnyOrder("java", "js");
		await(channel.presence().leave("heard"));
		await(theirs);
	}

	// it takes a while until a script is there, and if it never is it says why
	private static PresenceMessage nextOf(Inbox<PresenceMessage> seen, CompletableFuture<Void> theirs) {
		CompletableFuture<PresenceMessage> first = CompletableFuture.supplyAsync(seen::next);
		Await.await(CompletableFuture.anyOf(first, theirs));
		return Await.await(first);
	}

	private CompletableFuture<Void> start(Scenario scenario, boolean encrypted) {
		Map<String, ?> more = encrypted ? Map.of("cipherKey", Base64.getEncoder().encodeToString(KEY)) : Map.of();
		return CompletableFuture.runAsync(() -> {
			try {
				scenario.run(this.emulator.emulator(), this.directory, more);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private AblyRealtime connect(WireFormat format) {
		return this.emulator.closedLater(AblyRealtime.create(Patient.options(this.emulator.emulator())
			.clientId("java")
			.useBinaryProtocol(format == WireFormat.MSGPACK)
			.build()));
	}

}
