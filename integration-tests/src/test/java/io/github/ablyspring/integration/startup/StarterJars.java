package io.github.ablyspring.integration.startup;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The parts of this test's class path that an application has: an empty WebFlux
 * application, and what the starter adds to it.
 */
final class StarterJars {

	// Of Boot and Spring, what spring-boot-starter-webflux brings; no more.
	private static final Set<String> WEBFLUX = Set.of("spring-aop", "spring-beans", "spring-boot",
			"spring-boot-autoconfigure", "spring-boot-http-codec", "spring-boot-jackson", "spring-boot-netty",
			"spring-boot-reactor", "spring-boot-reactor-netty", "spring-boot-web-server", "spring-boot-webflux",
			"spring-context", "spring-core", "spring-expression", "spring-web", "spring-webflux", "commons-logging",
			"jackson-annotations", "jackson-core", "jackson-databind", "jakarta.annotation-api", "jspecify",
			"jul-to-slf4j", "log4j-api", "log4j-to-slf4j", "logback-classic", "logback-core", "micrometer-commons",
			"micrometer-observation", "reactive-streams", "reactor-core", "reactor-netty-core", "reactor-netty-http",
			"slf4j-api", "snakeyaml");

	private static final Set<String> STARTER = Set.of("resilience4j-bulkhead", "resilience4j-circuitbreaker",
			"resilience4j-core", "resilience4j-ratelimiter", "resilience4j-retry", "resilience4j-timelimiter",
			"msgpack-core", "spring-boot-http-client", "spring-boot-webclient", "spring-messaging");

	private static final Set<String> MODULES = Set.of("ably-core", "ably-spring-boot-autoconfigure");

	private StarterJars() {
	}

	static List<String> ofAnEmptyApplication() {
		return select((jar) -> WEBFLUX.contains(artifact(jar)) || artifact(jar).startsWith("netty-")
				|| jar.contains("integration-tests"));
	}

	static List<String> addedByTheStarter() {
		return select((jar) -> STARTER.contains(artifact(jar)) || isModule(jar));
	}

	static List<String> modules() {
		return select(StarterJars::isModule);
	}

	static List<String> othersAddedByTheStarter() {
		return select((jar) -> STARTER.contains(artifact(jar)));
	}

	static int expectedOthers() {
		return STARTER.size();
	}

	static String artifact(String jar) {
		return new File(jar).getName().replaceAll("-\\d.*\\.jar$", "");
	}

	// A jar, or its classes while the build is at it.
	private static boolean isModule(String jar) {
		return !jar.contains("test-classes") && !jar.endsWith("-tests.jar")
				&& MODULES.stream().anyMatch((module) -> jar.contains("/" + module + "/"));
	}

	private static List<String> select(Predicate<String> wanted) {
		String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(all.split(File.pathSeparator)).filter(wanted).toList();
	}

}
