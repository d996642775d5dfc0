package io.github.ablyspring.boot.listener;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanExpressionContext;
import org.springframework.beans.factory.config.BeanExpressionResolver;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Resolves placeholders and expressions in the texts of annotations.
 */
final class TextResolver {

	private final ConfigurableListableBeanFactory beans;

	TextResolver(ConfigurableListableBeanFactory beans) {
		this.beans = beans;
	}

	String text(String text) {
		Object value = value(text);
		return (value != null) ? value.toString() : "";
	}

	List<String> texts(String... texts) {
		List<String> all = new ArrayList<>();
		for (String text : texts) {
			add(all, value(text), text.contains("${"));
		}
		return all;
	}

	// a placeholder may stand for a list, as everywhere in the environment
	private static void add(List<String> all, @Nullable Object value, boolean placeholder) {
		if (value instanceof Collection<?> several) {
			several.forEach((each) -> add(all, each, false));
		}
		else if (value instanceof Object[] several) {
			Arrays.asList(several).forEach((each) -> add(all, each, false));
		}
		else if (value instanceof String text && placeholder && text.contains(",")) {
			Arrays.stream(text.split(",")).map(String::strip).filter((each) -> !each.isEmpty()).forEach(all::add);
		}
		else if (value != null) {
			all.add(value.toString());
		}
	}

	private @Nullable Object value(String text) {
		String resolved = this.beans.resolveEmbeddedValue(text);
		BeanExpressionResolver expressions = this.beans.getBeanExpressionResolver();
		if (resolved == null || expressions == null) {
			return resolved;
		}
		return expressions.evaluate(resolved, new BeanExpressionContext(this.beans, null));
	}

}
