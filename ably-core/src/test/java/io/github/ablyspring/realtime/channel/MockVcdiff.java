package io.github.ablyspring.realtime.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

import io.github.ablyspring.message.VcdiffDecoder;

/**
 * Deltas that contain base and result in readable form, so that a wrong base is noticed.
 */
final class MockVcdiff implements VcdiffDecoder {

	/** What the decoder was called with: delta and base by turns. */
	final List<byte[]> calls = new ArrayList<>();

	private int failures;

	static MockVcdiff failing() {
		return failing(Integer.MAX_VALUE);
	}

	static MockVcdiff failing(int times) {
		MockVcdiff vcdiff = new MockVcdiff();
		vcdiff.failures = times;
		return vcdiff;
	}

	static byte[] encode(String base, String value) {
		return encode(bytes(base), bytes(value));
	}

	static byte[] encode(byte[] base, byte[] value) {
		Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
		return bytes(encoder.encodeToString(base) + "/" + encoder.encodeToString(value));
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public byte[] decode(byte[] delta, byte[] base) {
		this.calls.add(delta);
		this.calls.add(base);
		if (this.failures > 0) {
			this.failures--;
			throw new IllegalStateException("Simulated vcdiff decode failure");
		}
		String[] parts = new String(delta, StandardCharsets.UTF_8).split("/");
		if (parts.length != 2) {
			throw new IllegalArgumentException("Invalid delta format");
		}
		if (!Arrays.equals(Base64.getUrlDecoder().decode(parts[0]), base)) {
			throw new IllegalArgumentException("Base mismatch");
		}
		return Base64.getUrlDecoder().decode(parts[1]);
	}

}
