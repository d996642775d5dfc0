package io.github.ablyspring.realtime.presence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.ablyspring.message.PresenceMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.ablyspring.realtime.presence.Members.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MemberTable}.
 */
class MemberTableTests {

	private final MemberTable table = new MemberTable();

	@Test
	void aMemberIsFoundByConnectionAndClient() {
		add("alice", "c1");
		assertThat(this.table.at(find("alice", "c1"))).isNotNull();
		assertThat(find("alice", "c2")).isNegative();
		assertThat(find("bob", "c1")).isNegative();
		assertThat(this.table.at(find("bob", "c1"))).isNull();
	}

	@Test
	void emptyTablesHaveNothingInCommonOnceSomebodyComes() {
		MemberTable other = new MemberTable();
		add("alice", "c1");
		assertThat(other.find("c1", "alice")).isNegative();
		assertThat(other.all()).isEmpty();
		this.table.clear();
		assertThat(find("alice", "c1")).isNegative();
		add("bob", "c2");
		assertThat(this.table.all()).extracting(PresenceMessage::clientId).containsExactly("bob");
		other.put(-1, present("carol", "c3:0:0", 0));
		assertThat(other.all()).extracting(PresenceMessage::clientId).containsExactly("carol");
		assertThat(find("carol", "c3")).isNegative();
	}

	@Test
	void membersWithEqualHashesAreToldApart() {
		assertThat("Aa").hasSameHashCodeAs("BB");
		add("Aa", "c1");
		add("BB", "c1");
		assertThat(find("Aa", "c1")).isNotEqualTo(find("BB", "c1"));
		this.table.remove(find("Aa", "c1"));
		assertThat(find("Aa", "c1")).isNegative();
		assertThat(this.table.all()).extracting(PresenceMessage::clientId).containsExactly("BB");
	}

	@Test
	void whoeverComesAgainComesLast() {
		add("alice", "c1");
		add("bob", "c2");
		this.table.remove(find("alice", "c1"));
		add("alice", "c1");
		assertThat(this.table.all()).extracting(PresenceMessage::clientId).containsExactly("bob", "alice");
	}

	@Test
	void aListDoesNotChangeAfterwardsNorCanItBeChanged() {
		add("alice", "c1");
		List<PresenceMessage> before = this.table.all();
		add("bob", "c2");
		assertThat(before).hasSize(1);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(before::clear);
		assertThat(this.table.all()).hasSize(2);
	}

	@Test
	void theTableDoesNotGrowWithThoseWhoHaveLeft() {
		for (int i = 0; i < 10_000; i++) {
			add("client" + i, "c1");
			if (i >= 3) {
				this.table.remove(find("client" + (i - 3), "c1"));
			}
		}
		assertThat(find("client9999", "c1")).isLessThan(16);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void itDoesWhatMapAndSetWouldDo(long seed) {
		Random random = new Random(seed);
		Map<String, PresenceMessage> members = new LinkedHashMap<>();
		Map<String, PresenceMessage> doubted = new LinkedHashMap<>();
		for (int i = 0; i < 5_000; i++) {
			PresenceMessage message = present("client" + random.nextInt(200), "c" + random.nextInt(3) + ":0:0", i);
			String key = message.memberKey();
			int place = find(message);
			assertThat(this.table.at(place)).isSameAs(members.get(key));
			switch (random.nextInt(20)) {
				case 0 -> {
					this.table.doubtAll();
					doubted.clear();
					doubted.putAll(members);
				}
				case 1 -> {
					assertThat(this.table.removeDoubted()).extracting(PresenceMessage::memberKey)
						.containsExactlyInAnyOrderElementsOf(doubted.keySet());
					members.keySet().removeAll(doubted.keySet());
					doubted.clear();
				}
				case 2, 3, 4, 5, 6 -> {
					if (place >= 0) {
						this.table.remove(place);
					}
					members.remove(key);
					doubted.remove(key);
				}
				case 7 -> {
					this.table.removeIf((member) -> "client7".equals(member.clientId()));
					members.values().removeIf((member) -> "client7".equals(member.clientId()));
					doubted.values().removeIf((member) -> "client7".equals(member.clientId()));
				}
				default -> {
					this.table.believe(place);
					this.table.put(place, message);
					members.put(key, message);
					doubted.remove(key);
				}
			}
			assertThat(this.table.isEmpty()).isEqualTo(members.isEmpty());
			assertThat(this.table.all()).containsExactlyElementsOf(members.values());
		}
	}

	private void add(String clientId, String connectionId) {
		PresenceMessage message = present(clientId, connectionId + ":0:0", 0);
		this.table.put(find(message), message);
	}

	private int find(String clientId, String connectionId) {
		return this.table.find(connectionId, clientId);
	}

	private int find(PresenceMessage message) {
		return this.table.find(message.connectionId(), message.clientId());
	}

}
