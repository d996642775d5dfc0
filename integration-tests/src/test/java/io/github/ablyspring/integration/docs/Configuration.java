package io.github.ablyspring.integration.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

/**
 * The properties that the modules have told of.
 */
final class Configuration {

	private static final Map<String, String> KNOWN = known();

	private Configuration() {
	}

	/** The properties of {@code ably} in a piece of YAML that do not exist. */
	static List<String> unknown(String yaml) {
		YamlPropertiesFactoryBean reader = new YamlPropertiesFactoryBean();
		reader.setResources(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		return reader.getObject()
			.stringPropertyNames()
			.stream()
			.filter((name) -> name.startsWith("ably."))
			.filter((name) -> !exists(uniform(name.replaceAll("\\[\\d+]", "").replaceAll("\\[[^]]*]", ".key"))))
			.sorted()
			.toList();
	}

	private static boolean exists(String name) {
		if (KNOWN.containsKey(name)) {
			return true;
		}
		int dot = name.lastIndexOf('.');
		while (dot > 0) {
			String type = KNOWN.get(name.substring(0, dot));
			if (type != null) {
				return type.startsWith("java.util.Map");
			}
			dot = name.lastIndexOf('.', dot - 1);
		}
		return false;
	}

	private static String uniform(String name) {
		return name.replace("-", "").toLowerCase(Locale.ROOT);
	}

	private static Map<String, String> known() {
		Map<String, String> known = new TreeMap<>();
		try {
			for (URL url : Collections.list(
					Configuration.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
				try (InputStream in = url.openStream()) {
					for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
						known.put(uniform(property.path("name").asString()), property.path("type").asString(""));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return known;
	}

}
