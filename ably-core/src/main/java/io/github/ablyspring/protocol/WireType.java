package io.github.ablyspring.protocol;

import java.util.ArrayList;
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
 * Says once which fields a type has on the wire; JSON and MessagePack both follow from
 * it. <pre class="code">
 * static final WireType&lt;Point&gt; TYPE = WireType.describe("Point", Builder::new, Builder::build)
 *     .int64("x", Point::x, Builder::x)
 *     .string("label", Point::label, Builder::label)
 *     .build();
 * </pre> A field that is absent or null on the wire leaves the builder as it is; a null
 * value is left out when writing. Unknown fields are skipped.
 *
 * @param <T> the type that is described
 */
public final class WireType<T> {

	private final String name;

	private final Supplier<?> start;

	private final Function<Object, T> finish;

	final Field<T, Object>[] fields;

	private final FieldTable<T> table;

	private final @Nullable Shortcut<T> shortcut;

	private WireType(String name, Supplier<?> start, Function<Object, T> finish, Field<T, Object>[] fields,
			@Nullable Shortcut<T> shortcut) {
		this.name = name;
		this.start = start;
		this.finish = finish;
		this.fields = fields;
		this.table = new FieldTable<>(fields);
		this.shortcut = shortcut;
	}

	/**
	 * Starts a description.
	 * @param <T> the type to describe
	 * @param <B> what gathers the fields while a value is read
	 * @param name the name of the type, for messages
	 * @param start makes something that gathers the fields
	 * @param finish makes the value of what was gathered
	 * @return a builder of the description
	 */
	public static <T, B> Builder<T, B> describe(String name, Supplier<B> start, Function<B, T> finish) {
		return new Builder<>(name, start, finish);
	}

	/**
	 * The name of the type, for messages.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/** The same type, written as it is described; for the test that compares. */
	WireType<T> withoutShortcut() {
		return new WireType<>(this.name, this.start, this.finish, this.fields, null);
	}

	T read(WireReader reader) {
		Object into = this.start.get();
		reader.readFields(this, into);
		return this.finish.apply(into);
	}

	void write(WireWriter writer, T value) {
		Shortcut<T> fast = this.shortcut;
		if (fast == null || !fast.write(this.fields, writer, value)) {
			for (Field<T, Object> field : this.fields) {
				field.write(writer, value);
			}
		}
	}

	@Nullable Field<T, Object> find(byte[] bytes, int offset, int length) {
		return find(Words.first(bytes, offset, length), Words.last(bytes, offset, length), bytes, offset, length);
	}

	/** Finds a field by its name, whose first and last eight bytes are known already. */
	@Nullable Field<T, Object> find(long first, long last, byte[] bytes, int offset, int length) {
		return this.table.find(first, last, bytes, offset, length);
	}

	/** Whether two values have the same fields; binary ones by their bytes. */
	boolean equal(T left, T right) {
		for (Field<T, Object> field : this.fields) {
			if (!Trees.equal(field.get(left), field.get(right))) {
				return false;
			}
		}
		return true;
	}

	int hash(T value) {
		int hash = 0;
		for (Field<T, Object> field : this.fields) {
			hash = 31 * hash + Trees.hash(field.get(value));
		}
		return hash;
	}

	@Override
	public String toString() {
		return "WireType[" + this.name + "]";
	}

	/**
	 * Writes the fields of a type by hand. A description costs two calls for each field
	 * that the JIT cannot foresee, also for fields that are absent. For the few types
	 * that nearly all frames consist of it pays to avoid them: the frame of one message
	 * of 100 bytes is written in 135 ns instead of 245 ns. To read it gains nothing. The
	 * description stands as it is, and a test compares what both write.
	 */
	interface Shortcut<T> {

		/** Writes all fields, or says that it cannot. */
		boolean write(Field<T, ?>[] fields, WireWriter writer, T from);

	}

	/**
	 * Gathers the fields of a description. Each has a name, a way to get it from a value,
	 * and a way to set it while a value is read.
	 *
	 * @param <T> the type to describe
	 * @param <B> what gathers the fields while a value is read
	 */
	public static final class Builder<T, B> {

		private final String type;

		private final Supplier<B> start;

		private final Function<B, T> finish;

		private final List<Field<T, B>> fields = new ArrayList<>();

		private @Nullable Shortcut<T> shortcut;

		private Builder(String type, Supplier<B> start, Function<B, T> finish) {
			this.type = type;
			this.start = start;
			this.finish = finish;
		}

		/**
		 * A text.
		 * @param name the name of the field
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> string(String name, Function<T, @Nullable String> get, BiConsumer<B, String> set) {
			return add(new Field.Text<>(name, get, set, false));
		}

		/**
		 * A text that is often the same from frame to frame, such as the name of a
		 * channel, so that it pays to remember it instead of decoding it again.
		 * @param name the name of the field
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> symbol(String name, Function<T, @Nullable String> get, BiConsumer<B, String> set) {
			return add(new Field.Text<>(name, get, set, true));
		}

		/**
		 * A whole number of 32 bits.
		 * @param name the name of the field
		 * @param absent the number that stands for none, which is not written
		 * @param get gets it
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> integer(String name, int absent, ToIntFunction<T> get, ObjIntConsumer<B> set) {
			return add(new Field.Int<>(name, absent, Integer.MAX_VALUE, get, set));
		}

		/**
		 * A number that stands for a constant. Others than those known are carried, and
		 * told to the {@link UnknownListener}; -1 stands for none.
		 * @param name the name of the field
		 * @param known how many constants are known; their numbers start from zero
		 * @param get gets it
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> constant(String name, int known, ToIntFunction<T> get, ObjIntConsumer<B> set) {
			return add(new Field.Int<>(name, -1, known, get, set));
		}

		/**
		 * A whole number of 64 bits.
		 * @param name the name of the field
		 * @param absent the number that stands for none, which is not written
		 * @param get gets it
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> int64(String name, long absent, ToLongFunction<T> get, ObjLongConsumer<B> set) {
			return add(new Field.Int64<>(name, absent, -1, get, set));
		}

		/**
		 * A whole number of 64 bits.
		 * @param name the name of the field
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> int64(String name, Function<T, @Nullable Long> get, BiConsumer<B, Long> set) {
			return add(new Field.BoxedInt64<>(name, get, set));
		}

		/**
		 * A number whose bits are flags; 0 is not written. Bits that are not known are
		 * carried, and told to the {@link UnknownListener}.
		 * @param name the name of the field
		 * @param known all bits that are known
		 * @param get gets it
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> flags(String name, long known, ToLongFunction<T> get, ObjLongConsumer<B> set) {
			return add(new Field.Int64<>(name, 0, known, get, set));
		}

		/**
		 * A number.
		 * @param name the name of the field
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> decimal(String name, Function<T, @Nullable Double> get, BiConsumer<B, Double> set) {
			return add(new Field.Decimal<>(name, get, set));
		}

		/**
		 * Yes or no.
		 * @param name the name of the field
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> bool(String name, Function<T, @Nullable Boolean> get, BiConsumer<B, Boolean> set) {
			return add(new Field.Bool<>(name, get, set));
		}

		/**
		 * Anything: a text, a {@code byte[]}, a number, a boolean, a map or a list.
		 * @param name the name of the field
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> payload(String name, Function<T, @Nullable Object> get, BiConsumer<B, Object> set) {
			return add(new Field.Payload<>(name, get, set));
		}

		/**
		 * A map from texts to anything.
		 * @param name the name of the field
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> map(String name, Function<T, @Nullable Map<String, @Nullable Object>> get,
				BiConsumer<B, Map<String, @Nullable Object>> set) {
			return add(new Field.Tree<>(name, get, set));
		}

		/**
		 * A map from texts to texts. An empty one is not written.
		 * @param name the name of the field
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> stringMap(String name, Function<T, @Nullable Map<String, String>> get,
				BiConsumer<B, Map<String, String>> set) {
			return add(new Field.Texts<>(name, get, set));
		}

		/**
		 * A list of texts, some of which may be null. Unlike other lists it is written
		 * also when it is empty.
		 * @param name the name of the field
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public Builder<T, B> stringList(String name, Function<T, @Nullable List<@Nullable String>> get,
				BiConsumer<B, List<@Nullable String>> set) {
			return add(new Field.TextList<>(name, get, set));
		}

		/**
		 * A value of another type.
		 * @param <V> the other type
		 * @param name the name of the field
		 * @param type describes the other type
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public <V> Builder<T, B> object(String name, WireType<V> type, Function<T, @Nullable V> get,
				BiConsumer<B, V> set) {
			return object(name, () -> type, get, set);
		}

		/**
		 * A value of another type, or of the same.
		 * @param <V> the other type
		 * @param name the name of the field
		 * @param type gives the description of the other type when it is needed
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public <V> Builder<T, B> object(String name, Supplier<WireType<V>> type, Function<T, @Nullable V> get,
				BiConsumer<B, V> set) {
			return add(new Field.Nested<>(name, type, get, set));
		}

		/**
		 * A map from texts to values of another type. An empty one is not written.
		 * @param <V> the other type
		 * @param name the name of the field
		 * @param type describes the other type
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public <V> Builder<T, B> objectMap(String name, WireType<V> type, Function<T, @Nullable Map<String, V>> get,
				BiConsumer<B, Map<String, V>> set) {
			return add(new Field.NestedMap<>(name, type, get, set));
		}

		/**
		 * A list of values of another type. An empty one is not written.
		 * @param <V> the other type
		 * @param name the name of the field
		 * @param type describes the other type
		 * @param get gets it, null when absent
		 * @param set sets it
		 * @return this
		 */
		public <V> Builder<T, B> list(String name, WireType<V> type, Function<T, @Nullable List<V>> get,
				BiConsumer<B, List<V>> set) {
			return add(new Field.NestedList<>(name, type, get, set));
		}

		/** Has the fields written by hand where that is possible. */
		Builder<T, B> shortcut(Shortcut<T> shortcut) {
			this.shortcut = shortcut;
			return this;
		}

		/**
		 * Ends the description.
		 * @return the description
		 */
		@SuppressWarnings("unchecked")
		public WireType<T> build() {
			Field<T, Object>[] all = this.fields.toArray(Field[]::new);
			return new WireType<>(this.type, this.start, (Function<Object, T>) this.finish, all, this.shortcut);
		}

		private Builder<T, B> add(Field<T, B> field) {
			field.place(this.type, this.fields.size());
			this.fields.add(field);
			return this;
		}

	}

}
