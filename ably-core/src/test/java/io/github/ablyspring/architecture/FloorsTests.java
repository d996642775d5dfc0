package io.github.ablyspring.architecture;

import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * The floors of the engine, each of which knows only those below it. See
 * docs/architecture.md.
 */
class FloorsTests {

	private static final List<String> FLOORS_FROM_BELOW = List.of("protocol", "message", "transport", "auth", "rest",
			"realtime", "client");

	private static final JavaClasses CORE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.github.ablyspring");

	@ParameterizedTest
	@MethodSource("floors")
	void floorKnowsOnlyThoseBelow(int floor) {
		String[] above = packages(floor + 1, FLOORS_FROM_BELOW.size());
		noClasses().that()
			.resideInAnyPackage(packages(floor, floor + 1))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(above)
			.check(CORE);
	}

	@Test
	void everythingLivesOnAFloor() {
		classes().should().resideInAnyPackage(packages(0, FLOORS_FROM_BELOW.size())).check(CORE);
	}

	@Test
	void knowsNoFramework() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "io.micrometer..", "io.github.resilience4j..")
			.check(CORE);
	}

	@Test
	void protocolDoesNoInputOutput() {
		noClasses().that()
			.resideInAnyPackage(packages(0, 1))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.net..", "java.nio.channels..", "java.nio.file..", "reactor..",
					"io.netty.channel..", "io.netty.handler..")
			.check(CORE);
	}

	@Test
	void protocolStartsNoThreads() {
		noClasses().that()
			.resideInAnyPackage(packages(0, 1))
			.should()
			.dependOnClassesThat()
			.areAssignableTo(Executor.class)
			.orShould()
			.callConstructorWhere(
					JavaCall.Predicates.target(HasOwner.Predicates.With.owner(assignableTo(Thread.class))))
			.orShould()
			.dependOnClassesThat()
			.belongToAnyOf(CompletableFuture.class, Executors.class, Timer.class)
			.check(CORE);
	}

	static IntStream floors() {
		return IntStream.range(0, FLOORS_FROM_BELOW.size());
	}

	private static String[] packages(int from, int to) {
		return FLOORS_FROM_BELOW.subList(from, to)
			.stream()
			.map((floor) -> "io.github.ablyspring." + floor + "..")
			.toArray(String[]::new);
	}

}
