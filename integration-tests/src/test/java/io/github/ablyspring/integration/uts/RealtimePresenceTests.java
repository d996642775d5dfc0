package io.github.ablyspring.integration.uts;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.integration.support.Await;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.uts.Uts;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.ablyspring.integration.support.Await.await;
import static io.github.ablyspring.integration.uts.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Members of a channel, seen from another connection.
 */
@ParameterizedClass
@ValueSource(booleans = { false, true })
@Timeout(300)
class RealtimePresenceTests {

	@RegisterExtension
	final Sandbox sandbox = Sandbox.create();

	private final String channelName = unique("presence");

	@Parameter
	boolean binary;

	@Test
	@Uts("realtime/integration/RTP2/sync-delivers-members-0")
	void syncTellsWhoIsThere() {
		RealtimeChannel a = attached(connected("sync-member-a"));
		await(a.presence().enter("sync-data"));
		RealtimeChannel b = attached(this.sandbox.connected(this.binary));
		assertThat(await(b.presence().get()))
			.extracting(PresenceMessage::clientId, PresenceMessage::data, PresenceMessage::action)
			.containsExactly(tuple("sync-member-a", "sync-data", PresenceAction.PRESENT));
	}

	@Test
	@Uts("realtime/integration/RTP2/sync-multiple-members-1")
	void syncTellsAll() {
		RealtimeChannel a = attached(this.sandbox.connected(this.binary));
		for (int i = 0; i < 10; i++) {
			await(a.presence().enterClient("user-" + i, "data-" + i));
		}
		RealtimeChannel b = attached(this.sandbox.connected(this.binary));
		assertThat(await(b.presence().get())).extracting(PresenceMessage::clientId, PresenceMessage::data)
			.containsExactlyInAnyOrder(members(10));
	}

	@Test
	@Uts("realtime/integration/RTP4/bulk-enter-observed-0")
	void manyEnterAtOnce() {
		int count = 50;
		RealtimeChannel b = attached(this.sandbox.connected(this.binary));
		Inbox<PresenceMessage> entered = new Inbox<>();
		b.presence().subscribe(List.of(PresenceAction.ENTER, PresenceAction.PRESENT), entered);
		RealtimeChannel a = attached(this.sandbox.connected(this.binary));
		List<CompletableFuture<Void>> entries = IntStream.range(0, count)
			.mapToObj((i) -> a.presence().enterClient("user-" + i, "data-" + i))
			.toList();
		entries.forEach(Await::await);
		Set<String> clientIds = new HashSet<>();
		while (clientIds.size() < count) {
			clientIds.add(entered.next().clientId());
		}
		List<PresenceMessage> members = await(b.presence().get());
		assertThat(clientIds).hasSize(count);
		assertThat(members).extracting(PresenceMessage::clientId, PresenceMessage::data)
			.containsExactlyInAnyOrder(members(count));
	}

	@Test
	@Uts("realtime/integration/RTP8/enter-update-leave-lifecycle-0")
	void membersComeChangeAndGo() {
		String clientId = "lifecycle-client";
		AblyRealtime client = connected(clientId);
		RealtimeChannel b = attached(this.sandbox.connected(this.binary));
		Inbox<PresenceMessage> events = new Inbox<>();
		b.presence().subscribe(events);
		RealtimeChannel a = attached(client);
		await(a.presence().enter("hello"));
		assertEvent(events.next(), PresenceAction.ENTER, clientId, "hello");
		assertThat(await(b.presence().get())).extracting(PresenceMessage::clientId, PresenceMessage::data)
			.containsExactly(tuple(clientId, "hello"));
		await(a.presence().update("world"));
		assertEvent(events.next(), PresenceAction.UPDATE, clientId, "world");
		assertThat(await(b.presence().get())).extracting(PresenceMessage::data).containsExactly("world");
		await(a.presence().leave("goodbye"));
		assertEvent(events.next(), PresenceAction.LEAVE, clientId, "goodbye");
		assertThat(await(b.presence().get())).isEmpty();
	}

	private static void assertEvent(PresenceMessage event, PresenceAction action, String clientId, String data) {
		assertThat(event.action()).isEqualTo(action);
		assertThat(event.clientId()).isEqualTo(clientId);
		assertThat(event.data()).isEqualTo(data);
	}

	private static Tuple[] members(int count) {
		return IntStream.range(0, count).mapToObj((i) -> tuple("user-" + i, "data-" + i)).toArray(Tuple[]::new);
	}

	private AblyRealtime connected(String clientId) {
		return this.sandbox
			.connected((options) -> options.key(this.sandbox.key()).clientId(clientId).useBinaryProtocol(this.binary));
	}

	private RealtimeChannel attached(AblyRealtime client) {
		RealtimeChannel channel = client.channels().get(this.channelName);
		await(channel.attach());
		return channel;
	}

}
