package io.github.ablyspring.emulator.rest;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.WireFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AppRoutesTests {

	private final AblyEmulator emulator = AblyEmulator.start();

	private final Rest rest = Rest.anonymous(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private Map<String, Object> create() {
		return this.rest
			.post("/apps", Map.of("limits", Map.of("presence", Map.of("maxMembers", 2)), "keys",
					List.of(Map.of(), Map.of("capability", "{\"*\":[\"subscribe\"]}"),
							Map.of("capability", Map.of("only", List.of("publish")), "revocableTokens", true,
									"somethingNew", 1)),
					"namespaces", List.of(Map.of("id", "persisted", "persisted", true)), "channels", List
						.of(Map.of("name", "persisted:c", "presence", List.of(Map.of("clientId", "a", "data", "1"))),
								Map.of("name", "persisted:c", "presence",
										List.of(Map.of("clientId", "b", "data", "AQI=", "encoding", "base64"))))))
			.map();
	}

	@SuppressWarnings("unchecked")
	private static String key(Map<String, Object> app, int index) {
		return (String) ((List<Map<String, Object>>) app.get("keys")).get(index).get("keyStr");
	}

	@Test
	void anAppIsMadeAsAsked() {
		Map<String, Object> app = create();
		assertThat((String) app.get("appId")).matches("[A-Za-z0-9_-]{6}");
		assertThat((List<?>) app.get("keys")).hasSize(3);
		assertThat(key(app, 0)).startsWith(app.get("appId") + ".");
		assertThat(this.rest.withKey(key(app, 0)).get("/channels/any/messages").status()).isEqualTo(200);
		assertThat(this.rest.withKey(key(app, 1)).get("/channels/any/messages").errorCode()).isEqualTo(40160);
		assertThat(this.rest.withKey(key(app, 2)).post("/channels/only/messages", Map.of()).status()).isEqualTo(201);
	}

	@Test
	void membersArePlacedAsTheyAre() {
		Map<String, Object> app = create();
		Rest rest = this.rest.withKey(key(app, 1));
		assertThat(rest.get("/channels/persisted:c/presence").column("data")).containsExactly("1", "AQI=");
		assertThat(rest.get("/channels/persisted:c/presence").column("encoding")).containsExactly(null, "base64");
		assertThat(rest.get("/channels/persisted:c/presence?clientId=b").list()).hasSize(1);
		assertThat((byte[]) rest.in(WireFormat.MSGPACK)
			.get("/channels/persisted:c/presence?clientId=b")
			.list()
			.get(0)
			.get("data")).containsExactly(1, 2);
	}

	@Test
	void appsShareNothing() {
		String one = key(create(), 0);
		String other = key(create(), 0);
		this.rest.withKey(one).post("/channels/c/messages", Map.of("data", "x"));
		assertThat(this.rest.withKey(other).get("/channels/c/messages").list()).isEmpty();
	}

	@Test
	void anAppIsRemovedWithItsConnections() {
		Map<String, Object> app = create();
		String path = "/apps/" + app.get("appId");
		assertThat(this.rest.withKey(this.emulator.key()).delete(path).status()).isEqualTo(401);
		try (Client client = Client.open(this.emulator.uri(), WireFormat.JSON, Map.of("key", key(app, 0)))) {
			client.next(Action.CONNECTED);
			assertThat(this.rest.withKey(key(app, 0)).delete(path).status()).isEqualTo(204);
			assertThat(client.next(Action.ERROR).error()).extracting("code").isEqualTo(40400);
		}
		assertThat(this.rest.withKey(key(app, 0)).delete(path).status()).isEqualTo(204);
		assertThat(this.rest.withKey(key(app, 0)).get("/channels/c").status()).isEqualTo(404);
	}

	@Test
	void anAppWithoutKeysGetsOne() {
		assertThat((List<?>) this.rest.post("/apps", Map.of()).map().get("keys")).hasSize(1);
	}

}
