package io.github.ablyspring.boot.autoconfigure;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;

/**
 * Shows the properties of the main client as if they were those of another one.
 */
class InheritedProperties implements ConfigurationPropertySource {

	private static final ConfigurationPropertyName MAIN = ConfigurationPropertyName.of("ably");

	// another connection's recovery key would have two clients be one
	private static final Set<String> NEVER = Set.of("recover", "clients");

	private static final Set<String> CREDENTIALS = Set.of("key", "token", "auth-url", "auth-method", "auth-headers",
			"auth-params", "use-token-auth");

	final ConfigurationPropertyName client;

	private final ConfigurationPropertySource source;

	private final boolean withCredentials;

	private InheritedProperties(ConfigurationPropertySource source, ConfigurationPropertyName client,
			boolean withCredentials) {
		this.source = source;
		this.client = client;
		this.withCredentials = withCredentials;
	}

	static ConfigurationPropertySource of(ConfigurationPropertySource source, ConfigurationPropertyName client,
			boolean withCredentials) {
		return (source instanceof IterableConfigurationPropertySource iterable)
				? new Listed(iterable, client, withCredentials)
				: new InheritedProperties(source, client, withCredentials);
	}

	@Override
	public @Nullable ConfigurationProperty getConfigurationProperty(@Nullable ConfigurationPropertyName name) {
		ConfigurationPropertyName main = (name != null) ? main(name) : null;
		ConfigurationProperty property = (main != null) ? this.source.getConfigurationProperty(main) : null;
		return (name != null && property != null)
				? new ConfigurationProperty(name, property.getValue(), property.getOrigin()) : null;
	}

	@Override
	public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
		ConfigurationPropertyName main = main(name);
		return (main != null) ? this.source.containsDescendantOf(main) : ConfigurationPropertyState.ABSENT;
	}

	private @Nullable ConfigurationPropertyName main(ConfigurationPropertyName name) {
		int depth = this.client.getNumberOfElements();
		if (name.equals(this.client)) {
			return MAIN;
		}
		if (!this.client.isAncestorOf(name)
				|| !inherits(name.getElement(depth, ConfigurationPropertyName.Form.UNIFORM))) {
			return null;
		}
		return append(MAIN, name, depth);
	}

	// element by element: subName fails for names that were appended to
	static ConfigurationPropertyName append(ConfigurationPropertyName start, ConfigurationPropertyName name, int from) {
		ConfigurationPropertyName all = start;
		for (int i = from; i < name.getNumberOfElements(); i++) {
			String element = name.getElement(i, ConfigurationPropertyName.Form.ORIGINAL);
			all = all.append(name.chop(i + 1).isLastElementIndexed() ? "[" + element + "]" : element);
		}
		return all;
	}

	final boolean inherits(String element) {
		Predicate<String> same = (name) -> name.replace("-", "").equals(element);
		return NEVER.stream().noneMatch(same) && (this.withCredentials || CREDENTIALS.stream().noneMatch(same));
	}

	private static final class Listed extends InheritedProperties implements IterableConfigurationPropertySource {

		private final IterableConfigurationPropertySource source;

		private Listed(IterableConfigurationPropertySource source, ConfigurationPropertyName client,
				boolean withCredentials) {
			super(source, client, withCredentials);
			this.source = source;
		}

		@Override
		public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
			return super.containsDescendantOf(name);
		}

		@Override
		public Stream<ConfigurationPropertyName> stream() {
			return this.source.stream()
				.filter((name) -> MAIN.isAncestorOf(name)
						&& inherits(name.getElement(1, ConfigurationPropertyName.Form.UNIFORM)))
				.map((name) -> append(this.client, name, 1));
		}

	}

}
