package io.github.ablyspring.message;

import org.jspecify.annotations.Nullable;

/**
 * Applies a delta to the payload it was made from (VD1, PC3).
 */
@FunctionalInterface
public interface VcdiffDecoder {

	/**
	 * Apply a delta.
	 * @param delta the delta, in the VCDIFF format
	 * @param base the payload of the message that the delta was made from; not to be
	 * changed
	 * @return the payload of the message that the delta stands for
	 */
	byte[] decode(byte[] delta, byte[] base);

	/**
	 * Stands for no decoder at all, also where there is one on the class path: a channel
	 * that receives a delta fails.
	 */
	VcdiffDecoder NONE = (delta, base) -> {
		throw new UnsupportedOperationException("There is no decoder for deltas");
	};

	/**
	 * The decoder of {@code com.davidehrmann.vcdiff:vcdiff-core}.
	 * @return the decoder, {@code null} if that library is not on the class path
	 */
	static @Nullable VcdiffDecoder onClassPath() {
		return VcdiffCoreDecoder.ifPresent();
	}

}
