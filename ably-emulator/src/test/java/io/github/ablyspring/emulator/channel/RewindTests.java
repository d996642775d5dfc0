package io.github.ablyspring.emulator.channel;

import java.util.Map;

import io.github.ablyspring.protocol.AblyException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RewindTests {

	@ParameterizedTest
	@CsvSource({ "1, 1, 9223372036854775807", "100, 100, 9223372036854775807", "5000, 100, 9223372036854775807",
			"15s, 100, 15000", "2m, 100, 120000" })
	void isANumberOrATime(String text, int count, long millis) {
		assertThat(Rewind.of(Map.of("rewind", text))).isEqualTo(new Rewind(count, millis));
	}

	@Test
	void canBeLimited() {
		assertThat(Rewind.of(Map.of("rewind", "2m", "rewindLimit", "5"))).isEqualTo(new Rewind(5, 120_000));
	}

	@Test
	void isNothingWithoutTheParameterOrWithZero() {
		assertThat(Rewind.of(Map.of())).isNull();
		assertThat(Rewind.of(Map.of("rewind", "0"))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "-1", "1h", "s", "1.5" })
	void isRefusedWhenItMakesNoSense(String text) {
		assertThatExceptionOfType(AblyException.class).isThrownBy(() -> Rewind.of(Map.of("rewind", text)));
	}

	@Property(seed = "42")
	void isUnderstoodOrRefused(@ForAll String text) {
		try {
			Rewind rewind = Rewind.of(Map.of("rewind", text));
			assertThat(rewind).satisfiesAnyOf((nothing) -> assertThat(nothing).isNull(),
					(some) -> assertThat(some.count()).isBetween(1, Rewind.MAX_COUNT));
		}
		catch (AblyException ex) {
			assertThat(ex.code()).isEqualTo(40003);
		}
	}

}
