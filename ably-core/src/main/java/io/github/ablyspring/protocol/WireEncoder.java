package io.github.ablyspring.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames, one after the other, on one thread at a time. Keeps the array it writes
 * into. For occasional writing there is {@link WireCodec}.
 */
public final class WireEncoder {

	private @Nullable JsonWriter json;

	private @Nullable MsgpackWriter msgpack;

	/** Makes an encoder. */
	public WireEncoder() {
	}

	/**
	 * Writes a value.
	 * @param <T> the type of the value
	 * @param format the format to write
	 * @param type the type of the value
	 * @param value the value
	 * @param to gets the bytes
	 */
	public <T> void write(WireFormat format, WireType<T> type, T value, ByteBuf to) {
		write(format, to, (writer) -> writer.writeObject(type, value));
	}

	/**
	 * Writes a list of values.
	 * @param <T> the type of the values
	 * @param format the format to write
	 * @param type the type of the values
	 * @param values the values
	 * @param to gets the bytes
	 */
	public <T> void writeList(WireFormat format, WireType<T> type, List<T> values, ByteBuf to) {
		write(format, to, (writer) -> writer.writeList(type, values));
	}

	/**
	 * Writes a tree of maps, collections, strings, booleans, numbers, {@code byte[]} and
	 * null. JSON has no binary; it becomes base64.
	 * @param format the format to write
	 * @param tree the tree
	 * @param to gets the bytes
	 * @throws AblyException with {@link ErrorCodes#INVALID_DATA} if there is anything
	 * else in the tree
	 */
	public void writeTree(WireFormat format, @Nullable Object tree, ByteBuf to) {
		write(format, to, (writer) -> writer.writeTree(tree));
	}

	private void write(WireFormat format, ByteBuf to, Consumer<WireWriter> content) {
		WireWriter writer = writer(format);
		writer.reset();
		content.accept(writer);
		to.writeBytes(writer.bytes, 0, writer.position);
		writer.clear();
	}

	byte[] write(WireFormat format, Consumer<WireWriter> content) {
		WireWriter writer = writer(format);
		writer.reset();
		content.accept(writer);
		return Arrays.copyOf(writer.bytes, writer.position);
	}

	private WireWriter writer(WireFormat format) {
		if (format == WireFormat.JSON) {
			JsonWriter writer = this.json;
			if (writer == null) {
				writer = new JsonWriter();
				this.json = writer;
			}
			return writer;
		}
		MsgpackWriter writer = this.msgpack;
		if (writer == null) {
			writer = new MsgpackWriter();
			this.msgpack = writer;
		}
		return writer;
	}

}
