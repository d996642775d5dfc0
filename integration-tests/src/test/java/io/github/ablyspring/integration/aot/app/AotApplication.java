package io.github.ablyspring.integration.aot.app;

import java.util.concurrent.TimeUnit;

import io.github.ablyspring.boot.template.AblyTemplate;
import io.github.ablyspring.client.AblyRealtime;

import org.springframework.aot.AotDetector;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Asks itself a question, says what the answer was, and ends.
 */
@SpringBootApplication
@RegisterReflectionForBinding(Announcement.class)
public class AotApplication {

	public static void main(String[] arguments) {
		System.exit(SpringApplication.exit(SpringApplication.run(AotApplication.class, arguments)));
	}

	@Bean
	CommandLineRunner ask(AblyTemplate ably, Answers answers, @Qualifier("billing") AblyRealtime billing) {
		return (arguments) -> {
			ably.publish("announcements", "announced", new Announcement("a question"));
			ably.publish("questions", "asked", new Question("why"));
			String answer = answers.answer.get(60, TimeUnit.SECONDS);
			System.out.println("answer=" + answer + " billing=" + billing.options().clientId() + " generated="
					+ AotDetector.useGeneratedArtifacts());
		};
	}

}
