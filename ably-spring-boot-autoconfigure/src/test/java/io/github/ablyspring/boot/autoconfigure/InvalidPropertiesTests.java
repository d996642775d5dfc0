package io.github.ablyspring.boot.autoconfigure;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

import io.github.ablyspring.boot.autoconfigure.emulator.AblyEmulatorAutoConfiguration;
import io.github.ablyspring.boot.listener.AblyListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what somebody reads who has mistaken a property: one message, and no secret.
 */
@ExtendWith(OutputCaptureExtension.class)
class InvalidPropertiesTests {

	@ParameterizedTest
	@MethodSource("mistakes")
	void oneMessageSaysWhatIsWrong(String property, String which, String why, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(property));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(which)
			.contains(why)
			.doesNotContain("verysecret", "Caused by:");
	}

	static List<Arguments> mistakes() {
		return List.of(Arguments.of("ably.emulator.port=99999", "'ably.emulator.port'", "A port is a number from 0"),
				Arguments.of("ably.emulator.port=-1", "'ably.emulator.port'", "to 65535"),
				Arguments.of("ably.key=${THIS_IS_NOT_SET}", "'key' refers to",
						"${THIS_IS_NOT_SET}, which nothing defines"),
				Arguments.of("ably.key=${THIS_IS_NOT_SET}.key:verysecret", "'key' refers to",
						"${THIS_IS_NOT_SET}, which nothing defines"),
				Arguments.of("ably.clients.billing.key=${NOT_SET}.k:verysecret", "'billing'",
						"'key' refers to ${NOT_SET}, which nothing"),
				Arguments.of("ably.clients=app.key:verysecret", "'ably.clients'", "Its value is not shown"),
				Arguments.of("ably.clients.default.key=app.key:verysecret", "'ably.clients.default'",
						"is the name of the client"),
				Arguments.of("ably.auth-headers=Authorization: Bearer verysecret", "'ably.auth-headers'",
						"Its value is not shown"),
				Arguments.of("ably.port=app.key:verysecret", "'ably.port'", "Its value is not shown"),
				Arguments.of("ably.port=eighty", "'ably.port'", "eighty"),
				Arguments.of("ably.key=verysecret", "'default'", "Option 'key' is malformed"),
				Arguments.of("ably.max-message-size=-1B", "'default'", "Option 'maxMessageSize' must be"),
				Arguments.of("ably.ssl.bundle=none", "'default'", "there are no SSL bundles"),
				Arguments.of("ably.listener.retry.max-retries=-2", "'ably.listener.retry.max-retries'",
						"must be positive"),
				Arguments.of("ably.listener.retry.multiplier=0", "'ably.listener.retry.multiplier'",
						"greater than or equal"));
	}

	@Test
	void aPortOfSomebodyElseIsTold(CapturedOutput output) throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThatException().isThrownBy(() -> start("ably.emulator.port=" + taken.getLocalPort()));
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("'ably.emulator.port'", "cannot listen on")
				.doesNotContain("Caused by:");
		}
	}

	@Test
	void aSizeNobodyReachesIsNoMistake() {
		start("ably.max-message-size=10GB");
	}

	private static void start(String property) {
		new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run("--" + property, "--ably.auto-connect=false", "--ably.listener.retry.enabled=true")
			.close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AblyEmulatorAutoConfiguration.class, AblyAutoConfiguration.class,
			AblyRealtimeAutoConfiguration.class, AblyListenerAutoConfiguration.class })
	@Import(Listener.class)
	static class Application {

	}

	static class Listener {

		@AblyListener(channels = "orders", autoStartup = "false")
		void created(String order) {
		}

	}

}
