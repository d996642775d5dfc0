package io.github.ablyspring.emulator.annotation;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.ablyspring.protocol.WireAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of one message add up to, for each type that has a way of adding
 * up.
 */
public final class Summary {

	private final Map<String, Aggregation> aggregations = new LinkedHashMap<>();

	/**
	 * Adds or removes an annotation.
	 * @param annotation the annotation
	 * @return whether its type is one that adds up
	 */
	public boolean apply(WireAnnotation annotation) {
		String type = (annotation.type() != null) ? annotation.type() : "";
		Aggregation aggregation = this.aggregations.get(type);
		if (aggregation == null) {
			aggregation = Aggregation.of(type);
			if (aggregation == null) {
				return false;
			}
			this.aggregations.put(type, aggregation);
		}
		if (annotation.action() == AnnotationActions.DELETE) {
			aggregation.remove(annotation);
		}
		else {
			aggregation.add(annotation);
		}
		return true;
	}

	/**
	 * The summary as it is written.
	 * @return from type to what its annotations add up to
	 */
	public Map<String, @Nullable Object> toTree() {
		Map<String, @Nullable Object> tree = new LinkedHashMap<>();
		this.aggregations.forEach((type, aggregation) -> tree.put(type, aggregation.toTree()));
		return tree;
	}

}
