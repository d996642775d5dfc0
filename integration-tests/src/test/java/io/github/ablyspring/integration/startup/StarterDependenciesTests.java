package io.github.ablyspring.integration.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The starter brings nothing that is not used.
 */
class StarterDependenciesTests {

	// What makes the WebClient.Builder, and what that needs: it takes part by its beans.
	private static final Set<String> NEEDED_BY_OTHERS = Set.of("spring-boot-http-client", "spring-boot-webclient");

	@Test
	void everyJarIsUsedByTheEngineOrTheAutoConfiguration() throws IOException {
		List<Location> modules = new ArrayList<>();
		for (String module : StarterJars.modules()) {
			modules.add(module.endsWith(".jar") ? Location.of(new JarFile(module)) : Location.of(Path.of(module)));
		}
		JavaClasses ours = new ClassFileImporter().importLocations(modules);
		Set<String> used = new HashSet<>();
		ours.forEach((type) -> type.getDirectDependenciesFromSelf()
			.forEach((dependency) -> used.add(dependency.getTargetClass().getBaseComponentType().getName())));
		assertThat(ours).extracting(JavaClass::getPackageName).contains("io.github.ablyspring.client");
		List<String> jars = StarterJars.othersAddedByTheStarter();
		assertThat(jars).hasSize(StarterJars.expectedOthers());
		for (String jar : jars) {
			if (!NEEDED_BY_OTHERS.contains(StarterJars.artifact(jar))) {
				assertThat(classes(jar)).as(jar).anyMatch(used::contains);
			}
		}
	}

	private static Set<String> classes(String jar) throws IOException {
		Set<String> classes = new HashSet<>();
		try (JarFile file = new JarFile(jar)) {
			file.stream()
				.map((entry) -> entry.getName())
				.filter((name) -> name.endsWith(".class"))
				.forEach((name) -> classes.add(name.substring(0, name.length() - 6).replace('/', '.')));
		}
		return classes;
	}

}
