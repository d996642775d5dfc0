package io.github.ablyspring.emulator.presence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.limits.EmulatorLimits;
import io.github.ablyspring.emulator.support.Await;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.emulator.support.Tokens;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.Flag;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WirePresence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PresenceTests {

	private static final int ENTER = 2;

	private static final int LEAVE = 3;

	private static final int UPDATE = 4;

	private final ManualClock clock = new ManualClock();

	private final AblyEmulator emulator = AblyEmulator.builder()
		.clock(this.clock)
		.limits(EmulatorLimits.builder().maxPresenceMembers(300).build())
		.start();

	private final Client observer = Client.connect(this.emulator);

	private final Client member = Client.connect(this.emulator, "clientId", "alice");

	@BeforeEach
	void attach() {
		this.observer.attach("c");
		this.member.attach("c");
	}

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private static WirePresence event(int action, Object data) {
		return WirePresence.builder().action(action).data(data).build();
	}

	private WirePresence next(Client client) {
		List<WirePresence> events = client.next(Action.PRESENCE).presence();
		assertThat(events).hasSize(1);
		return events.get(0);
	}

	@Test
	void membersComeChangeAndGo() {
		this.member.presence("c", event(ENTER, "hello"));
		assertThat(next(this.observer)).satisfies((event) -> {
			assertThat(event.action()).isEqualTo(ENTER);
			assertThat(event.clientId()).isEqualTo("alice");
			assertThat(event.connectionId()).isEqualTo(this.member.id());
			assertThat(event.id()).isEqualTo(this.member.id() + ":0:0");
		});
		this.member.presence("c", event(UPDATE, "world"));
		assertThat(next(this.observer)).extracting(WirePresence::action, WirePresence::data)
			.containsExactly(UPDATE, "world");
		this.member.presence("c", event(LEAVE, "bye"));
		assertThat(next(this.observer)).extracting(WirePresence::action, WirePresence::data)
			.containsExactly(LEAVE, "bye");
		assertThat(Rest.of(this.emulator).get("/channels/c/presence").list()).isEmpty();
		assertThat(Rest.of(this.emulator).get("/channels/c/presence/history").column("data")).containsExactly("bye",
				"world", "hello");
	}

	@Test
	void enteringTwiceIsAnUpdateAndUpdatingFirstIsAnEntry() {
		this.member.presence("c", event(UPDATE, "a"));
		assertThat(next(this.observer).action()).isEqualTo(ENTER);
		this.member.presence("c", event(ENTER, "b"));
		assertThat(next(this.observer).action()).isEqualTo(UPDATE);
	}

	@Test
	void whoeverAttachesIsToldWhoIsThere() {
		this.member.presence("c", event(ENTER, "hello"));
		next(this.observer);
		try (Client late = Client.connect(this.emulator)) {
			ProtocolMessage attached = late.attach("c");
			assertThat(attached.hasFlag(Flag.HAS_PRESENCE)).isTrue();
			ProtocolMessage sync = late.next(Action.SYNC);
			assertThat(sync.channelSerial()).endsWith(":");
			assertThat(sync.presence()).singleElement()
				.extracting(WirePresence::action, WirePresence::clientId, WirePresence::data)
				.containsExactly(1, "alice", "hello");
		}
	}

	@Test
	void aLargeSetIsToldInPages() {
		WirePresence[] crowd = new WirePresence[250];
		for (int i = 0; i < crowd.length; i++) {
			crowd[i] = WirePresence.builder().action(ENTER).clientId("user-" + i).build();
		}
		this.observer.presence("c", crowd);
		this.observer.next(Action.ACK);
		try (Client late = Client.connect(this.emulator)) {
			late.attach("c");
			List<WirePresence> members = new ArrayList<>();
			String sequence = null;
			while (true) {
				ProtocolMessage page = late.next(Action.SYNC);
				members.addAll(page.presence());
				String[] parts = page.channelSerial().split(":", 2);
				assertThat(sequence).isIn(null, parts[0]);
				sequence = parts[0];
				if (parts[1].isEmpty()) {
					break;
				}
			}
			assertThat(members).hasSize(250).extracting(WirePresence::clientId).doesNotHaveDuplicates();
		}
	}

	@Test
	void closingLeavesAtOnceWithTheDataThatWasEntered() {
		this.member.presence("c", event(ENTER, "hello"));
		next(this.observer);
		this.member.send(ProtocolMessage.builder(Action.CLOSE).build());
		WirePresence leave = next(this.observer);
		assertThat(leave.action()).isEqualTo(LEAVE);
		assertThat(leave.data()).isEqualTo("hello");
		assertThat(leave.connectionId()).isEqualTo(this.member.id());
		assertThat(leave.id()).doesNotStartWith(this.member.id());
	}

	@Test
	void detachingLeavesAtOnce() {
		this.member.presence("c", event(ENTER, "hello"));
		next(this.observer);
		this.member.send(ProtocolMessage.builder(Action.DETACH).channel("c").build());
		assertThat(next(this.observer).action()).isEqualTo(LEAVE);
	}

	@Test
	void aLostMemberLeavesAfterAWhile() {
		this.member.presence("c", event(ENTER, "hello"));
		next(this.observer);
		Await.lost(this.emulator, this.member);
		this.clock.advance(Duration.ofSeconds(14));
		assertThat(this.observer.soFar(Action.PRESENCE)).isEmpty();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(next(this.observer).action()).isEqualTo(LEAVE);
	}

	@Test
	void aLostMemberThatComesBackInTimeNeverLeft() {
		this.member.presence("c", event(ENTER, "hello"));
		WirePresence entered = next(this.observer);
		Await.lost(this.emulator, this.member);
		this.clock.advance(Duration.ofSeconds(10));
		try (Client back = Client.connect(this.emulator, "clientId", "alice", "resume", this.member.key())) {
			back.attach("c");
			back.presence("c", entered);
			back.next(Action.ACK);
			this.clock.advance(Duration.ofSeconds(60));
			assertThat(this.observer.soFar(Action.PRESENCE)).isEmpty();
		}
	}

	@Test
	void aMemberThatIsLostAgainStaysAsLongAgain() {
		this.member.presence("c", event(ENTER, "hello"));
		WirePresence entered = next(this.observer);
		Await.lost(this.emulator, this.member);
		try (Client back = Client.connect(this.emulator, "clientId", "alice", "resume", this.member.key())) {
			back.attach("c");
			back.presence("c", entered);
			back.next(Action.ACK);
			this.clock.advance(Duration.ofSeconds(10));
			Await.lost(this.emulator, back);
		}
		this.clock.advance(Duration.ofSeconds(14));
		assertThat(this.observer.soFar(Action.PRESENCE)).isEmpty();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(next(this.observer).action()).isEqualTo(LEAVE);
	}

	@Test
	void aMemberThatComesBackOnAnotherConnectionIsAnotherMember() {
		this.member.presence("c", event(ENTER, "hello"));
		next(this.observer);
		Await.lost(this.emulator, this.member);
		try (Client other = Client.connect(this.emulator, "clientId", "alice")) {
			other.attach("c");
			other.presence("c", event(ENTER, "again"));
			assertThat(next(this.observer).connectionId()).isEqualTo(other.id());
			this.clock.advance(Duration.ofSeconds(15));
			assertThat(next(this.observer)).extracting(WirePresence::action, WirePresence::connectionId)
				.containsExactly(LEAVE, this.member.id());
			assertThat(Rest.of(this.emulator).get("/channels/c/presence").list()).hasSize(1);
		}
	}

	@Test
	void aMemberIsToldOfItselfEvenWhenItDoesNotListen() {
		try (Client deaf = Client.connect(this.emulator, "clientId", "deaf")) {
			deaf.attach("c", (frame) -> frame.flags(Flag.PRESENCE));
			this.member.presence("c", event(ENTER, "other"));
			this.member.next(Action.ACK);
			deaf.presence("c", event(ENTER, "own"));
			assertThat(next(deaf).data()).isEqualTo("own");
		}
	}

	@Test
	void nobodyCannotBePresent() {
		String token = Tokens.request(this.emulator, Map.of());
		try (Client nobody = Client.connect(this.emulator, "accessToken", token)) {
			nobody.attach("c");
			nobody.presence("c", event(ENTER, "x"));
			assertThat(nobody.next(Action.NACK).error()).extracting("code").isEqualTo(91000);
		}
	}

	@Test
	void nobodyIsPresentWithoutBeingAttached() {
		this.member.presence("elsewhere", event(ENTER, "x"));
		assertThat(this.member.next(Action.NACK).error()).extracting("code").isEqualTo(90001);
	}

	@Test
	void thereAreAsManyMembersAsAllowed() {
		WirePresence[] crowd = new WirePresence[301];
		for (int i = 0; i < crowd.length; i++) {
			crowd[i] = WirePresence.builder().action(ENTER).clientId("user-" + i).build();
		}
		this.observer.presence("c", crowd);
		assertThat(this.observer.next(Action.NACK).error()).extracting("code").isEqualTo(91003);
		assertThat(Rest.of(this.emulator).get("/channels/c/presence").list()).isEmpty();
	}

}
