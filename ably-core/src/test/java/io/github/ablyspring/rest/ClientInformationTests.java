package io.github.ablyspring.rest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientInformation}.
 */
class ClientInformationTests {

	@Test
	void tellsTheVersionOfTheBuild() throws IOException {
		Matcher version = Pattern.compile("<version>([^<]+)</version>").matcher(Files.readString(Path.of("pom.xml")));
		assertThat(version.find()).isTrue();
		assertThat(ClientInformation.agents()).containsEntry("ably-jvm", version.group(1).replace("-SNAPSHOT", ""));
	}

	@Test
	void tellsNoVersionRatherThanAWrongOne() {
		assertThat(ClientInformation.version("missing.txt")).isNull();
	}

}
