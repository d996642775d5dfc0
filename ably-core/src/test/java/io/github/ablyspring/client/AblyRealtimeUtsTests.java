package io.github.ablyspring.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.auth.Auth;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.realtime.channel.RealtimeChannels;
import io.github.ablyspring.realtime.connection.Connection;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import io.github.ablyspring.rest.HttpPaginatedResponse;
import io.github.ablyspring.rest.PaginatedResult;
import io.github.ablyspring.rest.Push;
import io.github.ablyspring.rest.PushAdmin;
import io.github.ablyspring.rest.Stats;
import io.github.ablyspring.rest.StatsParams;
import io.github.ablyspring.testing.Frames;
import io.github.ablyspring.testing.MockConnection;
import io.github.ablyspring.testing.MockWebSocket;
import io.github.ablyspring.testing.PendingRequest;
import io.github.ablyspring.testing.RealtimeFixture;
import io.github.ablyspring.uts.Uts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The realtime client as a whole (RTC).
 */
class AblyRealtimeUtsTests {

	private static final String RECOVERY_KEY = """
			{"connectionKey": "previous-connection-key", "msgSerial": 5, "channelSerials": {"channel1": "serial1"}}""";

	@AutoClose
	private final RealtimeFixture fixture = new RealtimeFixture();

	private final MockWebSocket server = this.fixture.server();

	@Test
	@Uts("realtime/unit/RTC12/constructor-string-detection-0")
	void tellsKeysFromTokens() {
		try (AblyRealtime withKey = AblyRealtime.create(ClientOptions.of("appId.keyId:keySecret"), resources())) {
			assertThat(withKey.options().key()).isEqualTo("appId.keyId:keySecret");
			assertThat(withKey.auth().tokenDetails()).isNull();
			assertThat(this.fixture.awaitAttempt().query()).containsEntry("key", "appId.keyId:keySecret")
				.doesNotContainKey("accessToken");
		}
		try (AblyRealtime withToken = AblyRealtime.create(ClientOptions.of("a-token-string"), resources())) {
			assertThat(withToken.auth().tokenDetails()).isNotNull();
			assertThat(withToken.auth().tokenDetails().token()).isEqualTo("a-token-string");
			assertThat(this.fixture.awaitAttempt().query()).containsEntry("accessToken", "a-token-string")
				.doesNotContainKey("key");
		}
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> AblyRealtime.create(""));
	}

	@Test
	@Uts("realtime/unit/RTC12/invalid-arguments-error-1")
	void needsCredentials() {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> AblyRealtime.create(ClientOptions.builder().build()))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(40106));
	}

	@Test
	@Uts("realtime/unit/RTC2/connection-attribute-0")
	void hasAConnection() {
		AblyRealtime client = this.fixture.client();

		assertThat(client.connection()).isNotNull().isInstanceOf(Connection.class);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.INITIALIZED);
	}

	@Test
	@Uts("realtime/unit/RTC3/channels-attribute-0")
	void hasChannels() {
		AblyRealtime client = this.fixture.client();

		assertThat(client.channels()).isNotNull().isInstanceOf(RealtimeChannels.class);
		assertThat(client.channels().get("test-RTC3")).isInstanceOf(RealtimeChannel.class);
		assertThat(client.channels().get("test-RTC3").name()).isEqualTo("test-RTC3");
	}

	@Test
	@Uts("realtime/unit/RTC4/auth-attribute-0")
	void hasAuthentication() {
		assertThat(this.fixture.client().auth()).isNotNull().isInstanceOf(Auth.class);
	}

	@Test
	@Uts("realtime/unit/RTC13/push-attribute-0")
	void hasPush() {
		assertThat(this.fixture.client().push()).isNotNull().isInstanceOf(Push.class);
		assertThat(this.fixture.client().push().admin()).isInstanceOf(PushAdmin.class);
	}

	@Test
	@Uts("realtime/unit/RTC17/client-id-attribute-0")
	void hasTheClientIdOfItsAuthentication() {
		AblyRealtime client = this.fixture.client((options) -> options.clientId("explicit-client-id"));

		assertThat(client.clientId()).isEqualTo("explicit-client-id").isEqualTo(client.auth().clientId());
	}

	@Test
	void takesTheClientIdThatTheServerTells() {
		this.server.onConnection((attempt) -> attempt.respondWithSuccess(
				Frames.connected("id", Frames.details("key").clientId("told-by-the-server").build()).build()));
		AblyRealtime client = this.fixture.client();
		this.fixture.connect();

		assertThat(client.clientId()).isEqualTo("told-by-the-server");
	}

	@Test
	@Uts("realtime/unit/RTC1a/echo-messages-option-0")
	void asksForItsOwnMessagesUnlessToldOtherwise() {
		this.fixture.client((options) -> options.autoConnect(true));
		assertThat(this.fixture.awaitAttempt().query("echo")).isEqualTo("true");

		this.fixture.anotherClient((options) -> options.autoConnect(true).echoMessages(false));
		assertThat(this.fixture.awaitAttempt().query("echo")).isEqualTo("false");
	}

	@Test
	@Uts("realtime/unit/RTC1b/auto-connect-option-0")
	void connectsByItselfUnlessToldOtherwise() {
		AblyRealtime byItself = this.fixture.client((options) -> options.autoConnect(true));
		this.fixture.awaitState(ConnectionState.CONNECTING);
		this.fixture.await(byItself.connection().whenState(ConnectionState.CONNECTED));
		assertThat(this.server.connections()).isNotEmpty();

		this.server.reset();
		AblyRealtime whenTold = this.fixture.anotherClient((options) -> options.autoConnect(false));
		assertThat(whenTold.connection().state()).isEqualTo(ConnectionState.INITIALIZED);
		this.fixture.run();
		assertThat(whenTold.connection().state()).isEqualTo(ConnectionState.INITIALIZED);
		assertThat(this.server.connections()).isEmpty();

		whenTold.connection().connect();
		this.fixture.awaitState(whenTold.connection(), ConnectionState.CONNECTING);
		this.fixture.await(whenTold.connection().whenState(ConnectionState.CONNECTED));
		assertThat(this.server.connections()).hasSize(1);
		assertThat(whenTold.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTC1c/recover-option-0")
	void recoversAnEarlierConnectionOnce() {
		this.fixture.client((options) -> options.autoConnect(true).recover(RECOVERY_KEY));
		assertThat(this.fixture.awaitAttempt().query("recover")).isEqualTo("previous-connection-key");

		this.fixture.awaitState(ConnectionState.CONNECTED);
		this.server.simulateDisconnect();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		this.fixture.awaitState(ConnectionState.CONNECTED);
		assertThat(this.server.connection(1).query("recover")).isNull();

		this.fixture.run();
		this.server.reset();
		this.fixture.anotherClient((options) -> options.autoConnect(true).recover("invalid-not-a-valid-recovery-key"));
		assertThat(this.fixture.awaitAttempt().query("recover")).isNull();
	}

	@Test
	@Uts("realtime/unit/RTC1f/transport-params-option-0")
	void addsParametersToTheAddress() {
		this.fixture.client((options) -> options.autoConnect(true)
			.transportParams(Map.of("customParam", "customValue", "anotherParam", "123")));
		assertThat(this.fixture.awaitAttempt().query()).containsEntry("customParam", "customValue")
			.containsEntry("anotherParam", "123");

		this.fixture.anotherClient((options) -> options.autoConnect(true)
			.transportParams(
					Map.of("stringParam", "hello", "numberParam", 42, "boolTrueParam", true, "boolFalseParam", false)));
		assertThat(this.fixture.awaitAttempt().query()).containsEntry("stringParam", "hello")
			.containsEntry("numberParam", "42")
			.containsEntry("boolTrueParam", "true")
			.containsEntry("boolFalseParam", "false");

		this.fixture.anotherClient(
				(options) -> options.autoConnect(true).transportParams(Map.of("v", "3", "heartbeats", "false")));
		assertThat(this.fixture.awaitAttempt().query()).containsEntry("v", "3").containsEntry("heartbeats", "false");
	}

	@Test
	void sendsTheParametersOfTheProtocol() {
		this.fixture.client((options) -> options.autoConnect(true).clientId("me & you"));

		MockConnection attempt = this.fixture.awaitAttempt();
		assertThat(attempt.query()).containsEntry("v", "6")
			.containsEntry("format", "msgpack")
			.containsEntry("key", RealtimeFixture.KEY)
			.containsEntry("clientId", "me & you")
			.containsKeys("heartbeats", "echo", "agent");
		assertThat(attempt.url().getScheme()).isEqualTo("wss");
		assertThat(attempt.request().toString()).doesNotContain("keySecret");

		this.fixture
			.anotherClient((options) -> options.autoConnect(true).useBinaryProtocol(false).tls(false).token("t"));
		MockConnection other = this.fixture.awaitAttempt();
		assertThat(other.query()).containsEntry("format", "json").containsEntry("accessToken", "t");
		assertThat(other.url().getScheme()).isEqualTo("ws");
	}

	@Test
	@Uts("realtime/unit/RTC15/connect-method-0")
	void connects() {
		AblyRealtime client = this.fixture.client();
		assertThat(client.connection().state()).isEqualTo(ConnectionState.INITIALIZED);

		client.connect();
		this.fixture.awaitState(ConnectionState.CONNECTING);
		this.fixture.await(client.connection().whenState(ConnectionState.CONNECTED));

		assertThat(client.connection().state()).isEqualTo(ConnectionState.CONNECTED);
	}

	@Test
	@Uts("realtime/unit/RTC16/close-method-0")
	void closes() {
		AblyRealtime client = this.fixture.client();
		this.fixture.connect();

		client.close();
		this.fixture.awaitState(ConnectionState.CLOSING);
		this.fixture.await(client.connection().whenState(ConnectionState.CLOSED));

		assertThat(this.server.sent(Action.CLOSE)).hasSize(1);
		assertThat(client.connection().state()).isEqualTo(ConnectionState.CLOSED);
	}

	@Test
	@Uts("realtime/unit/RTC9/request-proxies-rest-0")
	void makesRequestsOfAnyKind() {
		this.fixture.http()
			.onRequest((request) -> request.respond(201, List.of(Map.of("id", "one"), Map.of("id", "two")),
					Map.of("X-Custom", "yes")));

		HttpPaginatedResponse response = this.fixture.await(this.fixture.client()
			.request("POST", "/channels/orders/messages", Map.of("limit", 2), Map.of("name", "created"),
					Map.of("X-Mine", "1")));

		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.success()).isTrue();
		assertThat(response.items()).hasSize(2);
		PendingRequest request = this.fixture.http().lastRequest();
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/channels/orders/messages");
		assertThat(request.query()).containsEntry("limit", "2");
		assertThat(request.header("X-Mine")).isEqualTo("1");
		assertThat(request.bodyMap()).containsEntry("name", "created");
	}

	@Test
	@Uts("realtime/unit/RTC5/stats-proxies-rest-0")
	void readsStatistics() {
		this.fixture.http()
			.onRequest((request) -> request.respond(200, List.of(Map.of("intervalId", "2024-01-01:00:00", "unit",
					"hour", "entries", Map.of("messages.all.all.count", 7)))));

		PaginatedResult<Stats> stats = this.fixture
			.await(this.fixture.client().stats(StatsParams.none().start(Instant.ofEpochMilli(1000)).limit(10)));

		assertThat(stats.items()).singleElement().satisfies((item) -> {
			assertThat(item.intervalId()).isEqualTo("2024-01-01:00:00");
			assertThat(item.entries()).hasEntrySatisfying("messages.all.all.count",
					(count) -> assertThat(count.longValue()).isEqualTo(7));
		});
		PendingRequest request = this.fixture.http().lastRequest();
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.path()).isEqualTo("/stats");
		assertThat(request.query()).containsEntry("start", "1000").containsEntry("limit", "10");
	}

	@Test
	@Uts("realtime/unit/RTC6/time-proxies-rest-0")
	void asksForTheTime() {
		this.fixture.http().onRequest((request) -> request.respond(200, List.of(1704067200000L)));

		Instant time = this.fixture.await(this.fixture.client().time());

		assertThat(time).isEqualTo(Instant.ofEpochMilli(1704067200000L));
		PendingRequest request = this.fixture.http().lastRequest();
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.path()).isEqualTo("/time");
	}

	@Test
	void aWrapperSharesAllStateAndIsNamed() {
		this.fixture.http().onRequest((request) -> request.respond(200, List.of(1704067200000L)));
		this.server.onMessage(Action.ATTACH, (frame) -> this.server.sendToClient(Frames.attached(frame.channel())));
		AblyRealtime client = this.fixture.client();
		AblyRealtime wrapper = client.createWrapperSdkProxy(new WrapperSdkProxyOptions(Map.of("chat-jvm", "1.2.3")));
		this.fixture.connect();

		this.fixture.await(wrapper.time());
		this.fixture.await(wrapper.channels().get("room").attach());

		assertThat(wrapper.connection()).isSameAs(client.connection());
		assertThat(this.fixture.http().lastRequest().header("Ably-Agent")).contains("chat-jvm/1.2.3");
		assertThat(this.server.sent(Action.ATTACH, "room").get(0).params()).containsEntry("agent", "chat-jvm/1.2.3");
		assertThat(client.channels().exists("room")).isTrue();
		this.fixture.await(client.time());
		assertThat(this.fixture.http().lastRequest().header("Ably-Agent")).doesNotContain("chat-jvm");
	}

	@Test
	void tellsItsHooksOfItsLife() {
		List<String> events = new ArrayList<>();
		ClientLifecycle broken = new ClientLifecycle() {
			@Override
			public void created(AblyRealtime client) {
				throw new IllegalStateException("broken hook");
			}
		};
		ClientLifecycle hook = new ClientLifecycle() {
			@Override
			public void created(AblyRealtime client) {
				events.add("created " + client.connection().state());
			}

			@Override
			public void connected(AblyRealtime client, ConnectionStateChange change) {
				events.add("connected");
			}

			@Override
			public void disconnected(AblyRealtime client, ConnectionStateChange change) {
				events.add("disconnected");
			}

			@Override
			public void closed(AblyRealtime client) {
				events.add("closed");
			}
		};
		AblyRealtime client = this.fixture.client((options) -> options.lifecycle(List.of(broken, hook)));
		this.fixture.connect();
		client.connection().off();
		this.server.simulateDisconnect();
		this.fixture.run();
		client.close();
		this.fixture.run();

		assertThat(events).containsExactly("created INITIALIZED", "connected", "disconnected", "connected", "closed");
	}

	@Test
	@Uts("realtime/unit/RTC7/attach-request-timeout-0")
	void givesUpAnAttachInTime() {
		AblyRealtime client = this.fixture.client((options) -> options.realtimeRequestTimeout(Duration.ofMillis(500)));
		this.fixture.connect();
		RealtimeChannel channel = client.channels().get("test-RTC7-attach");

		var attach = channel.attach();
		this.fixture.advance(600);

		assertThat(this.fixture.awaitFailure(attach)).isNotNull();
		assertThat(channel.state()).isEqualTo(ChannelState.SUSPENDED);
	}

	@Test
	@Uts("realtime/unit/RTC7/detach-request-timeout-1")
	void givesUpADetachInTime() {
		this.server.onMessage(Action.ATTACH, (frame) -> this.server.sendToClient(Frames.attached(frame.channel())));
		AblyRealtime client = this.fixture.client((options) -> options.realtimeRequestTimeout(Duration.ofMillis(500)));
		this.fixture.connect();
		RealtimeChannel channel = client.channels().get("test-RTC7-detach");
		this.fixture.await(channel.attach());

		var detach = channel.detach();
		this.fixture.advance(600);

		assertThat(this.fixture.awaitFailure(detach)).isNotNull();
		assertThat(channel.state()).isEqualTo(ChannelState.ATTACHED);
	}

	@Test
	@Uts("realtime/unit/RTC7/disconnected-retry-timeout-2")
	void waitsBetweenAttemptsAsTold() {
		this.server.onConnections((first) -> first.respondWithSuccess(
				Frames.connected("connection-id", Frames.details("connection-key").maxIdleInterval(0L).build())
					.build()),
				MockConnection::respondWithRefused);
		this.fixture
			.client((options) -> options.disconnectedRetryTimeout(Duration.ofMillis(2000)).fallbackHosts(List.of()));
		this.fixture.connect();
		assertThat(this.server.connections()).hasSize(1);

		this.server.simulateDisconnect();
		this.fixture.run();
		this.fixture.awaitState(ConnectionState.DISCONNECTED);
		int afterTheFirst = this.server.connections().size();

		this.fixture.advance(1500);
		assertThat(this.server.connections()).hasSize(afterTheFirst);
		this.fixture.advance(1500);
		assertThat(this.server.connections()).hasSizeGreaterThan(afterTheFirst);
	}

	@Test
	@Uts("realtime/unit/RTC7/default-timeouts-applied-3")
	void hasDefaults() {
		ClientOptions options = this.fixture.client().options();

		assertThat(options.realtimeRequestTimeout()).isEqualTo(Duration.ofMillis(10_000));
		assertThat(options.disconnectedRetryTimeout()).isEqualTo(Duration.ofMillis(15_000));
		assertThat(options.suspendedRetryTimeout()).isEqualTo(Duration.ofMillis(30_000));
		assertThat(options.httpOpenTimeout()).isEqualTo(Duration.ofMillis(4_000));
		assertThat(options.httpRequestTimeout()).isEqualTo(Duration.ofMillis(10_000));
	}

	private ClientResources resources() {
		return this.fixture.resources();
	}

}
