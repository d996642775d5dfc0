package io.github.ablyspring.integration.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.netty.channel.ChannelHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Netty looks at the methods of channel handlers by reflection. A native image has to be
 * told of ours, and of no others.
 */
class NativeMetadataTests {

	@ParameterizedTest
	@CsvSource({ "ably-core, io.github.ablyspring.transport", "ably-emulator, io.github.ablyspring.emulator" })
	void namesAllChannelHandlersOfTheModule(String module, String packages) throws IOException {
		Set<String> handlers = new TreeSet<>();
		new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages(packages)
			.stream()
			.filter((type) -> type.isAssignableTo(ChannelHandler.class))
			.map(JavaClass::getName)
			// the import option does not know those that come as a jar
			.filter((name) -> !name.matches(".*Tests(\\$.*)?"))
			.forEach(handlers::add);
		assertThat(handlers).isNotEmpty();
		assertThat(named(module)).isEqualTo(handlers);
	}

	private static Set<String> named(String module) throws IOException {
		String resource = "META-INF/native-image/io.github.ablyspring/" + module + "/reachability-metadata.json";
		Set<String> names = new TreeSet<>();
		try (InputStream in = NativeMetadataTests.class.getClassLoader().getResourceAsStream(resource)) {
			assertThat(in).as(resource).isNotNull();
			for (JsonNode type : JsonMapper.shared().readTree(in).required("reflection")) {
				assertThat(type.required("allPublicMethods").booleanValue()).isTrue();
				names.add(type.required("type").stringValue());
			}
		}
		return names;
	}

}
