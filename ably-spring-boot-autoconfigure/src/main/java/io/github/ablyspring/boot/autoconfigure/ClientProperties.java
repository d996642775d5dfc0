package io.github.ablyspring.boot.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.ablyspring.boot.client.AblyClients;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The properties of each client: those of one with a name where they are set, and those
 * of the main one otherwise.
 */
final class ClientProperties {

	private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("ably.clients");

	private static final List<String> CREDENTIALS = List.of("key", "token", "auth-url");

	private final Environment environment;

	ClientProperties(Environment environment) {
		this.environment = environment;
	}

	/** The names of all clients but the main one. */
	Set<String> names() {
		Set<String> names = new LinkedHashSet<>(Binder.get(this.environment)
			.bind(CLIENTS, Bindable.mapOf(String.class, Object.class))
			.orElse(Map.of())
			.keySet());
		if (names.contains(AblyClients.DEFAULT)) {
			throw new InvalidConfigurationPropertyValueException(name(AblyClients.DEFAULT).toString(), "…",
					"'" + AblyClients.DEFAULT + "' is the name of the client that ably.* is for: take another.");
		}
		return names;
	}

	/** Whether a client has a name, and credentials of its own. */
	boolean hasCredentials(String client) {
		if (client.equals(AblyClients.DEFAULT)) {
			return false;
		}
		Binder binder = Binder.get(this.environment);
		return CREDENTIALS.stream().anyMatch((property) -> has(binder, client, property));
	}

	/** Whether a client has an endpoint of its own. */
	boolean hasEndpoint(String client) {
		return has(Binder.get(this.environment), client, "endpoint");
	}

	private static boolean has(Binder binder, String client, String property) {
		return StringUtils.hasText(binder.bind(name(client).append(property), Bindable.of(String.class)).orElse(""));
	}

	AblyProperties of(String client) {
		if (client.equals(AblyClients.DEFAULT)) {
			return Binder.get(this.environment).bindOrCreate("ably", AblyProperties.class);
		}
		boolean withCredentials = !hasCredentials(client);
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		ConfigurationPropertySources.get(this.environment).forEach(sources::add);
		List<ConfigurationPropertySource> all = new ArrayList<>(sources);
		for (ConfigurationPropertySource source : sources) {
			all.add(InheritedProperties.of(source, name(client), withCredentials));
		}
		return new Binder(all, new PropertySourcesPlaceholdersResolver(this.environment)).bindOrCreate(name(client),
				Bindable.of(AblyProperties.class), null);
	}

	private static ConfigurationPropertyName name(String client) {
		return CLIENTS.append(ConfigurationPropertyName.isValid(client) ? client : "[" + client + "]");
	}

}
