package io.github.ablyspring.emulator.delta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import com.davidehrmann.vcdiff.VCDiffDecoderBuilder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VcdiffEncoderTests {

	private static byte[] decode(byte[] source, byte[] delta) throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		VCDiffDecoderBuilder.builder().buildSimple().decode(source, delta, target);
		return target.toByteArray();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void aSmallChangeOfAShortTextMakesAShorterDelta() throws IOException {
		byte[] source = bytes("{\"foo\":\"bar\",\"count\":1,\"status\":\"active\"}");
		byte[] target = bytes("{\"foo\":\"bar\",\"count\":2,\"status\":\"inactive\"}");
		byte[] delta = VcdiffEncoder.encode(source, target);
		assertThat(delta.length).isLessThan(target.length);
		assertThat(decode(source, delta)).isEqualTo(target);
	}

	@Test
	void nothingInCommonStillDecodes() throws IOException {
		byte[] source = new byte[5000];
		byte[] target = new byte[70_000];
		new Random(1).nextBytes(source);
		new Random(2).nextBytes(target);
		assertThat(decode(source, VcdiffEncoder.encode(source, target))).isEqualTo(target);
	}

	@Test
	void aRepetitivePayloadDoesNotTakeForever() throws IOException {
		byte[] source = new byte[65_536];
		byte[] target = new byte[65_536];
		Arrays.fill(target, 65_000, 65_536, (byte) 1);
		assertThat(decode(source, VcdiffEncoder.encode(source, target))).isEqualTo(target);
	}

	@Property(tries = 500, seed = "42")
	void whateverIsEncodedIsDecoded(@ForAll("payload") byte[] source, @ForAll("payload") byte[] target)
			throws IOException {
		assertThat(decode(source, VcdiffEncoder.encode(source, target))).isEqualTo(target);
	}

	@Property(tries = 500, seed = "42")
	void aChangedPayloadIsDecoded(@ForAll("payload") byte[] source, @ForAll int from, @ForAll int to,
			@ForAll byte[] inserted) throws IOException {
		int start = Math.floorMod(from, source.length + 1);
		int end = Math.max(start, Math.floorMod(to, source.length + 1));
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		target.write(source, 0, start);
		target.writeBytes(inserted);
		target.write(source, end, source.length - end);
		assertThat(decode(source, VcdiffEncoder.encode(source, target.toByteArray()))).isEqualTo(target.toByteArray());
	}

	// few different bytes, so that there is much to copy; an empty source makes a delta
	// that this decoder does not take
	@Provide
	Arbitrary<byte[]> payload() {
		return Arbitraries.bytes().between((byte) 'a', (byte) 'd').array(byte[].class).ofMinSize(1).ofMaxSize(600);
	}

}
