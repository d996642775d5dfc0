package io.github.ablyspring.emulator.auth;

import java.util.List;
import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GrantsTests {

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "*, -, anything, true", "*, -, a:b:c, true", "*, meta, log, false",
			"[*]*, -, a, true", "[*]*, meta, log, true", "[meta]*, meta, log, true", "[meta]*, -, log, false",
			"[meta]*, filter, log, false", "a, -, a, true", "a, -, b, false", "a, -, a:b, false", "a:*, -, a:b, true",
			"a:*, -, a:b:c, true", "a:*, -, a, false", "a:*, -, b:c, false", "a:*:c, -, a:b:c, true",
			"a:*:c, -, a:b:d, false", "a:*:c, -, a:b:b:c, false", "*:b, -, a:b, true", "*:b, -, a:c, false",
			"a*, -, ab, false", "a*, -, a*, true", "*:*, -, a:b, true", "*:*, -, a, false" })
	void aResourceCoversChannels(String resource, String qualifier, String name, boolean covered) {
		Grants grants = Grants.of(Map.of(resource, List.of("publish")));
		assertThat(grants.permits(Operation.PUBLISH, qualifier, name)).isEqualTo(covered);
		assertThat(grants.permits(Operation.SUBSCRIBE, qualifier, name)).isFalse();
	}

	@Property(seed = "42")
	void whatTwoGrantTogetherIsGrantedByBoth(@ForAll("grants") Map<String, List<String>> one,
			@ForAll("grants") Map<String, List<String>> other, @ForAll("name") String name,
			@ForAll Operation operation) {
		Grants first = Grants.of(one);
		Grants second = Grants.of(other);
		Grants both = first.intersect(second);
		if (both != null && both.permits(operation, null, name)) {
			assertThat(first.permits(operation, null, name)).isTrue();
			assertThat(second.permits(operation, null, name)).isTrue();
		}
	}

	@Property(seed = "42")
	void withItselfNothingIsLost(@ForAll("grants") Map<String, List<String>> tree) {
		Grants grants = Grants.of(tree);
		assertThat(grants.intersect(grants)).hasToString(grants.toJson());
		assertThat(grants.intersect(Grants.EVERYTHING)).hasToString(grants.toJson());
		assertThat(Grants.parse(grants.toJson())).hasToString(grants.toJson());
	}

	@Property(seed = "42")
	void aTextIsACapabilityOrIsRefused(@ForAll("json") String text) {
		try {
			assertThat(Grants.parse(text).toJson()).isNotEmpty();
		}
		catch (AblyException ex) {
			assertThat(ex.code()).isEqualTo(40000);
		}
	}

	@Provide
	Arbitrary<Map<String, List<String>>> grants() {
		Arbitrary<List<String>> operations = Arbitraries.of(List.of("*"), List.of("publish"),
				List.of("publish", "subscribe"), List.of("history", "presence"));
		return Arbitraries.maps(Arbitraries.of("*", "a", "a:*", "a:b", "a:*:c", "[*]*", "b"), operations).ofMinSize(1);
	}

	@Provide
	Arbitrary<String> name() {
		return Arbitraries.of("a", "b", "a:b", "a:b:c", "c:d");
	}

	@Provide
	Arbitrary<String> json() {
		return Arbitraries.strings().withChars("{}[]\"*:,abc").ofMaxLength(30);
	}

}
