package io.github.ablyspring.boot.listener;

import java.util.stream.Stream;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Listeners that cannot be. The application does not start, and says which of them it is
 * and why.
 */
class InvalidListenersTests {

	private final ApplicationContextRunner contextRunner = Emulated.contextRunner()
		.withConfiguration(AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class));

	@ParameterizedTest
	@MethodSource("invalid")
	void itIsToldWhichListenerIsNotValidAndWhy(Class<?> bean, String listener, String problem) {
		this.contextRunner.withBean(bean).run((context) -> {
			assertThat(context).hasFailed();
			FailureAnalysis analysis = analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(bean.getName() + listener).contains(problem);
			assertThat(analysis.getAction()).contains(bean.getName() + listener);
		});
	}

	static Stream<Arguments> invalid() {
		return Stream.of(arguments(Parameter.class, ".on", "'rewind' has not the form name=value"),
				arguments(Mode.class, ".on", "'listen' is not a mode of a channel: there are [presence, publish"),
				arguments(Concurrency.class, ".on", "'many' is not a number"),
				arguments(AutoStartup.class, ".on", "'yes', which is neither true nor false"),
				arguments(ErrorHandler.class, ".on", "nobody"), arguments(Factory.class, ".on", "nobody"),
				arguments(Client.class, ".on", "There is no AblyRealtime with the name 'nobody': there are [default]"),
				arguments(Placeholder.class, ".on", "nothing.here"), arguments(Cipher.class, ".on", "24 bits"),
				arguments(PresenceAction.class, ".on", "'entered' is not a presence action: there are [absent"),
				arguments(OfPresence.class, ".on", "It listens to presence, so it gets no Message"),
				arguments(OfMessages.class, ".on", "It listens to messages, so it gets no PresenceMessage"),
				arguments(OfMessagesByEvent.class, "", "It listens to messages, so it gets no PresenceMessage"),
				arguments(WithoutHandlers.class, "", "none of its methods has @AblyHandler"),
				arguments(SameIds.class, "", "There is an Ably listener with the id 'same' already"));
	}

	@Test
	void anEndpointOfTheApplicationsOwnIsCheckedWhenItIsMade() {
		AblyListenerEndpoint.Builder endpoint = AblyListenerEndpoint.builder("mine", (message) -> {
		}).channels("a").source(ListenerSource.PRESENCE).events("entered");
		assertThat(catchThrowable(endpoint::build)).hasMessageContaining("'entered' is not a presence action");
	}

	// as Spring Boot does it: the first one that has something to say
	private static FailureAnalysis analyze(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation().load(FailureAnalyzer.class, (type, name, ex) -> {
		})
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow();
	}

	static class Parameter {

		@AblyListener(channels = "a", params = "rewind")
		void on(String text) {
		}

	}

	static class Mode {

		@AblyListener(channels = "a", modes = "listen")
		void on(String text) {
		}

	}

	static class Concurrency {

		@AblyListener(channels = "a", concurrency = "many")
		void on(String text) {
		}

	}

	static class AutoStartup {

		@AblyListener(channels = "a", autoStartup = "yes")
		void on(String text) {
		}

	}

	static class ErrorHandler {

		@AblyListener(channels = "a", errorHandler = "nobody")
		void on(String text) {
		}

	}

	static class Factory {

		@AblyListener(channels = "a", containerFactory = "nobody")
		void on(String text) {
		}

	}

	static class Client {

		@AblyListener(channels = "a", client = "nobody")
		void on(String text) {
		}

	}

	static class Placeholder {

		@AblyListener("${nothing.here}")
		void on(String text) {
		}

	}

	static class Cipher {

		@AblyListener(channels = "a", cipher = "AAAA")
		void on(String text) {
		}

	}

	static class PresenceAction {

		@AblyPresenceListener(channels = "a", actions = "entered")
		void on(PresenceMessage member) {
		}

	}

	static class OfPresence {

		@AblyPresenceListener("a")
		void on(Message message) {
		}

	}

	static class OfMessages {

		@AblyListener("a")
		void on(PresenceMessage member) {
		}

	}

	@AblyListener("a")
	static class OfMessagesByEvent {

		@AblyHandler
		void on(PresenceMessage member) {
		}

	}

	@AblyListener("a")
	static class WithoutHandlers {

	}

	static class SameIds {

		@AblyListener(id = "same", channels = "a")
		void one(String text) {
		}

		@AblyListener(id = "same", channels = "b")
		void two(String text) {
		}

	}

}
