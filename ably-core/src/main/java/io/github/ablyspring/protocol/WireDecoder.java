package io.github.ablyspring.protocol;

import java.util.List;
import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames, one after the other, on one thread at a time. Keeps what it can use
 * again: an array for the bytes, and short strings that come with every frame, such as
 * names of channels. For occasional reading there is {@link WireCodec}.
 */
public final class WireDecoder {

	private static final int KEPT = 64 * 1024;

	private final UnknownListener unknown;

	private final @Nullable Symbols symbols;

	private @Nullable JsonReader json;

	private @Nullable MsgpackReader msgpack;

	private byte[] copy = {};

	/** Makes a decoder that tells nobody what it does not know. */
	public WireDecoder() {
		this(UnknownListener.NONE);
	}

	/**
	 * Makes a decoder.
	 * @param unknown is told what is not known
	 */
	public WireDecoder(UnknownListener unknown) {
		this(unknown, new Symbols());
	}

	WireDecoder(UnknownListener unknown, @Nullable Symbols symbols) {
		this.unknown = unknown;
		this.symbols = symbols;
	}

	/**
	 * Reads a value. Consumes all readable bytes of the frame.
	 * @param <T> the type of the value
	 * @param format the format of the frame
	 * @param type the type of the value
	 * @param frame the frame
	 * @return the value
	 * @throws AblyException if the frame is not what it should be
	 */
	public <T> T read(WireFormat format, WireType<T> type, ByteBuf frame) {
		return read(format, frame, (reader) -> reader.readObject(type));
	}

	/**
	 * Reads a list of values. Consumes all readable bytes of the frame.
	 * @param <T> the type of the values
	 * @param format the format of the frame
	 * @param type the type of the values
	 * @param frame the frame
	 * @return the values
	 * @throws AblyException if the frame is not what it should be
	 */
	public <T> List<T> readList(WireFormat format, WireType<T> type, ByteBuf frame) {
		return read(format, frame, (reader) -> reader.readList(type));
	}

	/**
	 * Reads anything: maps, lists, strings, booleans, {@code Long}s, {@code Double}s,
	 * null, and, of MessagePack, {@code byte[]}. Consumes all readable bytes of the
	 * frame.
	 * @param format the format of the frame
	 * @param frame the frame
	 * @return the tree, which cannot be changed
	 * @throws AblyException if the frame is not what it should be
	 */
	public @Nullable Object readTree(WireFormat format, ByteBuf frame) {
		return read(format, frame, WireReader::readTree);
	}

	private <R extends @Nullable Object> R read(WireFormat format, ByteBuf frame, Function<WireReader, R> content) {
		int length = frame.readableBytes();
		byte[] bytes;
		int start;
		if (frame.hasArray()) {
			bytes = frame.array();
			start = frame.arrayOffset() + frame.readerIndex();
		}
		else {
			bytes = copy(frame, length);
			start = 0;
		}
		frame.skipBytes(length);
		return read(format, bytes, start, length, content);
	}

	<R extends @Nullable Object> R read(WireFormat format, byte[] bytes, int start, int length,
			Function<WireReader, R> content) {
		WireReader reader = reader(format);
		reader.reset(bytes, start, start + length, this.unknown);
		try {
			R result = content.apply(reader);
			reader.end();
			return result;
		}
		finally {
			reader.clear();
		}
	}

	/** To read from an array is faster than from direct memory, even with the copy. */
	private byte[] copy(ByteBuf frame, int length) {
		byte[] to = this.copy;
		if (to.length < length) {
			to = new byte[Math.max(length, 1024)];
			if (length <= KEPT) {
				this.copy = to;
			}
		}
		frame.getBytes(frame.readerIndex(), to, 0, length);
		return to;
	}

	private WireReader reader(WireFormat format) {
		if (format == WireFormat.JSON) {
			JsonReader reader = this.json;
			if (reader == null) {
				reader = new JsonReader(this.symbols);
				this.json = reader;
			}
			return reader;
		}
		MsgpackReader reader = this.msgpack;
		if (reader == null) {
			reader = new MsgpackReader(this.symbols);
			this.msgpack = reader;
		}
		return reader;
	}

}
