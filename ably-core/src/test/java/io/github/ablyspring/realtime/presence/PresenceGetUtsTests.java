package io.github.ablyspring.realtime.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.message.ChannelOptions;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.WirePresence;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.rest.Direction;
import io.github.ablyspring.rest.HistoryParams;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.testing.MockHttp;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static io.github.ablyspring.realtime.presence.Members.present;
import static io.github.ablyspring.realtime.presence.PresenceFixture.clientIds;
import static io.github.ablyspring.realtime.presence.PresenceFixture.sync;
import static io.github.ablyspring.realtime.presence.PresenceFixture.wire;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Portable tests for getting the members of a channel, and the history of presence
 * (RTP11, RTP12).
 */
class PresenceGetUtsTests {

	@AutoClose
	private final PresenceFixture fixture = new PresenceFixture();

	@Test
	@Uts("realtime/unit/RTP11a/get-returns-members-single-sync-0")
	void getWaitsForTheSync() {
		RealtimeChannel channel = attachedWithSyncToCome();
		CompletableFuture<List<PresenceMessage>> members = channel.presence().get();
		this.fixture.realtime().run();
		assertThat(members).isNotDone();
		this.fixture
			.send(sync("seq1:", wire(present("alice", "c1:0:0", 100, "a")), wire(present("bob", "c2:0:0", 100, "b"))));
		assertThat(clientIds(this.fixture.await(members))).containsExactlyInAnyOrder("alice", "bob");
	}

	@Test
	@Uts("realtime/unit/RTP11a/get-waits-for-multi-sync-1")
	void getWaitsForTheLastFrameOfTheSync() {
		RealtimeChannel channel = attachedWithSyncToCome();
		CompletableFuture<List<PresenceMessage>> members = channel.presence().get();
		this.fixture.realtime().run();
		assertThat(members).isNotDone();
		this.fixture.send(sync("seq1:cursor1", wire(present("alice", "c1:0:0", 100))));
		assertThat(members).isNotDone();
		this.fixture.send(sync("seq1:", wire(present("bob", "c2:0:0", 100))));
		assertThat(clientIds(this.fixture.await(members))).containsExactlyInAnyOrder("alice", "bob");
	}

	@Test
	@Uts("realtime/unit/RTP11c1/get-no-wait-returns-immediately-0")
	void getMayNotWait() {
		this.fixture.attachWithMembers("seq1:cursor1", wire(present("alice", "c1:0:0", 100)));
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		this.fixture.realtime().run();
		List<PresenceMessage> members = this.fixture
			.await(channel.presence().get(PresenceQuery.all().withoutWaiting()));
		assertThat(clientIds(members)).containsExactly("alice");
	}

	@Test
	@Uts("realtime/unit/RTP11c2/get-filtered-by-clientid-0")
	void getMembersOfOneClient() {
		RealtimeChannel channel = attachedWith("seq1:", wire(present("alice", "c1:0:0", 100)),
				wire(present("bob", "c2:0:0", 100)), wire(present("alice", "c3:0:0", 100)));
		List<PresenceMessage> members = this.fixture
			.await(channel.presence().get(PresenceQuery.all().ofClient("alice")));
		assertThat(clientIds(members)).containsExactly("alice", "alice");
	}

	@Test
	@Uts("realtime/unit/RTP11c3/get-filtered-by-connectionid-0")
	void getMembersOfOneConnection() {
		RealtimeChannel channel = attachedWith("seq1:", wire(present("alice", "c1:0:0", 100)),
				wire(present("bob", "c2:0:0", 100)), wire(present("carol", "c1:0:1", 100)));
		List<PresenceMessage> members = this.fixture
			.await(channel.presence().get(PresenceQuery.all().ofConnection("c1")));
		assertThat(members).hasSize(2).allSatisfy((member) -> assertThat(member.connectionId()).isEqualTo("c1"));
	}

	@Test
	@Uts("realtime/unit/RTP11b/get-implicitly-attaches-0")
	void getAttaches() {
		RealtimeChannel channel = this.fixture.connectAnonymously();
		assertThat(channel.state()).isEqualTo(ChannelState.INITIALIZED);
		List<PresenceMessage> members = this.fixture
			.await(channel.presence().get(PresenceQuery.all().withoutWaiting()));
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
		assertThat(members).isNotNull();
	}

	@Test
	@Uts("realtime/unit/RTP11d/get-suspended-errors-default-0")
	void getFailsWhileSuspended() {
		RealtimeChannel channel = attachedWith("seq1:", wire(present("alice", "c1:0:0", 100)));
		this.fixture.suspend(channel);
		assertThat(this.fixture.awaitFailure(channel.presence().get()).code()).isEqualTo(91005);
	}

	@Test
	@Uts("realtime/unit/RTP11d/get-suspended-no-wait-returns-1")
	void getWithoutWaitingTellsWhoWasThereBefore() {
		RealtimeChannel channel = attachedWith("seq1:", wire(present("alice", "c1:0:0", 100)));
		this.fixture.suspend(channel);
		List<PresenceMessage> members = this.fixture
			.await(channel.presence().get(PresenceQuery.all().withoutWaiting()));
		assertThat(clientIds(members)).containsExactly("alice");
	}

	@Test
	void getFailsWhenTheChannelDoesBeforeTheSyncIsThere() {
		RealtimeChannel channel = attachedWithSyncToCome();
		CompletableFuture<List<PresenceMessage>> members = channel.presence().get();
		this.fixture.realtime().run();
		this.fixture.await(channel.detach());
		assertThat(this.fixture.awaitFailure(members).code()).isEqualTo(90001);
	}

	@Test
	void inStrictModeGetFailsWithoutTheModeForMembers() {
		this.fixture.attachWith(Flag.PUBLISH);
		RealtimeChannel channel = this.fixture.attach(this.fixture.connect((options) -> options.strictMode(true)));
		assertThat(this.fixture.awaitFailure(channel.presence().get()).code()).isEqualTo(91008);
	}

	@Test
	@Uts("realtime/unit/RTP12a/history-supports-rest-params-0")
	void historyHasTheParametersOfRest() {
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		MockHttp http = this.fixture.realtime().http();
		http.onRequest((request) -> request.respond(200, List.of()));
		this.fixture.await(channel.presence()
			.history(HistoryParams.builder()
				.start(Instant.ofEpochMilli(1000))
				.end(Instant.ofEpochMilli(2000))
				.direction(Direction.BACKWARDS)
				.limit(50)
				.build()));
		assertThat(http.requests()).hasSize(1);
		assertThat(http.requests().get(0).url().getPath())
			.isEqualTo("/channels/" + PresenceFixture.CHANNEL + "/presence/history");
		assertThat(http.requests().get(0).query()).containsEntry("start", "1000")
			.containsEntry("end", "2000")
			.containsEntry("direction", "backwards")
			.containsEntry("limit", "50");
	}

	@Test
	@Uts("realtime/unit/RTP12c/history-returns-paginated-result-0")
	void historyComesInPages() {
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		this.fixture.realtime()
			.http()
			.onRequest((request) -> request.respond(200,
					List.of(Map.of("action", 2, "clientId", "alice", "timestamp", 1000),
							Map.of("action", 4, "clientId", "alice", "timestamp", 2000),
							Map.of("action", 3, "clientId", "alice", "timestamp", 3000))));
		PaginatedResult<PresenceMessage> page = this.fixture.await(channel.presence().history());
		assertThat(page.items()).hasSize(3);
		assertThat(page.items().get(0).clientId()).isEqualTo("alice");
		assertThat(page.items().get(0).action()).isEqualTo(PresenceAction.ENTER);
		assertThat(page.items().get(2).action()).isEqualTo(PresenceAction.LEAVE);
	}

	private RealtimeChannel attachedWithSyncToCome() {
		this.fixture.attachWith(Flag.HAS_PRESENCE);
		return this.fixture.attach(this.fixture.connectAnonymously());
	}

	private RealtimeChannel attachedWith(String channelSerial, WirePresence... members) {
		this.fixture.attachWithMembers(channelSerial, members);
		return this.fixture.attach(this.fixture.connectAnonymously());
	}

	@Test
	void membersAreKnownAgainWhenASuspendedChannelGoesOnWhereItWas() {
		this.fixture.attachWithMembers("sync:", wire(present("alice", "conn-9:0:0", 1000, "a")));
		RealtimeChannel channel = this.fixture.attach(this.fixture.connectAnonymously());
		this.fixture.realtime().run();
		this.fixture.doNotAttach();
		channel.setOptions(ChannelOptions.builder().param("a", "1").build());
		this.fixture.realtime().awaitUntil(() -> channel.state() == ChannelState.SUSPENDED, Duration.ofMinutes(1));
		this.fixture.attachWith(Flag.RESUMED);
		this.fixture.realtime().awaitUntil(() -> channel.state() == ChannelState.ATTACHED, Duration.ofMinutes(1));
		assertThat(clientIds(this.fixture.await(channel.presence().get()))).containsExactly("alice");
	}

}
