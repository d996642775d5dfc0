package io.github.ablyspring.emulator.annotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.github.ablyspring.protocol.WireAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * A way in which annotations add up. The end of their type names it, for instance
 * <code>reaction:distinct.v1</code>.
 */
abstract sealed class Aggregation {

	/**
	 * The way a type of annotations adds up.
	 * @param type the type
	 * @return the way, or {@code null} when it has none
	 */
	static @Nullable Aggregation of(String type) {
		return switch (type.substring(type.lastIndexOf(':') + 1)) {
			case "total.v1" -> new Total();
			case "flag.v1" -> new FlagPerClient();
			case "distinct.v1" -> new Distinct(false);
			case "unique.v1" -> new Distinct(true);
			case "multiple.v1" -> new Multiple();
			default -> null;
		};
	}

	/**
	 * Tells whether annotations of a type need to say whose they are.
	 * @param type the type
	 * @return whether they do
	 */
	static boolean needsClientId(String type) {
		Aggregation aggregation = of(type);
		return aggregation instanceof FlagPerClient || aggregation instanceof Distinct;
	}

	abstract void add(WireAnnotation annotation);

	abstract void remove(WireAnnotation annotation);

	abstract Map<String, @Nullable Object> toTree();

	static String clientId(WireAnnotation annotation) {
		return (annotation.clientId() != null) ? annotation.clientId() : "";
	}

	static String name(WireAnnotation annotation) {
		return (annotation.name() != null) ? annotation.name() : "";
	}

	static Map<String, @Nullable Object> clientIdList(Set<String> clientIds) {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		tree.put("total", (long) clientIds.size());
		tree.put("clientIds", new ArrayList<>(clientIds));
		tree.put("clipped", false);
		return tree;
	}

	/** Just how many. */
	static final class Total extends Aggregation {

		private long total;

		@Override
		void add(WireAnnotation annotation) {
			this.total++;
		}

		@Override
		void remove(WireAnnotation annotation) {
			this.total = Math.max(0, this.total - 1);
		}

		@Override
		Map<String, @Nullable Object> toTree() {
			return Map.of("total", this.total);
		}

	}

	/** Who, each once. */
	static final class FlagPerClient extends Aggregation {

		private final Set<String> clientIds = new LinkedHashSet<>();

		@Override
		void add(WireAnnotation annotation) {
			this.clientIds.add(clientId(annotation));
		}

		@Override
		void remove(WireAnnotation annotation) {
			this.clientIds.remove(clientId(annotation));
		}

		@Override
		Map<String, @Nullable Object> toTree() {
			return clientIdList(this.clientIds);
		}

	}

	/** Who for which name; if unique, each for one name only, the last. */
	static final class Distinct extends Aggregation {

		private final Map<String, Set<String>> byName = new LinkedHashMap<>();

		private final boolean unique;

		Distinct(boolean unique) {
			this.unique = unique;
		}

		@Override
		void add(WireAnnotation annotation) {
			if (this.unique) {
				removeEverywhere(clientId(annotation));
			}
			this.byName.computeIfAbsent(name(annotation), (name) -> new LinkedHashSet<>()).add(clientId(annotation));
		}

		@Override
		void remove(WireAnnotation annotation) {
			if (this.unique) {
				removeEverywhere(clientId(annotation));
				return;
			}
			Set<String> clientIds = this.byName.get(name(annotation));
			if (clientIds != null && clientIds.remove(clientId(annotation)) && clientIds.isEmpty()) {
				this.byName.remove(name(annotation));
			}
		}

		private void removeEverywhere(String clientId) {
			this.byName.values().forEach((clientIds) -> clientIds.remove(clientId));
			this.byName.values().removeIf(Set::isEmpty);
		}

		@Override
		Map<String, @Nullable Object> toTree() {
			Map<String, @Nullable Object> tree = new LinkedHashMap<>();
			this.byName.forEach((name, clientIds) -> tree.put(name, clientIdList(clientIds)));
			return tree;
		}

	}

	/** Who for which name how often. */
	static final class Multiple extends Aggregation {

		private final Map<String, Counts> byName = new LinkedHashMap<>();

		@Override
		void add(WireAnnotation annotation) {
			this.byName.computeIfAbsent(name(annotation), (name) -> new Counts()).add(annotation);
		}

		@Override
		void remove(WireAnnotation annotation) {
			Counts counts = this.byName.get(name(annotation));
			if (counts != null && counts.remove(annotation.clientId())) {
				this.byName.remove(name(annotation));
			}
		}

		@Override
		Map<String, @Nullable Object> toTree() {
			Map<String, @Nullable Object> tree = new LinkedHashMap<>();
			this.byName.forEach((name, counts) -> tree.put(name, counts.toTree()));
			return tree;
		}

	}

	private static final class Counts {

		private final Map<String, Long> byClient = new LinkedHashMap<>();

		private long unidentified;

		void add(WireAnnotation annotation) {
			long count = Math.max(1, annotation.count());
			if (annotation.clientId() == null) {
				this.unidentified += count;
			}
			else {
				this.byClient.merge(annotation.clientId(), count, Long::sum);
			}
		}

		boolean remove(@Nullable String clientId) {
			if (clientId != null) {
				this.byClient.remove(clientId);
			}
			return this.byClient.isEmpty() && this.unidentified == 0;
		}

		Map<String, @Nullable Object> toTree() {
			long identified = this.byClient.values().stream().mapToLong(Long::longValue).sum();
			Map<String, @Nullable Object> tree = new LinkedHashMap<>();
			tree.put("total", identified + this.unidentified);
			tree.put("clientIds", new LinkedHashMap<>(this.byClient));
			tree.put("totalUnidentified", this.unidentified);
			tree.put("clipped", false);
			tree.put("totalClientIds", (long) this.byClient.size());
			return tree;
		}

	}

}
