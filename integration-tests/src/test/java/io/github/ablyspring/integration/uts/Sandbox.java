package io.github.ablyspring.integration.uts;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.UnaryOperator;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.fault.AblyFaults;
import io.github.ablyspring.emulator.time.ManualClock;
import io.github.ablyspring.integration.support.Inbox;
import io.github.ablyspring.integration.support.ManualTime;
import io.github.ablyspring.integration.support.Patient;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.jspecify.annotations.Nullable;

/**
 * An emulator with the test application of the portable specs, and the clients of one
 * test.
 */
final class Sandbox implements BeforeEachCallback, AfterEachCallback {

	private static final String APP = """
			{
			  "limits": {"presence": {"maxMembers": 250}},
			  "keys": [
			    {},
			    {"capability": {
			      "cansubscribe:*": ["subscribe"], "canpublish:*": ["publish"],
			      "canpublish:andpresence": ["presence", "publish"],
			      "pushenabled:*": ["publish", "subscribe", "push-subscribe"],
			      "pushenabled:admin:*": ["publish", "subscribe", "push-admin"]}},
			    {"capability": {
			      "channel0": ["publish"], "channel1": ["publish"], "channel2": ["publish", "subscribe"],
			      "channel3": ["subscribe"], "channel4": ["presence", "publish", "subscribe"],
			      "channel5": ["presence"], "channel6": ["*"]}},
			    {"capability": {"*": ["subscribe"]}},
			    {"revocableTokens": true},
			    {"capability": {"[*]*": ["*"]}}
			  ],
			  "namespaces": [
			    {"id": "persisted", "persisted": true},
			    {"id": "pushenabled", "pushEnabled": true},
			    {"id": "mutable", "mutableMessages": true}
			  ],
			  "channels": [{"name": "persisted:presence_fixtures", "presence": [
			    {"clientId": "client_bool", "data": "true"},
			    {"clientId": "client_int", "data": "24"},
			    {"clientId": "client_string", "data": "This is a string clientData payload"},
			    {"clientId": "client_json", "data": "{ \\"test\\": \\"This is a JSONObject clientData payload\\"}"},
			    {"clientId": "client_decoded", "data": "{\\"example\\":{\\"json\\":\\"Object\\"}}", "encoding": "json"},
			    {"clientId": "client_encoded",
			      "data": "HO4cYSP8LybPYBPZPHQOtuD53yrD3YV3NBoTEYBh4U0N1QXHbtkfsDfTspKeLQFt",
			      "encoding": "json/utf-8/cipher+aes-128-cbc/base64"}
			  ]}]
			}
			""";

	private final @Nullable ManualClock clock;

	// callbacks create clients too, on threads of their own
	private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();

	private @Nullable AblyEmulator emulator;

	private List<String> keys = List.of();

	private Sandbox(@Nullable ManualClock clock) {
		this.clock = clock;
	}

	static Sandbox create() {
		return new Sandbox(null);
	}

	static Sandbox create(ManualClock clock) {
		return new Sandbox(clock);
	}

	@Override
	public void beforeEach(ExtensionContext context) throws Exception {
		AblyEmulator.Builder builder = AblyEmulator.builder();
		if (this.clock != null) {
			builder.clock(this.clock);
		}
		this.emulator = builder.start();
		this.keys = provision(this.emulator);
	}

	@Override
	public void afterEach(ExtensionContext context) throws Exception {
		while (!this.open.isEmpty()) {
			this.open.pop().close();
		}
		emulator().close();
	}

	@SuppressWarnings("unchecked")
	private static List<String> provision(AblyEmulator emulator) throws IOException, InterruptedException {
		HttpResponse<byte[]> response = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(emulator.uri().resolve("/apps"))
				.header("Content-Type", "application/json")
				.header("Accept", "application/json")
				.POST(BodyPublishers.ofString(APP))
				.build(), BodyHandlers.ofByteArray());
		Map<String, Object> app = (Map<String, Object>) WireCodec.readTree(WireFormat.JSON, response.body());
		List<Map<String, Object>> keys = (List<Map<String, Object>>) app.get("keys");
		return keys.stream().map((key) -> (String) key.get("keyStr")).toList();
	}

	AblyEmulator emulator() {
		if (this.emulator == null) {
			throw new IllegalStateException("It runs during a test only");
		}
		return this.emulator;
	}

	AblyFaults faults() {
		return emulator().faults();
	}

	String key() {
		return key(0);
	}

	String key(int index) {
		return this.keys.get(index);
	}

	String appId() {
		return key().substring(0, key().indexOf('.'));
	}

	ClientOptionsBuilder options() {
		return Patient.options(emulator().host(), emulator().port()).useBinaryProtocol(false).autoConnect(false);
	}

	AblyRest rest(UnaryOperator<ClientOptionsBuilder> customizer) {
		return closedLater(AblyRest.create(customizer.apply(options()).build()));
	}

	AblyRest rest(ManualTime time, UnaryOperator<ClientOptionsBuilder> customizer) {
		return closedLater(AblyRest.create(customizer.apply(options()).build(), time.resources()));
	}

	AblyRest rest(boolean binary) {
		return rest((options) -> options.key(key()).useBinaryProtocol(binary));
	}

	AblyRest rest() {
		return rest(false);
	}

	AblyRealtime realtime(UnaryOperator<ClientOptionsBuilder> customizer) {
		return closedLater(AblyRealtime.create(customizer.apply(options()).build()));
	}

	AblyRealtime realtime(ManualTime time, UnaryOperator<ClientOptionsBuilder> customizer) {
		return closedLater(AblyRealtime.create(customizer.apply(options()).build(), time.resources()));
	}

	AblyRealtime connected(UnaryOperator<ClientOptionsBuilder> customizer) {
		return connected(realtime(customizer));
	}

	AblyRealtime connected(ManualTime time, UnaryOperator<ClientOptionsBuilder> customizer) {
		return connected(realtime(time, customizer));
	}

	private static AblyRealtime connected(AblyRealtime client) {
		// the event, not the state: listeners that are added from now on do not see it
		Inbox<ConnectionStateChange> changes = new Inbox<>();
		client.connection().on(changes);
		client.connect();
		changes.nextWhere((change) -> change.current() == ConnectionState.CONNECTED);
		client.connection().off(changes);
		return client;
	}

	AblyRealtime connected(boolean binary) {
		return connected((options) -> options.key(key()).useBinaryProtocol(binary));
	}

	AblyRealtime connected() {
		return connected(false);
	}

	/**
	 * Time that stands still.
	 * @return resources for clients, closed after them
	 */
	ManualTime manualTime() {
		return closedLater(new ManualTime());
	}

	private <T extends AutoCloseable> T closedLater(T client) {
		this.open.push(client);
		return client;
	}

	static String unique(String prefix) {
		return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
	}

}
