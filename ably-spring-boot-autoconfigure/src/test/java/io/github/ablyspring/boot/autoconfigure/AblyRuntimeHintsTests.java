package io.github.ablyspring.boot.autoconfigure;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.ablyspring.boot.actuate.ClientDescriptor;
import io.github.ablyspring.boot.autoconfigure.actuate.AblyEndpointAutoConfiguration;
import io.github.ablyspring.boot.listener.AblyAnnotationListener;
import io.github.ablyspring.boot.listener.AblyHandler;
import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.boot.listener.AblyPresenceListener;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.javapoet.ClassName;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.SendTo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an application's native image has to be told of: by this library, and by
 * Spring, which sees it by the annotations.
 */
class AblyRuntimeHintsTests {

	@Test
	void isListedForSpringToFind() {
		assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class)).hasAtLeastOneElementOfType(AblyRuntimeHints.class);
	}

	@ParameterizedTest
	@MethodSource("lookedUp")
	void whatIsLookedUpByNameCanBeFound(String name) throws ClassNotFoundException {
		RuntimeHints hints = new RuntimeHints();
		new AblyRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection().onType(Class.forName(name))).accepts(hints);
	}

	static List<String> lookedUp() {
		return AblyRuntimeHints.LOOKED_UP;
	}

	@Test
	void whatIsMissingIsNotAsked() {
		RuntimeHints hints = new RuntimeHints();
		new AblyRuntimeHints().registerHints(hints,
				new FilteredClassLoader("io.micrometer", "org.springframework.transaction"));
		assertThat(hints.reflection().typeHints()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(classes = { Plain.class, Inner.class, InOptional.class, InList.class, InPresence.class,
			InAnnotation.class, InMessage.class, ByEvent.class, ByType.class })
	void payloadsOfListenersCanBeRead(Class<?> payload) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(payload)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(Processed.HINTS);
	}

	@ParameterizedTest
	@ValueSource(classes = { Result.class, InMono.class, InFuture.class, InReply.class })
	void resultsOfListenersCanBeWritten(Class<?> result) throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(result.getDeclaredMethod("text")))
			.accepts(Processed.HINTS);
	}

	@ParameterizedTest
	@ValueSource(classes = { Listeners.class, Handlers.class })
	void methodsOfListenersCanBeCalled(Class<?> listeners) {
		assertThat(Stream.of(listeners.getDeclaredMethods()).filter((method) -> !method.isSynthetic()))
			.allSatisfy((Method method) -> assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method))
				.accepts(Processed.HINTS));
	}

	@Test
	void whatTheEndpointShowsCanBeWritten() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(ClientDescriptor.class.getDeclaredMethod("channels"))).accepts(Processed.HINTS);
	}

	@Test
	void propertiesOfClientsWithANameCanBeBound() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructorInvocation(AblyProperties.class.getDeclaredConstructors()[0])).accepts(Processed.HINTS);
	}

	/** Once for all tests. */
	private static final class Processed {

		static final RuntimeHints HINTS = process();

		private static RuntimeHints process() {
			try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
				TestPropertyValues
					.of("ably.key=app.key:secret", "ably.clients.billing.client-id=billing",
							"management.endpoints.web.exposure.include=ably")
					.applyTo(context);
				context.register(Application.class);
				DefaultGenerationContext generation = new DefaultGenerationContext(
						new ClassNameGenerator(ClassName.get(Application.class)), new InMemoryGeneratedFiles());
				new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
				return generation.getRuntimeHints();
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AblyAutoConfiguration.class, AblyRealtimeAutoConfiguration.class,
			AblyListenerAutoConfiguration.class, AblyEndpointAutoConfiguration.class })
	@Import({ Listeners.class, Handlers.class })
	static class Application {

	}

	static class Listeners {

		@AblyListener("orders")
		@SendTo("answers")
		Result plain(Plain payload, @Header("region") String region, RealtimeChannel channel) {
			return new Result(region);
		}

		@AblyListener("orders")
		@AblyListener("others")
		@SendTo("answers")
		Mono<InMono> optional(Optional<InOptional> payload) {
			return Mono.empty();
		}

		@AblyListener("orders")
		@SendTo("answers")
		CompletableFuture<List<InFuture>> list(List<InList> payload, Message message) {
			return new CompletableFuture<>();
		}

		@AblyListener("orders")
		@SendTo("answers")
		org.springframework.messaging.Message<InReply> whole(org.springframework.messaging.Message<InMessage> message) {
			throw new UnsupportedOperationException();
		}

		@AblyPresenceListener(channels = "orders")
		void presence(PresenceMessage member, @Payload(required = false) InPresence payload) {
		}

		@AblyAnnotationListener(channels = "orders")
		void annotation(InAnnotation payload) {
		}

	}

	@AblyListener("orders")
	static class Handlers {

		@AblyHandler("created")
		void byEvent(ByEvent payload) {
		}

		@AblyHandler
		void byType(ByType payload) {
		}

	}

	record Plain(Inner inner) {

	}

	record Inner(String text) {

	}

	record InOptional(String text) {

	}

	record InList(String text) {

	}

	record InPresence(String text) {

	}

	record InAnnotation(String text) {

	}

	record InMessage(String text) {

	}

	record ByEvent(String text) {

	}

	record ByType(String text) {

	}

	record Result(String text) {

	}

	record InMono(String text) {

	}

	record InFuture(String text) {

	}

	record InReply(String text) {

	}

}
