package io.github.ablyspring.protocol;

import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes whatever a {@link WireType} describes, now and then. Whoever does so
 * all the time keeps a {@link WireDecoder} and a {@link WireEncoder}.
 * <p>
 * Bad bytes lead to one {@link AblyException}, in bounded time and memory; unknown things
 * never do.
 */
public final class WireCodec {

	private WireCodec() {
	}

	/**
	 * Reads a value. Consumes all readable bytes of the frame.
	 * @param <T> the type of the value
	 * @param format the format of the frame
	 * @param type the type of the value
	 * @param frame the frame
	 * @return the value
	 */
	public static <T> T read(WireFormat format, WireType<T> type, ByteBuf frame) {
		return read(format, type, frame, UnknownListener.NONE);
	}

	/**
	 * Reads a value. Consumes all readable bytes of the frame.
	 * @param <T> the type of the value
	 * @param format the format of the frame
	 * @param type the type of the value
	 * @param frame the frame
	 * @param unknown is told what is not known
	 * @return the value
	 */
	public static <T> T read(WireFormat format, WireType<T> type, ByteBuf frame, UnknownListener unknown) {
		return decoder(unknown).read(format, type, frame);
	}

	/**
	 * Reads a value.
	 * @param <T> the type of the value
	 * @param format the format of the bytes
	 * @param type the type of the value
	 * @param bytes the bytes
	 * @return the value
	 */
	public static <T> T read(WireFormat format, WireType<T> type, byte[] bytes) {
		return read(format, type, bytes, UnknownListener.NONE);
	}

	/**
	 * Reads a value.
	 * @param <T> the type of the value
	 * @param format the format of the bytes
	 * @param type the type of the value
	 * @param bytes the bytes
	 * @param unknown is told what is not known
	 * @return the value
	 */
	public static <T> T read(WireFormat format, WireType<T> type, byte[] bytes, UnknownListener unknown) {
		return decoder(unknown).read(format, bytes, 0, bytes.length, (reader) -> reader.readObject(type));
	}

	/**
	 * Reads a list of values. Consumes all readable bytes of the frame.
	 * @param <T> the type of the values
	 * @param format the format of the frame
	 * @param type the type of the values
	 * @param frame the frame
	 * @return the values
	 */
	public static <T> List<T> readList(WireFormat format, WireType<T> type, ByteBuf frame) {
		return decoder(UnknownListener.NONE).readList(format, type, frame);
	}

	/**
	 * Reads a list of values.
	 * @param <T> the type of the values
	 * @param format the format of the bytes
	 * @param type the type of the values
	 * @param bytes the bytes
	 * @return the values
	 */
	public static <T> List<T> readList(WireFormat format, WireType<T> type, byte[] bytes) {
		return readList(format, type, bytes, UnknownListener.NONE);
	}

	/**
	 * Reads a list of values.
	 * @param <T> the type of the values
	 * @param format the format of the bytes
	 * @param type the type of the values
	 * @param bytes the bytes
	 * @param unknown is told what is not known
	 * @return the values
	 */
	public static <T> List<T> readList(WireFormat format, WireType<T> type, byte[] bytes, UnknownListener unknown) {
		return decoder(unknown).read(format, bytes, 0, bytes.length, (reader) -> reader.readList(type));
	}

	/**
	 * Reads anything. Consumes all readable bytes of the frame.
	 * @param format the format of the frame
	 * @param frame the frame
	 * @return the tree, see {@link WireDecoder#readTree}
	 */
	public static @Nullable Object readTree(WireFormat format, ByteBuf frame) {
		return decoder(UnknownListener.NONE).readTree(format, frame);
	}

	/**
	 * Reads anything.
	 * @param format the format of the bytes
	 * @param bytes the bytes
	 * @return the tree, see {@link WireDecoder#readTree}
	 */
	public static @Nullable Object readTree(WireFormat format, byte[] bytes) {
		return decoder(UnknownListener.NONE).<@Nullable Object>read(format, bytes, 0, bytes.length,
				WireReader::readTree);
	}

	/**
	 * Writes a value.
	 * @param <T> the type of the value
	 * @param format the format to write
	 * @param type the type of the value
	 * @param value the value
	 * @param to gets the bytes
	 */
	public static <T> void write(WireFormat format, WireType<T> type, T value, ByteBuf to) {
		new WireEncoder().write(format, type, value, to);
	}

	/**
	 * Writes a value.
	 * @param <T> the type of the value
	 * @param format the format to write
	 * @param type the type of the value
	 * @param value the value
	 * @return the bytes
	 */
	public static <T> byte[] write(WireFormat format, WireType<T> type, T value) {
		return new WireEncoder().write(format, (writer) -> writer.writeObject(type, value));
	}

	/**
	 * Writes a list of values.
	 * @param <T> the type of the values
	 * @param format the format to write
	 * @param type the type of the values
	 * @param values the values
	 * @param to gets the bytes
	 */
	public static <T> void writeList(WireFormat format, WireType<T> type, List<T> values, ByteBuf to) {
		new WireEncoder().writeList(format, type, values, to);
	}

	/**
	 * Writes a list of values.
	 * @param <T> the type of the values
	 * @param format the format to write
	 * @param type the type of the values
	 * @param values the values
	 * @return the bytes
	 */
	public static <T> byte[] writeList(WireFormat format, WireType<T> type, List<T> values) {
		return new WireEncoder().write(format, (writer) -> writer.writeList(type, values));
	}

	/**
	 * Writes a tree.
	 * @param format the format to write
	 * @param tree the tree, see {@link WireEncoder#writeTree}
	 * @param to gets the bytes
	 */
	public static void writeTree(WireFormat format, @Nullable Object tree, ByteBuf to) {
		new WireEncoder().writeTree(format, tree, to);
	}

	/**
	 * Writes a tree.
	 * @param format the format to write
	 * @param tree the tree, see {@link WireEncoder#writeTree}
	 * @return the bytes
	 */
	public static byte[] writeTree(WireFormat format, @Nullable Object tree) {
		return new WireEncoder().write(format, (writer) -> writer.writeTree(tree));
	}

	/** Remembers no symbols, since it is used once. */
	private static WireDecoder decoder(UnknownListener unknown) {
		return new WireDecoder(unknown, null);
	}

}
