package io.github.ablyspring.integration.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The direction of the arrows between the modules. See docs/architecture.md.
 */
class ModulesTests {

	private static final String ROOT = "io.github.ablyspring";

	private static final String BOOT = ROOT + ".boot..";

	private static final String BOOT_TEST = ROOT + ".boot.test..";

	private static final String EMULATOR = ROOT + ".emulator..";

	private static final JavaClasses PROJECT = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.withImportOption((location) -> !location.contains("-tests.jar"))
		.importPackages(ROOT);

	@Test
	void engineKnowsNobody() {
		noClasses().that()
			.resideOutsideOfPackages(BOOT, EMULATOR)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(BOOT, EMULATOR)
			.check(PROJECT);
	}

	@Test
	void emulatorKnowsOnlyProtocolAndMessagesOfTheEngine() {
		noClasses().that()
			.resideInAPackage(EMULATOR)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(BOOT, ROOT + ".transport..", ROOT + ".auth..", ROOT + ".rest..", ROOT + ".realtime..",
					ROOT + ".client..")
			.check(PROJECT);
	}

	@Test
	void emulatorKnowsNoFramework() {
		noClasses().that()
			.resideInAPackage(EMULATOR)
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..")
			.check(PROJECT);
	}

	@Test
	void autoConfigurationKnowsNothingOfTests() {
		noClasses().that()
			.resideInAPackage(BOOT)
			.and()
			.resideOutsideOfPackage(BOOT_TEST)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(BOOT_TEST)
			.check(PROJECT);
	}

	@Test
	void noPackageIsSplitOverModules() throws IOException {
		Map<String, Set<String>> modulesByPackage = new TreeMap<>();
		try (Stream<Path> files = Files.walk(Path.of("..").toRealPath())) {
			files.filter((file) -> file.toString().endsWith(".java")).forEach((file) -> {
				String[] moduleAndSource = file.toString().split("/src/main/java/");
				if (moduleAndSource.length == 2) {
					String folder = Path.of(moduleAndSource[1]).getParent().toString();
					modulesByPackage.computeIfAbsent(folder, (name) -> new TreeSet<>()).add(moduleAndSource[0]);
				}
			});
		}
		assertThat(modulesByPackage).isNotEmpty().allSatisfy((name, modules) -> assertThat(modules).hasSize(1));
	}

}
