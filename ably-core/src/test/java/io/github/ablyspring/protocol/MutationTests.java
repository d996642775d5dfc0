package io.github.ablyspring.protocol;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Whatever the bytes, a frame is read or refused with one {@link AblyException}, and
 * neither takes more memory than its size warrants. {@code -Dfuzz.mutations} says how
 * many mutations of each frame are tried; there are {@value #FRAMES} frames of each
 * format.
 */
class MutationTests {

	private static final int FRAMES = 100;

	/** 2 formats × 100 frames × 500 mutations are 100,000 tries. */
	private static final int MUTATIONS = Integer.getInteger("fuzz.mutations", 500);

	/**
	 * A list of one-byte elements, or nested ones, costs this much more than its bytes.
	 */
	private static final int MEMORY_PER_BYTE = 256;

	/** The JVM takes some for itself when a line of code runs for the first time. */
	private static final int MEMORY_AT_LEAST = 1024 * 1024;

	private static final byte[] NASTY = HexFormat.of()
		.parseHex("dfffffffffddffffffffdbffffffffc6ffffffffc9ffffffffdeffffdcffffcfffffffffffffffff"
				+ "c0c1c2c3c4c7cad3d480828f909f81a1ff7b7d5b5d22225c5c753a2c2d302e3965652b39395c7564383030"
				+ "eda080f0808080c080fe6e756c6c74727565");

	private final WireDecoder decoder = new WireDecoder();

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	@Provide
	Arbitrary<ProtocolMessage> json() {
		return new Samples(WireFormat.JSON).frames();
	}

	@Provide
	Arbitrary<ProtocolMessage> msgpack() {
		return new Samples(WireFormat.MSGPACK).frames();
	}

	@Property(tries = FRAMES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF, seed = "42")
	void ofJson(@ForAll("json") ProtocolMessage frame, @ForAll long seed) {
		mutate(WireFormat.JSON, frame, new Random(seed));
	}

	@Property(tries = FRAMES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF, seed = "42")
	void ofMsgpack(@ForAll("msgpack") ProtocolMessage frame, @ForAll long seed) {
		mutate(WireFormat.MSGPACK, frame, new Random(seed));
	}

	private void mutate(WireFormat format, ProtocolMessage frame, Random random) {
		byte[] valid = WireCodec.write(format, ProtocolMessage.TYPE, frame);
		for (int i = 0; i < MUTATIONS; i++) {
			byte[] bytes = valid;
			for (int times = 1 + random.nextInt(3); times > 0; times--) {
				bytes = mutate(bytes, random);
			}
			assertReadOrRefused(format, bytes);
		}
	}

	private void assertReadOrRefused(WireFormat format, byte[] bytes) {
		long before = this.threads.getCurrentThreadAllocatedBytes();
		ProtocolMessage read = readOrRefuse(format, bytes);
		long allocated = this.threads.getCurrentThreadAllocatedBytes() - before;
		if (allocated > MEMORY_AT_LEAST + (long) bytes.length * MEMORY_PER_BYTE) {
			fail("%,d bytes allocated for %d bytes of %s: %s", allocated, bytes.length, format,
					HexFormat.of().formatHex(bytes));
		}
		if (read != null) {
			// what was read can be written again, even where nobody would have written it
			// so
			assertThat(WireCodec.write(format, ProtocolMessage.TYPE, read)).isNotEmpty();
		}
	}

	private @Nullable ProtocolMessage readOrRefuse(WireFormat format, byte[] bytes) {
		try {
			return this.decoder.read(format, bytes, 0, bytes.length,
					(reader) -> reader.readObject(ProtocolMessage.TYPE));
		}
		catch (AblyException ex) {
			assertThat(ex.code()).isEqualTo(ErrorCodes.BAD_REQUEST);
			assertThat(ex.statusCode()).isEqualTo(400);
			return null;
		}
		catch (Throwable ex) {
			return fail("%s cannot cope with %s".formatted(format, HexFormat.of().formatHex(bytes)), ex);
		}
	}

	private static byte[] mutate(byte[] valid, Random random) {
		int at = random.nextInt(valid.length + 1);
		int length = Math.min(1 + random.nextInt(8), valid.length - at);
		return switch (random.nextInt(7)) {
			case 0 -> Arrays.copyOf(valid, at);
			case 1 -> replace(valid, at, length, new byte[0]);
			case 2 -> replace(valid, at, 0, Arrays.copyOfRange(valid, at, at + length));
			case 3 -> replace(valid, at, length, nasty(random));
			case 4 -> replace(valid, at, 0, nasty(random));
			case 5 -> replace(valid, at, length, noise(random, length));
			default -> flip(valid, random);
		};
	}

	private static byte[] flip(byte[] valid, Random random) {
		if (valid.length == 0) {
			return valid;
		}
		byte[] flipped = valid.clone();
		flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
		return flipped;
	}

	private static byte[] nasty(Random random) {
		int from = random.nextInt(NASTY.length);
		return Arrays.copyOfRange(NASTY, from, Math.min(from + 1 + random.nextInt(9), NASTY.length));
	}

	private static byte[] noise(Random random, int length) {
		byte[] noise = new byte[length];
		random.nextBytes(noise);
		return noise;
	}

	private static byte[] replace(byte[] valid, int at, int length, byte[] by) {
		byte[] replaced = new byte[valid.length - length + by.length];
		System.arraycopy(valid, 0, replaced, 0, at);
		System.arraycopy(by, 0, replaced, at, by.length);
		System.arraycopy(valid, at + length, replaced, at + by.length, valid.length - at - length);
		return replaced;
	}

}
