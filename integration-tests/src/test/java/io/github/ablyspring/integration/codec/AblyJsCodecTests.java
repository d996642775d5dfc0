package io.github.ablyspring.integration.codec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.ablyspring.integration.node.NeedsNode;
import io.github.ablyspring.integration.node.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The official client for JavaScript beside this library: it publishes to, and reads
 * from, a server that does nothing but encode and decode.
 */
@NeedsNode
class AblyJsCodecTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private static final CodecServer server = new CodecServer();

	private static final List<JsonNode> read = new ArrayList<>();

	@BeforeAll
	static void runScript(@TempDir Path directory) throws Exception {
		Node node = Node.with(Node.ABLY);
		Path task = directory.resolve("task.json");
		mapper.writeValue(task, Map.of("httpPort", server.httpPort(), "ways", ways(), "payloads",
				Payloads.all().values().stream().map(AblyJsCodecTests::describe).toList()));
		Path output = directory.resolve("output.txt");

		Path results = directory.resolve("results.txt");

		int exit = node.run(Path.of(AblyJsCodecTests.class.getResource("codec.cjs").toURI()), output, task.toString(),
				results.toString());

		assertThat(exit).as(Files.readString(output)).isZero();
		Files.readString(results).lines().map(mapper::readTree).forEach(read::add);
	}

	@AfterAll
	static void close() {
		server.close();
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("channels")
	void theyReadOurPagesAndFrames(String payload, String channel) {
		JsonNode expected = mapper.readTree(mapper.writeValueAsString(describe(Payloads.all().get(payload))));

		for (String how : List.of("history", "members", "message", "member")) {
			assertThat(
					read.stream()
						.filter((line) -> line.get("channel").asString().equals(channel)
								&& line.get("how").asString().equals(how)))
				.as(how)
				.singleElement()
				.satisfies((line) -> {
					assertThat(line.get("encoding").isNull()).isTrue();
					assertThat(line.get("kind")).isEqualTo(expected.get("kind"));
					assertThat(line.get("value")).isEqualTo(expected.get("value"));
				});
		}
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("channels")
	void weReadTheirRequestsAndFrames(String payload, String channel) {
		Object expected = Payloads.all().get(payload);

		for (String how : List.of("request", "message", "member")) {
			assertThat(server.received(channel, how)).as(how).singleElement().satisfies((received) -> {
				assertThat(received.data()).isEqualTo(expected);
				assertThat(received.encoding()).isNull();
			});
		}
	}

	static Stream<Arguments> channels() {
		List<String> names = List.copyOf(Payloads.all().keySet());
		return CodecServer.WAYS.keySet()
			.stream()
			.flatMap((way) -> names.stream().map((name) -> arguments(name, way + "-" + names.indexOf(name))));
	}

	private static List<Map<String, Object>> ways() {
		List<Map<String, Object>> ways = new ArrayList<>();
		CodecServer.WAYS.forEach((name, way) -> ways.add(Map.of("name", name, "binary", way.binary(), "webSocketPort",
				server.webSocketPort(way.format()), "key", (way.cipher() != null) ? base64(way.cipher().key()) : "")));
		return ways;
	}

	private static Map<String, Object> describe(Object data) {
		if (data instanceof String) {
			return Map.of("kind", "text", "value", data);
		}
		return (data instanceof byte[] bytes) ? Map.of("kind", "bytes", "value", base64(bytes))
				: Map.of("kind", "json", "value", data);
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

}
