package io.github.ablyspring.emulator.channel;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SerialTests {

	@Property(seed = "42")
	void aSerialIsReadAsItWasWritten(@ForAll @LongRange(min = 0, max = 99_999_999_999_999L) long time,
			@ForAll @IntRange(min = 0, max = 999) int counter, @ForAll @IntRange(min = 0, max = 999) int index) {
		Serial serial = new Serial(time, counter, "abc123");
		assertThat(serial.toString()).matches("\\d{14}-\\d{3}@abc123");
		assertThat(Serial.parse(serial.toString())).isEqualTo(new Serial.Position(serial, -1));
		assertThat(Serial.parse(Serial.ofItem(serial.toString(), index))).isEqualTo(new Serial.Position(serial, index));
	}

	@Property(seed = "42")
	void serialsAreOrderedAsText(@ForAll List<@LongRange(min = 0, max = 3) Long> steps) {
		SerialSequence sequence = new SerialSequence("s");
		List<String> serials = new ArrayList<>();
		long now = 1_700_000_000_000L;
		for (long step : steps) {
			// clocks go back, too
			now += step - 1;
			serials.add(sequence.next(now).toString());
		}
		assertThat(serials).isSorted().doesNotHaveDuplicates();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "01700000000000-000", "01700000000000-000@", "1700000000000-000@s",
			"01700000000000-00@s", "01700000000000-000@s:", "01700000000000-000@s:x",
			"01700000000000-000@s:9999999999" })
	void whatIsNoSerialIsNone(String text) {
		assertThat(Serial.parse(text)).isNull();
	}

	@Property(seed = "42")
	void anyTextIsReadOrNot(@ForAll String text) {
		assertThat(Serial.parse(text)).satisfiesAnyOf((position) -> assertThat(position).isNull(),
				(position) -> assertThat(text).startsWith(position.serial().toString()));
	}

}
