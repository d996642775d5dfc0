package io.github.ablyspring.emulator.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.protocol.WireCodec;
import io.github.ablyspring.protocol.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * Looks into JSON trees, which are plain maps, lists, texts, numbers and booleans.
 */
public final class Tree {

	private Tree() {
	}

	public static @Nullable Object parseJson(String json) {
		return WireCodec.readTree(WireFormat.JSON, json.getBytes(StandardCharsets.UTF_8));
	}

	public static String toJson(@Nullable Object tree) {
		return new String(WireCodec.writeTree(WireFormat.JSON, tree), StandardCharsets.UTF_8);
	}

	/**
	 * A tree that has to be an object.
	 * @param tree the tree
	 * @return the object
	 */
	@SuppressWarnings("unchecked")
	public static Map<String, @Nullable Object> map(@Nullable Object tree) {
		if (tree instanceof Map<?, ?> map) {
			return (Map<String, @Nullable Object>) map;
		}
		throw Refusals.badBody("An object is expected");
	}

	/**
	 * A tree that is a list, or a single item of one.
	 * @param tree the tree
	 * @return the list
	 */
	@SuppressWarnings("unchecked")
	public static List<@Nullable Object> listOrOne(@Nullable Object tree) {
		if (tree instanceof List<?> list) {
			return (List<@Nullable Object>) list;
		}
		if (tree == null) {
			throw Refusals.badBody("A body is expected");
		}
		return List.of(tree);
	}

	/**
	 * A field that is a text, if there is one.
	 * @param map the object
	 * @param name the field
	 * @return the text, or {@code null} when there is none
	 */
	public static @Nullable String text(Map<String, @Nullable Object> map, String name) {
		Object value = map.get(name);
		if (value == null || value instanceof String) {
			return (String) value;
		}
		throw Refusals.badBody("The field " + name + " has to be a text");
	}

	/**
	 * A field that is a whole number, possibly written as text.
	 * @param map the object
	 * @param name the field
	 * @return the number, or {@code null} when there is none
	 */
	public static @Nullable Long number(Map<String, @Nullable Object> map, String name) {
		Object value = map.get(name);
		if (value == null) {
			return null;
		}
		if (value instanceof Number number) {
			return number.longValue();
		}
		try {
			return Long.valueOf(value.toString().trim());
		}
		catch (NumberFormatException ex) {
			throw Refusals.badParameter("The field " + name + " has to be a number");
		}
	}

	/**
	 * A field that is switched on.
	 * @param map the object
	 * @param name the field
	 * @return whether it is there and true
	 */
	public static boolean flag(Map<String, @Nullable Object> map, String name) {
		return Boolean.TRUE.equals(map.get(name));
	}

}
