package io.github.ablyspring.message;

import io.github.ablyspring.message.Capability.Operation;
import io.github.ablyspring.protocol.AblyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Capability}.
 */
class CapabilityTests {

	@Test
	void textIsCanonical() {
		Capability capability = Capability.builder()
			.allow("zoo", Operation.SUBSCRIBE)
			.allow("chat:*", Operation.SUBSCRIBE, Operation.PUBLISH)
			.allow("zoo", "history", "a-new-operation")
			.build();

		assertThat(capability.toJson()).isEqualTo(
				"{\"chat:*\":[\"publish\",\"subscribe\"],\"zoo\":[\"a-new-operation\",\"history\",\"subscribe\"]}");
		assertThat(capability).hasToString(capability.toJson());
		assertThat(capability.resources().get("chat:*")).containsExactly("publish", "subscribe");
	}

	@Test
	void parsesWhatIsNotCanonical() {
		Capability capability = Capability.parse("{ \"b\": [\"subscribe\", \"publish\"], \"a\": [\"*\"] }");

		assertThat(capability)
			.isEqualTo(Capability.builder()
				.allow("a", Operation.ALL)
				.allow("b", Operation.PUBLISH, Operation.SUBSCRIBE)
				.build())
			.hasSameHashCodeAs(Capability.parse(capability.toJson()));
		assertThat(capability.toJson()).isEqualTo("{\"a\":[\"*\"],\"b\":[\"publish\",\"subscribe\"]}");
	}

	@Test
	void everythingAndNothing() {
		assertThat(Capability.ALL.toJson()).isEqualTo("{\"*\":[\"*\"]}");
		assertThat(Capability.builder().build().toJson()).isEqualTo("{}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "null", "{\"a\":[]}", "{\"a\":\"publish\"}", "{\"a\":[1]}",
			"{\"a\":[\"*\",\"publish\"]}", "{\"a\":" })
	void refusesWhatIsNoCapability(String json) {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> Capability.parse(json))
			.satisfies((ex) -> assertThat(ex.code()).isEqualTo(40000));
	}

	@Test
	void everythingStandsAlone() {
		assertThatExceptionOfType(AblyException.class)
			.isThrownBy(() -> Capability.builder().allow("a", Operation.ALL).allow("a", Operation.PUBLISH))
			.withMessageContaining("'*' stands alone");
	}

}
