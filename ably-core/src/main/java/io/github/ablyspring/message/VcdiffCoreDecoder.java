package io.github.ablyspring.message;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import com.davidehrmann.vcdiff.VCDiffDecoderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * {@link VcdiffDecoder} on vcdiff-core.
 */
final class VcdiffCoreDecoder implements VcdiffDecoder {

	// far more than a message can have, so that a forged delta cannot fill the memory
	private static final int LARGEST = 16 * 1024 * 1024;

	static @Nullable VcdiffDecoder ifPresent() {
		try {
			// the class of the library is looked for here, or not found
			VCDiffDecoderBuilder.builder();
			return new VcdiffCoreDecoder();
		}
		catch (NoClassDefFoundError ex) {
			return null;
		}
	}

	@Override
	public byte[] decode(byte[] delta, byte[] base) {
		ByteArrayOutputStream decoded = new ByteArrayOutputStream(base.length + delta.length);
		try {
			VCDiffDecoderBuilder.builder()
				.withMaxTargetFileSize(LARGEST)
				.withMaxTargetWindowSize(LARGEST)
				.buildSimple()
				.decode(base, delta, decoded);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return decoded.toByteArray();
	}

}
