package io.github.ablyspring.integration.official;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ably.lib.realtime.AblyRealtime;
import io.ably.lib.realtime.Channel;
import io.ably.lib.realtime.ChannelState;
import io.ably.lib.realtime.ChannelStateListener.ChannelStateChange;
import io.ably.lib.realtime.ConnectionState;
import io.ably.lib.realtime.ConnectionStateListener.ConnectionStateChange;
import io.ably.lib.rest.AblyRest;
import io.ably.lib.types.AblyException;
import io.ably.lib.types.ChannelOptions;
import io.ably.lib.types.ClientOptions;
import io.ably.lib.types.PaginatedResult;
import io.ably.lib.types.PresenceMessage;
import io.ably.lib.types.PresenceMessage.Action;
import io.github.ablyspring.emulator.EmulatorPort;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.integration.support.Await;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.protocol.WireFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.github.ablyspring.integration.official.AblyJava.attached;
import static io.github.ablyspring.integration.official.AblyJava.await;
import static io.github.ablyspring.integration.official.AblyJava.params;
import static io.github.ablyspring.integration.official.AblyJava.start;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who is there.
 */
@ParameterizedClass
@EnumSource(WireFormat.class)
@Timeout(300)
class AblyJavaPresenceTests {

	private final ManualClock clock = new ManualClock();

	@Parameter
	WireFormat format;

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create((builder) -> builder.clock(this.clock));

	private final Inbox<PresenceMessage> seen = new Inbox<>();

	private AblyJava ably;

	@BeforeEach
	void chooseFormat() {
		this.ably = new AblyJava(this.emulator, this.format);
	}

	@Test
	void othersSeeWhoEntersUpdatesAndLeaves() throws Exception {
		watch("desks");
		AblyRealtime alice = this.ably.connectedAs("alice");
		Channel channel = alice.channels.get("desks");
		JsonObject json = JsonParser.parseString("{\"desk\":7}").getAsJsonObject();
		await((done) -> channel.presence.enter(json, done));
		await((done) -> channel.presence.update(new byte[] { 1, 2 }, done));
		await((done) -> channel.presence.leave("bye", done));
		List<PresenceMessage> messages = this.seen.next(3);
		assertThat(messages).extracting((message) -> message.action)
			.containsExactly(Action.enter, Action.update, Action.leave);
		assertThat(messages).extracting((message) -> message.data).containsExactly(json, new byte[] { 1, 2 }, "bye");
		assertThat(messages).allSatisfy((message) -> {
			assertThat(message.clientId).isEqualTo("alice");
			assertThat(message.connectionId).isEqualTo(alice.connection.id);
			assertThat(message.id).startsWith(alice.connection.id);
			assertThat(message.timestamp).isPositive();
		});
	}

	@Test
	void whoComesLateGetsAllWhoAreThere() throws Exception {
		enterMany("desks", 250);
		Channel late = this.ably.connected().channels.get("desks");
		assertThat(late.presence.get(true)).extracting((member) -> member.clientId)
			.containsExactlyInAnyOrderElementsOf(clientIds(250));
		assertThat(late.presence.syncComplete).isTrue();
		assertThat(late.presence.get("client-42", true)).singleElement().satisfies((member) -> {
			assertThat(member.action).isEqualTo(Action.present);
			assertThat(member.data).isEqualTo("data");
		});
	}

	@Test
	void membersAreReadOverRest() throws Exception {
		AblyRealtime client = enterMany("desks", 12);
		AblyRest rest = this.ably.rest();
		PaginatedResult<PresenceMessage> page = rest.channels.get("desks").presence.get(params("limit", "10"));
		assertThat(page.items()).hasSize(10);
		assertThat(page.next().items()).hasSize(2);
		assertThat(rest.channels.get("desks").presence.get(params("clientId", "client-3")).items()).singleElement()
			.satisfies((member) -> {
				assertThat(member.clientId).isEqualTo("client-3");
				assertThat(member.action).isEqualTo(Action.present);
			});
		assertThat(rest.channels.get("desks").presence.get(params("connectionId", client.connection.id)).items())
			.hasSize(12);
	}

	@Test
	void presenceHasAHistory() throws Exception {
		Channel channel = this.ably.connectedAs("alice").channels.get("persisted:desks");
		await((done) -> channel.presence.enter("1", done));
		await((done) -> channel.presence.update("2", done));
		await((done) -> channel.presence.leave("3", done));
		assertThat(dataOf(channel.presence.history(null))).containsExactly("3", "2", "1");
		PaginatedResult<PresenceMessage> oldest = this.ably.rest().channels.get("persisted:desks").presence
			.history(params("direction", "forwards", "limit", "2"));
		assertThat(oldest.items()).extracting((message) -> message.action).containsExactly(Action.enter, Action.update);
		assertThat(dataOf(oldest.next())).containsExactly("3");
	}

	@Test
	void whoClosesLeavesAtOnce() throws Exception {
		watch("desks");
		AblyRealtime alice = this.ably.connectedAs("alice");
		await((done) -> alice.channels.get("desks").presence.enter("here", done));
		assertThat(this.seen.next().action).isEqualTo(Action.enter);
		// what is not newer is not taken for news
		this.clock.advance(Duration.ofMillis(1));
		alice.close();
		PresenceMessage leave = this.seen.next();
		assertThat(leave.action).isEqualTo(Action.leave);
		assertThat(leave.data).isEqualTo("here");
	}

	@Test
	void whoVanishesLeavesWhenGraceEnds() throws Exception {
		watch("desks");
		EmulatorPort line = this.emulator.openPort();
		ClientOptions options = this.ably.options();
		options.clientId = "alice";
		options.port = line.port();
		AblyRealtime alice = this.ably.connected(options);
		await((done) -> alice.channels.get("desks").presence.enter("here", done));
		assertThat(this.seen.next().action).isEqualTo(Action.enter);
		line.faults().outage();
		this.clock.advance(Duration.ofSeconds(16));
		PresenceMessage leave = this.seen.next();
		assertThat(leave.action).isEqualTo(Action.leave);
		assertThat(leave.clientId).isEqualTo("alice");
		assertThat(leave.data).isEqualTo("here");
	}

	@Test
	void whoComesBackInTimeNeverLeft() throws Exception {
		watch("desks");
		EmulatorPort line = this.emulator.openPort();
		ClientOptions options = this.ably.options();
		options.clientId = "alice";
		options.port = line.port();
		Channel channel = this.ably.connected(options).channels.get("desks");
		await((done) -> channel.presence.enter("here", done));
		assertThat(this.seen.next().action).isEqualTo(Action.enter);
		Inbox<ChannelStateChange> attachments = new Inbox<>();
		channel.on(attachments::accept);
		line.faults().disconnect();
		attachments.nextWhere((change) -> change.current == ChannelState.attached);
		this.clock.advance(Duration.ofSeconds(16));
		assertThat(this.ably.rest().channels.get("desks").presence.get(null).items())
			.extracting((member) -> member.clientId)
			.containsExactly("alice");
		assertThat(this.seen.all()).extracting((message) -> message.action).doesNotContain(Action.leave);
	}

	@Test
	void whoIsForgottenEntersAgain() throws Exception {
		AblyRealtime alice = this.ably.connectedAs("alice");
		Inbox<PresenceMessage> own = new Inbox<>();
		alice.channels.get("desks").presence.subscribe(own::accept);
		await((done) -> alice.channels.get("desks").presence.enter("here", done));
		assertThat(own.next().data).isEqualTo("here");
		Inbox<ConnectionStateChange> changes = AblyJava.changesOf(alice);
		String before = alice.connection.id;
		this.emulator.faults().forgetConnections();
		changes.nextWhere((change) -> change.current == ConnectionState.connected);
		assertThat(alice.connection.id).isNotEqualTo(before);
		watch("desks");
		PresenceMessage member = this.seen.nextWhere((message) -> message.connectionId.equals(alice.connection.id));
		assertThat(member.action).isIn(Action.present, Action.enter);
		assertThat(member.data).isEqualTo("here");
	}

	private AblyRealtime watch(String name) throws AblyException {
		AblyRealtime watcher = this.ably.connected();
		ChannelOptions options = new ChannelOptions();
		// it would attach first, and listen later
		options.attachOnSubscribe = false;
		Channel channel = watcher.channels.get(name, options);
		channel.presence.subscribe(this.seen::accept);
		await(channel::attach);
		return watcher;
	}

	private AblyRealtime enterMany(String name, int count) throws AblyException {
		AblyRealtime client = this.ably.connected();
		Channel channel = attached(client, name);
		CompletableFuture<?>[] entered = new CompletableFuture<?>[count];
		for (int i = 0; i < count; i++) {
			String clientId = "client-" + i;
			entered[i] = start((done) -> channel.presence.enterClient(clientId, "data", done));
		}
		Await.await(CompletableFuture.allOf(entered));
		return client;
	}

	private static List<String> clientIds(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "client-" + i).toList();
	}

	private static List<Object> dataOf(PaginatedResult<PresenceMessage> page) {
		return Arrays.stream(page.items()).map((message) -> message.data).toList();
	}

}
