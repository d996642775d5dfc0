package io.github.ablyspring.emulator.fault;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.emulator.support.Client;
import io.github.ablyspring.emulator.support.Rest;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.WireFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Faults over HTTP, as the portable tests write them.
 */
class FaultControlTests {

	private static final String RULES = "/_emulator/rules";

	private static final String ACTIONS = "/_emulator/actions";

	private static final String LOG = "/_emulator/log";

	private final AblyEmulator emulator = AblyEmulator.start();

	private final Rest rest = Rest.of(this.emulator);

	@AfterEach
	void stop() {
		this.emulator.close();
	}

	private Rest.Answer send(String path, String json) {
		return this.rest.sendBytes("POST", path, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
	}

	@SuppressWarnings("unchecked")
	private List<Map<String, Object>> log() {
		return (List<Map<String, Object>>) this.rest.get(LOG).map().get("events");
	}

	@Test
	void aRuleIsAddedListedAndRemoved() {
		String id = (String) ((List<?>) send(RULES,
				"{'match':{'type':'http_request','pathContains':'/time'},'action':{'type':'http_respond',"
						+ "'status':418,'body':{}},'comment':'teapot'}")
			.map()
			.get("ids")).get(0);
		assertThat(this.rest.get("/time").status()).isEqualTo(418);
		assertThat(this.rest.get(RULES).list()).singleElement()
			.satisfies((rule) -> assertThat(rule).containsEntry("id", id)
				.containsEntry("comment", "teapot")
				.containsEntry("fired", 1L));
		assertThat(this.rest.delete(RULES + "/" + id).status()).isEqualTo(204);
		assertThat(this.rest.delete(RULES + "/" + id).status()).isEqualTo(404);
		assertThat(this.rest.get("/time").status()).isEqualTo(200);
	}

	@Test
	void rulesCanBePutFirst() {
		send(RULES, "[{'match':{'type':'http_request'},'action':{'type':'http_respond','status':500}}]");
		send(RULES, "{'position':'prepend','rules':[{'match':{'type':'http_request','pathContains':'/time'},"
				+ "'action':{'type':'passthrough'}}]}");
		assertThat(this.rest.get("/time").status()).isEqualTo(200);
		assertThat(this.rest.get("/channels/c").status()).isEqualTo(500);
		this.rest.delete(RULES);
		assertThat(this.rest.get("/channels/c").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CONNECTED", "4" })
	void framesAreMatchedByNameOrNumber(String action) {
		send(RULES, "{'match':{'type':'ws_frame_to_client','action':'" + action + "'},'action':{'type':'replace',"
				+ "'message':{'action':9,'error':{'code':40005,'statusCode':400,'message':'Invalid key'}}},'times':1}");
		try (Client client = Client.open(this.emulator.uri(), WireFormat.MSGPACK, Map.of("key", this.emulator.key()))) {
			assertThat(client.next(Action.ERROR).error()).extracting("code").isEqualTo(40005);
		}
		assertThat(log()).filteredOn("type", "ws_frame")
			.first()
			.satisfies((event) -> assertThat(event).containsEntry("direction", "server_to_client")
				.containsKey("ruleMatched"));
	}

	@Test
	void everythingThatThePortableTestsNeedIsUnderstood() {
		List<String> connects = List.of("'ws_connect','count':2", "'ws_connect','queryContains':{'resume':'*'}");
		List<String> frames = List.of("'ws_frame_to_client','action':'ATTACHED','channel':'c'",
				"'ws_frame_to_server','action':'20'");
		List<String> requests = List.of("'http_request','method':'POST','pathContains':'/keys/'");
		List<String> times = List.of("'delay_after_ws_connect','delayMs':5");
		String message = "'message':{'action':6}";

		assertUnderstood(connects, "'refuse_connection'", "'accept_and_close','closeCode':1011", "'stall'",
				"'disconnect'", "'delay','delayMs':10", "'http_respond','status':401,'body':{'error':{}}",
				"'passthrough'");
		assertUnderstood(frames, "'disconnect'", "'close','closeCode':1000", "'suppress'", "'suppress_onwards'",
				"'delay','delayMs':10", "'replace'," + message, "'inject_to_client'," + message,
				"'inject_to_client_and_close'," + message + ",'closeCode':1000", "'duplicate'", "'corrupt'", "'stall'",
				"'passthrough'");
		assertUnderstood(requests, "'http_respond','status':401,'body':{'error':{}}",
				"'http_replace_response','status':503", "'http_delay','delayMs':5000", "'http_drop'", "'stall'",
				"'passthrough'");
		assertUnderstood(times, "'disconnect'", "'close','closeCode':1000", "'suppress_onwards'",
				"'inject_to_client'," + message, "'inject_to_client_and_close'," + message, "'corrupt'", "'stall'");
	}

	private void assertUnderstood(List<String> matches, String... actions) {
		for (String match : matches) {
			for (String action : actions) {
				Rest.Answer answer = send(RULES,
						"{'match':{'type':" + match + "},'action':{'type':" + action + "},'times':1}");
				assertThat(answer.status()).as(match + " " + action).isEqualTo(201);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]x", "{'match':{'type':'moon'},'action':{'type':'suppress'}}",
			"{'match':{'type':'ws_connect'},'action':{'type':'explode'}}",
			"{'match':{'type':'ws_frame_to_client','action':'NOPE'},'action':{'type':'suppress'}}",
			"{'match':{'type':'ws_connect'},'action':{'type':'replace'}}",
			"{'match':{'type':'ws_connect'},'action':{'type':'suppress'}}" })
	void aRuleThatMakesNoSenseIsRefused(String rule) {
		assertThat(send(RULES, rule).status()).isEqualTo(400);
		assertThat(this.rest.get(RULES).list()).isEmpty();
	}

	@Test
	void thingsCanBeDoneAtOnce() {
		try (Client client = Client.connect(this.emulator)) {
			send(ACTIONS, "{'type':'inject_to_client','message':{'action':13,'channel':'c'}}");
			assertThat(client.next(Action.DETACHED).channel()).isEqualTo("c");
			assertThat(send(ACTIONS, "{'type':'suppress'}").status()).isEqualTo(400);
			assertThat(send(ACTIONS, "{'type':'forget_connections'}").status()).isEqualTo(204);
			assertThat(client.awaitClose()).isEqualTo(1006);
			assertThat(this.emulator.load().connections()).isZero();
		}
		assertThat(log()).extracting("type").contains("ws_connect", "ws_frame", "ws_disconnect");
		this.rest.delete(LOG);
		assertThat(log()).isEmpty();
	}

	@Test
	void aPageOfABrowserCannotReachIt() {
		assertThat(this.rest.with("Content-Type", "text/plain")
			.sendBytes("POST", ACTIONS, "{\"type\":\"disconnect\"}".getBytes(StandardCharsets.UTF_8))
			.header("Access-Control-Allow-Origin")).isNull();
		assertThat(this.rest.get(LOG).header("Access-Control-Allow-Origin")).isNull();
		assertThat(this.rest.with("Origin", "http://evil.example")
			.send("OPTIONS", RULES, null)
			.header("Access-Control-Allow-Origin")).isNull();
	}

	@Test
	void beyondLoopbackItIsThereOnRequestOnly() throws UnknownHostException {
		InetAddress anywhere = InetAddress.getByName("0.0.0.0");
		try (AblyEmulator open = AblyEmulator.builder().bindAddress(anywhere).start();
				AblyEmulator controlled = AblyEmulator.builder().bindAddress(anywhere).controlEndpoint(true).start()) {
			assertThat(Rest.of(open).get(RULES).status()).isEqualTo(404);
			assertThat(Rest.of(controlled).get(RULES).status()).isEqualTo(200);
		}
	}

}
