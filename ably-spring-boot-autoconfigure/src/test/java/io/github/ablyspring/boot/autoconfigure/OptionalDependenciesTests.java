package io.github.ablyspring.boot.autoconfigure;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications start that really do not have what is optional: it is not on their class
 * path.
 */
class OptionalDependenciesTests {

	private static final String CLASS_PATH = System.getProperty("surefire.test.class.path",
			System.getProperty("java.class.path"));

	@ParameterizedTest(name = "without {0}")
	@CsvSource(
			textBlock = """
					nothing-of-these, ablyHealthContributor, -
					kotlin.*|spring-security-.*|spring-webmvc-.*|spring-tx-.*|.*validat.*, ablyListenerRegistry, -
					micrometer-core-.*|resilience4j-micrometer-.*|spring-boot-micrometer-.*|spring-boot-actuator.*|spring-boot-health-.*, \
					ablyTemplate, ablyHealthContributor
					spring-boot-webclient-.*|spring-webflux-.*|resilience4j-.*, ablyTemplate, -
					spring-boot-jackson-.*, ablyTemplate, ablyPayloadMapper
					spring-messaging-.*, ablyTemplate, ablyListenerRegistry
					ably-emulator.*, ablyTemplate, ablyEmulator
					""")
	void applicationsStart(String missing, String present, String absent) throws Exception {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		// not closed: threads of the network still end when the context has
		ClassLoader loader = without(Pattern.compile(missing));
		try {
			thread.setContextClassLoader(loader);
			Object application = loader.loadClass(Application.class.getName()).getConstructor().newInstance();
			List<?> beans = (List<?>) ((Callable<?>) application).call();
			assertThat(beans).extracting(String::valueOf).contains(present).doesNotContain(absent);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URLClassLoader without(Pattern missing) {
		URL[] urls = Stream.of(CLASS_PATH.split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> !missing.matcher(name(path)).matches())
			.map(OptionalDependenciesTests::url)
			.toArray(URL[]::new);
		return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
	}

	// a module of this build is the directory of its classes
	private static String name(Path path) {
		return path.endsWith("target/classes") ? path.getParent().getParent().getFileName().toString()
				: path.getFileName().toString();
	}

	private static URL url(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Runs where the class path lacks something.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application implements Callable<List<String>> {

		@Override
		public List<String> call() {
			try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
				.web(WebApplicationType.NONE)
				.logStartupInfo(false)
				.registerShutdownHook(false)
				.properties("ably.key=app.key:secret", "ably.auto-connect=false", "spring.main.banner-mode=off",
						"logging.level.root=warn")
				.run()) {
				return Arrays.asList(context.getBeanDefinitionNames());
			}
		}

	}

}
