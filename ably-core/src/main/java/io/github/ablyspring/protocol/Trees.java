package io.github.ablyspring.protocol;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Compares trees of maps and lists as the JDK does, except that arrays of bytes are equal
 * if their bytes are.
 */
final class Trees {

	private Trees() {
	}

	static boolean equal(@Nullable Object left, @Nullable Object right) {
		if (left instanceof byte[] bytes) {
			return right instanceof byte[] others && Arrays.equals(bytes, others);
		}
		if (left instanceof Map<?, ?> map) {
			return right instanceof Map<?, ?> other && equal(map, other);
		}
		if (left instanceof List<?> list) {
			return right instanceof List<?> other && equal(list, other);
		}
		return Objects.equals(left, right);
	}

	private static boolean equal(Map<?, ?> left, Map<?, ?> right) {
		if (left.size() != right.size()) {
			return false;
		}
		for (Map.Entry<?, ?> entry : left.entrySet()) {
			Object key = entry.getKey();
			if (!right.containsKey(key) || !equal(entry.getValue(), right.get(key))) {
				return false;
			}
		}
		return true;
	}

	private static boolean equal(List<?> left, List<?> right) {
		if (left.size() != right.size()) {
			return false;
		}
		Iterator<?> others = right.iterator();
		for (Object element : left) {
			if (!equal(element, others.next())) {
				return false;
			}
		}
		return true;
	}

	static int hash(@Nullable Object tree) {
		if (tree instanceof byte[] bytes) {
			return Arrays.hashCode(bytes);
		}
		if (tree instanceof Map<?, ?> map) {
			int hash = 0;
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				hash += Objects.hashCode(entry.getKey()) ^ hash(entry.getValue());
			}
			return hash;
		}
		if (tree instanceof List<?> list) {
			int hash = 1;
			for (Object element : list) {
				hash = 31 * hash + hash(element);
			}
			return hash;
		}
		return Objects.hashCode(tree);
	}

}
