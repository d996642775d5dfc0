package io.github.ablyspring.protocol;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Finds a field by the bytes of its name, without making a string of them.
 */
final class FieldTable<T> {

	private final @Nullable Field<T, Object>[] slots;

	private final int mask;

	FieldTable(Field<T, Object>[] fields) {
		int size = Integer.highestOneBit(fields.length * 4 + 3);
		this.slots = slots(size);
		this.mask = size - 1;
		for (Field<T, Object> field : fields) {
			if (find(field.bytes, 0, field.bytes.length) != null) {
				throw new IllegalArgumentException("There are two fields of the name " + field.name);
			}
			int slot = slotOf(field.bytes, 0, field.bytes.length);
			while (this.slots[slot] != null) {
				slot = (slot + 1) & this.mask;
			}
			this.slots[slot] = field;
		}
	}

	@Nullable Field<T, Object> find(byte[] bytes, int offset, int length) {
		long first = Words.first(bytes, offset, length);
		long last = Words.last(bytes, offset, length);
		for (int slot = Words.hash(first, last, length) & this.mask;; slot = (slot + 1) & this.mask) {
			Field<T, Object> field = this.slots[slot];
			if (field == null) {
				return null;
			}
			if (field.first == first && field.last == last && field.bytes.length == length
					&& (length <= 16 || Arrays.equals(field.bytes, 8, length, bytes, offset + 8, offset + length))) {
				return field;
			}
		}
	}

	private int slotOf(byte[] bytes, int offset, int length) {
		return Words.hash(Words.first(bytes, offset, length), Words.last(bytes, offset, length), length) & this.mask;
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private static <T> @Nullable Field<T, Object>[] slots(int size) {
		return new Field[size];
	}

}
