package io.github.ablyspring.integration.docs;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import io.github.ablyspring.boot.autoconfigure.AblyProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page on configuration is current. A new property gets onto it by
 * <pre>./mvnw -q -Dquick -pl integration-tests -am test -Dtest=ConfigurationPageTests -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write</pre>
 */
class ConfigurationPageTests {

	private static final Path PAGE = Path.of("../docs/configuration.md");

	@Test
	void isCurrent() throws IOException {
		String text = ConfigurationPage.text();
		if (System.getProperty("docs.write") != null) {
			Files.writeString(PAGE, text);
		}
		assertThat(Files.readString(PAGE))
			.as("docs/configuration.md is made anew by -Dtest=ConfigurationPageTests -Ddocs.write")
			.isEqualTo(text);
	}

	@Test
	void tellsOfAllThatAChannelCanHave() {
		assertThat(Arrays.stream(AblyProperties.Channel.class.getRecordComponents())
			.map(RecordComponent::getName)
			.map((name) -> "`" + name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT) + "`"))
			.allSatisfy((name) -> assertThat(ConfigurationPage.text()).contains("| " + name + " |"));
	}

	@Test
	void describesEachProperty() {
		assertThat(ConfigurationPage.text().lines().filter((line) -> line.startsWith("| `")))
			.noneMatch((line) -> line.endsWith("|  |"))
			.hasSizeGreaterThan(60);
	}

}
