package io.github.ablyspring.protocol;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Finds a field by the bytes of its name, without making a string of them. The name is
 * told by its first and last eight bytes and its length.
 */
final class FieldTable<T> {

	private final @Nullable Field<T, Object>[] slots;

	private final int shift;

	FieldTable(Field<T, Object>[] fields) {
		int bits = Integer.SIZE - Integer.numberOfLeadingZeros(fields.length * 4 + 3);
		this.slots = slots(1 << bits);
		this.shift = Long.SIZE - bits;
		for (Field<T, Object> field : fields) {
			if (find(field.first, field.last, field.bytes, 0, field.length) != null) {
				throw new IllegalArgumentException("There are two fields of the name " + field.name);
			}
			int slot = slot(field.first, field.last);
			while (this.slots[slot] != null) {
				slot = next(slot);
			}
			this.slots[slot] = field;
		}
	}

	@Nullable Field<T, Object> find(long first, long last, byte[] bytes, int offset, int length) {
		int slot = slot(first, last);
		Field<T, Object> field;
		while ((field = this.slots[slot]) != null) {
			if (field.first == first && field.last == last && field.length == length
					&& (length <= 16 || Arrays.equals(field.bytes, 8, length, bytes, offset + 8, offset + length))) {
				return field;
			}
			slot = next(slot);
		}
		return null;
	}

	private int slot(long first, long last) {
		return (int) (Words.mix(first, last) >>> this.shift);
	}

	private int next(int slot) {
		return (slot + 1) & (this.slots.length - 1);
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	static <T> @Nullable Field<T, Object>[] slots(int size) {
		return new Field[size];
	}

}
