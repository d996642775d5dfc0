package io.github.ablyspring.emulator.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.ablyspring.emulator.error.Refusals;
import io.github.ablyspring.emulator.wire.Tree;
import org.jspecify.annotations.Nullable;

/**
 * A capability: which operations are permitted on which resources.
 */
public final class Grants {

	private static final String ANY = "*";

	/**
	 * Everything, on qualified channels as well.
	 */
	public static final Grants EVERYTHING = Grants.of(Map.of("[*]*", List.of(ANY)));

	/**
	 * Everything on plain channels, which is what a key has when nobody says otherwise.
	 */
	public static final Grants ALL_CHANNELS = Grants.of(Map.of(ANY, List.of(ANY)));

	private final SortedMap<String, SortedSet<String>> operations;

	private final Map<String, ResourcePattern> patterns = new LinkedHashMap<>();

	private Grants(SortedMap<String, SortedSet<String>> operations) {
		this.operations = operations;
		operations.keySet().forEach((resource) -> this.patterns.put(resource, ResourcePattern.parse(resource)));
	}

	/**
	 * Reads a capability.
	 * @param json the text
	 * @return what it grants
	 */
	public static Grants parse(String json) {
		Object tree;
		try {
			tree = Tree.parseJson(json);
		}
		catch (RuntimeException ex) {
			throw Refusals.badRequest("The capability is not valid JSON");
		}
		return of(tree);
	}

	/**
	 * Reads a capability.
	 * @param tree an object of resource names and lists of operations
	 * @return what it grants
	 */
	public static Grants of(@Nullable Object tree) {
		if (!(tree instanceof Map<?, ?> map)) {
			throw Refusals.badRequest("A capability is an object of resources");
		}
		SortedMap<String, SortedSet<String>> operations = new TreeMap<>();
		map.forEach((resource, listed) -> operations.put(String.valueOf(resource), operationsOf(listed)));
		if (operations.isEmpty()) {
			throw Refusals.badRequest("The capability is empty");
		}
		return new Grants(operations);
	}

	private static SortedSet<String> operationsOf(@Nullable Object listed) {
		if (!(listed instanceof List<?> list) || list.isEmpty()) {
			throw Refusals.badRequest("Each resource of a capability has a list of operations");
		}
		SortedSet<String> operations = new TreeSet<>();
		for (Object operation : list) {
			if (!(operation instanceof String text) || text.isEmpty()) {
				throw Refusals.badRequest("An operation of a capability is a text");
			}
			operations.add(text);
		}
		if (operations.contains(ANY) && operations.size() > 1) {
			throw Refusals.badRequest("'*' stands alone in a list of operations");
		}
		return operations;
	}

	/**
	 * Tells whether an operation is permitted on a channel.
	 * @param operation the operation
	 * @param qualifier what stands in brackets before the name, if anything does
	 * @param name the name without it
	 * @return whether it is
	 */
	public boolean permits(Operation operation, @Nullable String qualifier, String name) {
		for (Map.Entry<String, ResourcePattern> entry : this.patterns.entrySet()) {
			if (has(entry.getKey(), operation) && entry.getValue().covers(qualifier, name)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Tells whether an operation that is not about one channel is permitted.
	 * @param operation the operation
	 * @return whether some resource has it
	 */
	public boolean permitsSomewhere(Operation operation) {
		return this.operations.keySet().stream().anyMatch((resource) -> has(resource, operation));
	}

	/**
	 * Tells whether a resource is named, literally.
	 * @param resource the resource
	 * @return whether it is
	 */
	public boolean names(String resource) {
		return this.operations.containsKey(resource);
	}

	private boolean has(String resource, Operation operation) {
		SortedSet<String> permitted = this.operations.getOrDefault(resource, new TreeSet<>());
		return permitted.contains(ANY) || permitted.contains(operation.wireName());
	}

	/**
	 * What this and another capability have in common.
	 * @param other the other one
	 * @return the common part, or {@code null} when there is none
	 */
	public @Nullable Grants intersect(Grants other) {
		SortedMap<String, SortedSet<String>> common = new TreeMap<>();
		this.operations.forEach((mine, myOperations) -> other.operations.forEach((theirs, theirOperations) -> {
			String resource = narrower(mine, other, theirs);
			SortedSet<String> both = intersect(myOperations, theirOperations);
			if (resource != null && !both.isEmpty()) {
				common.merge(resource, both, Grants::union);
			}
		}));
		return common.isEmpty() ? null : new Grants(common);
	}

	private @Nullable String narrower(String mine, Grants other, String theirs) {
		ResourcePattern myPattern = this.patterns.get(mine);
		ResourcePattern theirPattern = other.patterns.get(theirs);
		if (myPattern == null || theirPattern == null) {
			return null;
		}
		if (theirPattern.includes(myPattern)) {
			return mine;
		}
		return myPattern.includes(theirPattern) ? theirs : null;
	}

	private static SortedSet<String> intersect(SortedSet<String> some, SortedSet<String> others) {
		if (some.contains(ANY)) {
			return others;
		}
		if (others.contains(ANY)) {
			return some;
		}
		SortedSet<String> both = new TreeSet<>(some);
		both.retainAll(others);
		return both;
	}

	private static SortedSet<String> union(SortedSet<String> some, SortedSet<String> others) {
		if (some.contains(ANY) || others.contains(ANY)) {
			return new TreeSet<>(List.of(ANY));
		}
		SortedSet<String> all = new TreeSet<>(some);
		all.addAll(others);
		return all;
	}

	/**
	 * The capability as text, always the same for the same grants.
	 * @return JSON without white space
	 */
	public String toJson() {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		this.operations.forEach((resource, permitted) -> tree.put(resource, List.copyOf(permitted)));
		return Tree.toJson(tree);
	}

	@Override
	public String toString() {
		return toJson();
	}

}
