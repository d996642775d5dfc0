package io.github.ablyspring.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordsTests {

	@Property(seed = "42")
	void eightDigitsAreTheirNumber(@ForAll @IntRange(max = 99_999_999) int number) {
		long word = Words.at(ascii(String.format("%08d", number)), 0);
		assertThat(Words.isDigits(word)).isTrue();
		assertThat(Words.number(word)).isEqualTo(number);
	}

	@Test
	void anyOtherByteAmongThemIsNoticed() {
		for (int place = 0; place < 8; place++) {
			for (int other = 0; other < 256; other++) {
				byte[] bytes = ascii("90909090");
				bytes[place] = (byte) other;
				assertThat(Words.isDigits(Words.at(bytes, 0))).isEqualTo(other >= '0' && other <= '9');
			}
		}
	}

	@Property(seed = "42")
	void numbersOfAnyLengthAreRead(@ForAll @LongRange(min = -1) long number, @ForAll @IntRange(max = 20) int spaces) {
		for (long shorter = number; shorter > 0; shorter /= 10) {
			String json = "{\"timestamp\":" + shorter + " ".repeat(spaces) + "}";
			assertThat(WireCodec.read(WireFormat.JSON, ProtocolMessage.TYPE, ascii(json)).timestamp())
				.isEqualTo(shorter);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 7, 8, 9, 15, 16, 17, 24, 31 })
	void aNameIsToldFromOthersByEveryByte(int length) {
		byte[] bytes = ascii("abcdefghijklmnopqrstuvwxyzABCDE".substring(0, length));
		Name name = new Name(bytes);
		byte[] frame = new byte[64];
		Arrays.fill(frame, (byte) '-');
		System.arraycopy(bytes, 0, frame, 3, length);
		assertThat(name.isAt(frame, 3, 3 + length)).isTrue();
		assertThat(name.isAt(frame, 3, 3 + length - 1)).isFalse();
		for (int i = 0; i < length; i++) {
			byte[] other = frame.clone();
			other[3 + i] ^= 1;
			assertThat(name.isAt(other, 3, 64)).isFalse();
		}
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
