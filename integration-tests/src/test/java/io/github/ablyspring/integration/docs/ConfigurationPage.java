package io.github.ablyspring.integration.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page on configuration, made of what the modules tell of their properties.
 */
final class ConfigurationPage {

	private static final String HEAD = """
			# Configuration

			All properties, made of the metadata by which IDEs complete them. Nothing here is edited by hand: see
			`ConfigurationPageTests`.

			```yaml
			ably:
			  key: ${ABLY_KEY}
			  client-id: warehouse
			```

			Without credentials, and with `ably-emulator` on the class path, the application has a server of its own.

			## Channels

			Options of channels by name, or by pattern. A name counts before a pattern, and the first pattern that fits before
			others. They hold wherever the application gets a channel: from a client, by a template, in a listener.

			```yaml
			ably:
			  channels:
			    "[chat:*]":
			      cipher-key: ${CHAT_KEY}
			    prices:
			      params:
			        delta: vcdiff
			      modes: subscribe
			```

			| property of a channel | says |
			|---|---|
			| `cipher-key` | with which key payloads are encrypted, in base64 |
			| `params` | parameters, such as `rewind` or `delta` |
			| `modes` | what the client wants to do; what Ably grants by default when empty |
			| `attach-on-subscribe` | whether subscribing attaches the channel; `true` |

			Options of channels that properties do not name can be given by a `ChannelDefaults` bean.

			## Several clients

			```yaml
			ably:
			  key: ${ABLY_KEY}
			  clients:
			    billing:
			      key: ${ABLY_BILLING_KEY}
			    audit:
			      client-id: audit
			      echo-messages: false
			```

			```java
			@Component
			class Invoices {

				Invoices(@Qualifier("billing") AblyTemplate ably, AblyRealtime main) { … }

			}
			```

			Each has a realtime and a REST client, an `AblyTemplate`, a `ReactiveAblyTemplate`, a health, and a connection of its
			own; they share threads. Who asks without a name gets the main one. Listeners say `client = "billing"`.

			A client with a name can have all properties of the main one below `ably.clients.<name>`. What is not set for it is as
			for the main one, except `recover`; a client with credentials of its own (`key`, `token` or `auth-url`) takes none of
			the main one's. Beans of plugin types (`MessageInterceptor`, `AuthCallback`, `HttpTransport`…) are for all clients,
			unless they are qualified by the name of one; an `AblyClientOptionsCustomizer` is told the name.

			""";

	private ConfigurationPage() {
	}

	static String text() {
		StringBuilder page = new StringBuilder(HEAD);
		sections().forEach((section, properties) -> {
			page.append("## `")
				.append(section)
				.append(".*`\n\n| property | type | default | says |\n|---|---|---|---|\n");
			properties.forEach((property) -> page.append(row(section, property)));
			page.append('\n');
		});
		return page.toString().stripTrailing() + "\n";
	}

	private static Map<String, List<JsonNode>> sections() {
		Map<String, JsonNode> properties = new TreeMap<>();
		for (JsonNode metadata : metadata()) {
			for (JsonNode property : metadata.path("properties")) {
				if (property.path("name").asString().startsWith("ably.")) {
					properties.put(property.path("name").asString(), property);
				}
			}
		}
		Map<String, List<JsonNode>> sections = new LinkedHashMap<>();
		sections.put("ably", new ArrayList<>());
		properties.forEach((name, property) -> {
			String section = name.substring(0, name.lastIndexOf('.'));
			sections.computeIfAbsent(section, (key) -> new ArrayList<>()).add(property);
		});
		return sections;
	}

	private static String row(String section, JsonNode property) {
		String name = property.path("name").asString().substring(section.length() + 1);
		JsonNode preset = property.path("defaultValue");
		String values = (preset.isArray())
				? preset.valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")) : preset.asString("");
		return "| `" + name + "` | " + type(property.path("type").asString()) + " | "
				+ (values.isEmpty() ? "" : "`" + values + "`") + " | "
				+ property.path("description").asString("").strip() + " |\n";
	}

	private static String type(String type) {
		try {
			Class<?> loaded = Class.forName(type);
			if (loaded.isEnum()) {
				return Arrays.stream(loaded.getEnumConstants())
					.map((value) -> "`" + ((Enum<?>) value).name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
					.collect(Collectors.joining(", "));
			}
		}
		catch (ClassNotFoundException ex) {
			// generic: only its name is needed
		}
		return "`" + type.replaceAll("[\\w.]+[.$]", "").replace(",", ", ") + "`";
	}

	private static List<JsonNode> metadata() {
		List<JsonNode> metadata = new ArrayList<>();
		try {
			for (URL url : Collections.list(ConfigurationPage.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream in = url.openStream()) {
					metadata.add(JsonMapper.shared().readTree(in));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return metadata;
	}

}
