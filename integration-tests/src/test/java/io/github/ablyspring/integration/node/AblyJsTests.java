package io.github.ablyspring.integration.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.ablyspring.emulator.fault.Direction;
import io.github.ablyspring.emulator.fault.Traffic;
import io.github.ablyspring.emulator.fault.TrafficEvent;
import io.github.ablyspring.integration.support.EmulatorExtension;
import io.github.ablyspring.protocol.Action;
import io.github.ablyspring.protocol.ProtocolMessage;
import io.github.ablyspring.protocol.WireFormat;
import io.github.ablyspring.protocol.WireMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The official clients for JavaScript, unmodified, against the emulator. What they see
 * the scripts assert; what they said is asserted here.
 */
@NeedsNode
@ParameterizedClass(name = "{0}, {1}")
@MethodSource("clients")
@Timeout(300)
class AblyJsTests {

	@Parameter(0)
	String version;

	@Parameter(1)
	WireFormat format;

	@RegisterExtension
	final EmulatorExtension emulator = EmulatorExtension.create();

	@TempDir
	Path directory;

	static List<Arguments> clients() {
		return List.of(arguments(Node.ABLY, WireFormat.JSON), arguments(Node.ABLY, WireFormat.MSGPACK),
				arguments(Node.OLDER_ABLY, WireFormat.JSON), arguments(Node.OLDER_ABLY, WireFormat.MSGPACK));
	}

	@ParameterizedTest
	@ValueSource(strings = { "history", "stats", "status", "push", "batch", "rewind", "filter" })
	void does(String scenario) throws Exception {
		run(scenario);
	}

	@Test
	void publishes() throws Exception {
		Traffic traffic = run("publish");
		assertThat(traffic.connects())
			.allSatisfy((connect) -> assertThat(connect.query().getOrDefault("format", "json"))
				.isEqualTo(this.format.wireName()));
		assertThat(traffic.frames(Direction.TO_SERVER, Action.MESSAGE)).hasSize(4);
		assertThat(traffic.requests("/messages")).isNotEmpty();
	}

	@Test
	void isPresent() throws Exception {
		Traffic traffic = run("presence");
		assertThat(traffic.frames(Direction.TO_CLIENT, Action.SYNC)).as("more members than go into one frame")
			.hasSizeGreaterThan(1);
	}

	@Test
	void renewsTokens() throws Exception {
		Traffic traffic = run("tokens");
		assertThat(traffic.frames(Direction.TO_CLIENT, Action.AUTH)).hasSize(1);
		assertThat(traffic.frames(Direction.TO_SERVER, Action.AUTH)).hasSize(2);
		assertThat(traffic.connects().get(1).query()).containsKey("resume");
	}

	@Test
	void resumes() throws Exception {
		Traffic traffic = run("resume");
		assertThat(traffic.connects()).hasSize(2);
		assertThat(traffic.connects().get(1).query()).containsKey("resume");
		assertThat(traffic.frames(Direction.TO_SERVER, Action.ATTACH).get(1).channelSerial()).isNotNull();
	}

	@Test
	void startsAnewWhereItIsForgotten() throws Exception {
		Traffic traffic = run("forgotten");
		assertThat(connected(traffic, (frame) -> frame.error() != null)).singleElement()
			.satisfies((frame) -> assertThat(frame.error().code()).isEqualTo(80018));
	}

	@Test
	void recovers() throws Exception {
		Traffic traffic = run("recover");
		assertThat(traffic.connects()).anySatisfy((connect) -> assertThat(connect.query()).containsKey("recover"));
		assertThat(connected(traffic, (frame) -> frame.error() != null)).isEmpty();
	}

	@Test
	void encrypts() throws Exception {
		assertThat(encodings(run("encryption"), Direction.TO_SERVER)).hasSize(3)
			.allSatisfy((encoding) -> assertThat(encoding).contains("cipher+aes-256-cbc"));
	}

	@Test
	void appliesDeltas() throws Exception {
		assertThat(encodings(run("delta"), Direction.TO_CLIENT)).filteredOn((encoding) -> encoding.contains("vcdiff"))
			.hasSize(4);
	}

	@Test
	void hearsOfOccupancy() throws Exception {
		Traffic traffic = run("occupancy");
		assertThat(traffic.frames(Direction.TO_CLIENT, Action.MESSAGE)).flatExtracting(ProtocolMessage::messages)
			.extracting(WireMessage::name)
			.containsOnly("[meta]occupancy");
	}

	@Test
	void polls() throws Exception {
		Traffic traffic = run("comet");
		assertThat(traffic.requests("/comet/connect")).isNotEmpty();
		assertThat(traffic.requests("/recv")).isNotEmpty();
		assertThat(traffic.requests("/send")).isNotEmpty();
	}

	@Test
	void changesMessages() throws Exception {
		assumeThat(this.version).as("older clients cannot").isEqualTo(Node.ABLY);
		Traffic traffic = run("mutations");
		assertThat(traffic.frames(Direction.TO_SERVER, Action.MESSAGE)).hasSize(3);
		assertThat(traffic.frames(Direction.TO_CLIENT, Action.MESSAGE)).hasSize(4);
	}

	@Test
	void annotatesMessages() throws Exception {
		assumeThat(this.version).as("older clients do it otherwise").isEqualTo(Node.ABLY);
		Traffic traffic = run("annotations");
		assertThat(traffic.frames(Direction.TO_SERVER, Action.ANNOTATION)).hasSize(3);
		assertThat(traffic.requests("/annotations")).isNotEmpty();
	}

	private Traffic run(String scenario) throws Exception {
		new Scenario(this.version, this.format, scenario).run(this.emulator.emulator(), this.directory, Map.of());
		return this.emulator.faults().traffic();
	}

	private static List<ProtocolMessage> connected(Traffic traffic, Predicate<ProtocolMessage> wanted) {
		return traffic.frames(Direction.TO_CLIENT, Action.CONNECTED).stream().filter(wanted).toList();
	}

	private static List<String> encodings(Traffic traffic, Direction direction) {
		return traffic.frames()
			.stream()
			.filter((frame) -> frame.direction() == direction)
			.map(TrafficEvent.Frame::message)
			.flatMap((frame) -> frame.messages().stream())
			.map((message) -> String.valueOf(message.encoding()))
			.toList();
	}

}
