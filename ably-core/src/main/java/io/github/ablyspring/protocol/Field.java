package io.github.ablyspring.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

/**
 * One field of a {@link WireType}: its name in both formats, and how to read and write
 * it.
 *
 * @param <T> the type that has the field
 * @param <B> what gathers the fields while a value is read
 */
abstract sealed class Field<T, B> {

	final String name;

	/** The name as it stands in the bytes. */
	final byte[] bytes;

	final int length;

	final long first;

	final long last;

	/** Name in quotes and colon, as JSON has it. */
	final Name json;

	/** Header and name, as MessagePack has it. */
	final Name msgpack;

	/** The type that has the field. */
	String owner = "";

	/** Its place among the fields of the type. */
	int index;

	/** Its bit among the fields of the type. */
	long bit;

	Field(String name) {
		this.name = name;
		this.bytes = name.getBytes(StandardCharsets.US_ASCII);
		this.length = this.bytes.length;
		this.first = Words.first(this.bytes, 0, this.bytes.length);
		this.last = Words.last(this.bytes, 0, this.bytes.length);
		if (this.length > 31) {
			throw new IllegalArgumentException("The name of a field has at most 31 characters: " + name);
		}
		this.json = new Name(("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII));
		byte[] msgpack = new byte[this.length + 1];
		msgpack[0] = (byte) (0xa0 | this.length);
		System.arraycopy(this.bytes, 0, msgpack, 1, this.length);
		this.msgpack = new Name(msgpack);
	}

	final void place(String owner, int index) {
		if (index >= Long.SIZE) {
			throw new IllegalArgumentException(owner + " has more than " + Long.SIZE + " fields");
		}
		this.owner = owner;
		this.index = index;
		this.bit = 1L << index;
	}

	/** Reads the value, and sets it unless it is null on the wire. */
	abstract void read(WireReader reader, B into);

	/** Writes name and value, or nothing when there is no value. */
	abstract void write(WireWriter writer, T from);

	abstract @Nullable Object get(T from);

	static final class Text<T, B> extends Field<T, B> {

		private final Function<T, @Nullable String> get;

		private final BiConsumer<B, String> set;

		private final boolean symbol;

		Text(String name, Function<T, @Nullable String> get, BiConsumer<B, String> set, boolean symbol) {
			super(name);
			this.get = get;
			this.set = set;
			this.symbol = symbol;
		}

		@Override
		void read(WireReader reader, B into) {
			String value = this.symbol ? reader.readSymbol() : reader.readString();
			if (value != null) {
				this.set.accept(into, value);
			}
		}

		@Override
		void write(WireWriter writer, T from) {
			String value = this.get.apply(from);
			if (value != null) {
				writer.writeName(this);
				writer.writeString(value);
			}
		}

		@Override
		@Nullable Object get(T from) {
			return this.get.apply(from);
		}

	}

	static final class Int<T, B> extends Field<T, B> {

		private final int absent;

		private final int known;

		private final ToIntFunction<T> get;

		private final ObjIntConsumer<B> set;

		Int(String name, int absent, int known, ToIntFunction<T> get, ObjIntConsumer<B> set) {
			super(name);
			this.absent = absent;
			this.known = known;
			this.get = get;
			this.set = set;
		}

		@Override
		void read(WireReader reader, B into) {
			if (reader.readNull()) {
				return;
			}
			boolean constant = this.known != Integer.MAX_VALUE;
			this.set.accept(into, constant ? reader.readConstant(this, this.known) : reader.readInt());
		}

		@Override
		void write(WireWriter writer, T from) {
			int value = this.get.applyAsInt(from);
			if (value != this.absent) {
				writer.writeName(this);
				writer.writeLong(value);
			}
		}

		@Override
		Object get(T from) {
			return this.get.applyAsInt(from);
		}

	}

	static final class Int64<T, B> extends Field<T, B> {

		private final long absent;

		private final long known;

		private final ToLongFunction<T> get;

		private final ObjLongConsumer<B> set;

		Int64(String name, long absent, long known, ToLongFunction<T> get, ObjLongConsumer<B> set) {
			super(name);
			this.absent = absent;
			this.known = known;
			this.get = get;
			this.set = set;
		}

		@Override
		void read(WireReader reader, B into) {
			if (reader.readNull()) {
				return;
			}
			long value = reader.readLong();
			if ((value & ~this.known) != 0) {
				reader.unknown.unknown(UnknownListener.Kind.FLAG, this.owner,
						this.name + "=0x" + Long.toHexString(value & ~this.known));
			}
			this.set.accept(into, value);
		}

		@Override
		void write(WireWriter writer, T from) {
			long value = this.get.applyAsLong(from);
			if (value != this.absent) {
				writer.writeName(this);
				writer.writeLong(value);
			}
		}

		@Override
		Object get(T from) {
			return this.get.applyAsLong(from);
		}

	}

	/** A field that is an object in memory, which null stands for when there is none. */
	abstract static sealed class Boxed<T, B, V> extends Field<T, B> {

		private final Function<T, @Nullable V> get;

		private final BiConsumer<B, V> set;

		Boxed(String name, Function<T, @Nullable V> get, BiConsumer<B, V> set) {
			super(name);
			this.get = get;
			this.set = set;
		}

		abstract V readValue(WireReader reader);

		abstract void writeValue(WireWriter writer, V value);

		boolean writes(V value) {
			return true;
		}

		@Override
		final void read(WireReader reader, B into) {
			if (!reader.readNull()) {
				this.set.accept(into, readValue(reader));
			}
		}

		@Override
		final void write(WireWriter writer, T from) {
			V value = this.get.apply(from);
			if (value != null && writes(value)) {
				writer.writeName(this);
				writeValue(writer, value);
			}
		}

		@Override
		final @Nullable Object get(T from) {
			return this.get.apply(from);
		}

	}

	static final class BoxedInt64<T, B> extends Boxed<T, B, Long> {

		BoxedInt64(String name, Function<T, @Nullable Long> get, BiConsumer<B, Long> set) {
			super(name, get, set);
		}

		@Override
		Long readValue(WireReader reader) {
			return reader.readLong();
		}

		@Override
		void writeValue(WireWriter writer, Long value) {
			writer.writeLong(value);
		}

	}

	static final class Decimal<T, B> extends Boxed<T, B, Double> {

		Decimal(String name, Function<T, @Nullable Double> get, BiConsumer<B, Double> set) {
			super(name, get, set);
		}

		@Override
		Double readValue(WireReader reader) {
			return reader.readDouble();
		}

		@Override
		void writeValue(WireWriter writer, Double value) {
			writer.writeDouble(value);
		}

	}

	static final class Bool<T, B> extends Boxed<T, B, Boolean> {

		Bool(String name, Function<T, @Nullable Boolean> get, BiConsumer<B, Boolean> set) {
			super(name, get, set);
		}

		@Override
		Boolean readValue(WireReader reader) {
			return reader.readBoolean();
		}

		@Override
		void writeValue(WireWriter writer, Boolean value) {
			writer.writeBoolean(value);
		}

	}

	static final class Payload<T, B> extends Field<T, B> {

		private final Function<T, @Nullable Object> get;

		private final BiConsumer<B, Object> set;

		Payload(String name, Function<T, @Nullable Object> get, BiConsumer<B, Object> set) {
			super(name);
			this.get = get;
			this.set = set;
		}

		@Override
		void read(WireReader reader, B into) {
			Object value = reader.readTree();
			if (value != null) {
				this.set.accept(into, value);
			}
		}

		@Override
		void write(WireWriter writer, T from) {
			Object value = this.get.apply(from);
			if (value != null) {
				writer.writeName(this);
				writer.writeTree(value);
			}
		}

		@Override
		@Nullable Object get(T from) {
			return this.get.apply(from);
		}

	}

	static final class Tree<T, B> extends Boxed<T, B, Map<String, @Nullable Object>> {

		Tree(String name, Function<T, @Nullable Map<String, @Nullable Object>> get,
				BiConsumer<B, Map<String, @Nullable Object>> set) {
			super(name, get, set);
		}

		@Override
		Map<String, @Nullable Object> readValue(WireReader reader) {
			return reader.readMap();
		}

		@Override
		void writeValue(WireWriter writer, Map<String, @Nullable Object> value) {
			writer.writeTree(value);
		}

	}

	static final class Texts<T, B> extends Boxed<T, B, Map<String, String>> {

		Texts(String name, Function<T, @Nullable Map<String, String>> get, BiConsumer<B, Map<String, String>> set) {
			super(name, get, set);
		}

		@Override
		Map<String, String> readValue(WireReader reader) {
			return reader.readStringMap();
		}

		@Override
		boolean writes(Map<String, String> value) {
			return !value.isEmpty();
		}

		@Override
		void writeValue(WireWriter writer, Map<String, String> value) {
			writer.writeTree(value);
		}

	}

	static final class TextList<T, B> extends Boxed<T, B, List<@Nullable String>> {

		TextList(String name, Function<T, @Nullable List<@Nullable String>> get,
				BiConsumer<B, List<@Nullable String>> set) {
			super(name, get, set);
		}

		@Override
		List<@Nullable String> readValue(WireReader reader) {
			return reader.readStringList();
		}

		@Override
		void writeValue(WireWriter writer, List<@Nullable String> value) {
			writer.writeTree(value);
		}

	}

	static final class Nested<T, B, V> extends Boxed<T, B, V> {

		private final Supplier<WireType<V>> type;

		Nested(String name, Supplier<WireType<V>> type, Function<T, @Nullable V> get, BiConsumer<B, V> set) {
			super(name, get, set);
			this.type = type;
		}

		@Override
		V readValue(WireReader reader) {
			return reader.readObject(this.type.get());
		}

		@Override
		void writeValue(WireWriter writer, V value) {
			writer.writeObject(this.type.get(), value);
		}

	}

	static final class NestedMap<T, B, V> extends Boxed<T, B, Map<String, V>> {

		private final WireType<V> type;

		NestedMap(String name, WireType<V> type, Function<T, @Nullable Map<String, V>> get,
				BiConsumer<B, Map<String, V>> set) {
			super(name, get, set);
			this.type = type;
		}

		@Override
		Map<String, V> readValue(WireReader reader) {
			return reader.readObjectMap(this.type);
		}

		@Override
		boolean writes(Map<String, V> value) {
			return !value.isEmpty();
		}

		@Override
		void writeValue(WireWriter writer, Map<String, V> value) {
			writer.writeObjectMap(this.type, value);
		}

	}

	static final class NestedList<T, B, V> extends Boxed<T, B, List<V>> {

		private final WireType<V> type;

		NestedList(String name, WireType<V> type, Function<T, @Nullable List<V>> get, BiConsumer<B, List<V>> set) {
			super(name, get, set);
			this.type = type;
		}

		@Override
		List<V> readValue(WireReader reader) {
			return reader.readList(this.type);
		}

		@Override
		boolean writes(List<V> value) {
			return !value.isEmpty();
		}

		@Override
		void writeValue(WireWriter writer, List<V> value) {
			writer.writeList(this.type, value);
		}

	}

}
