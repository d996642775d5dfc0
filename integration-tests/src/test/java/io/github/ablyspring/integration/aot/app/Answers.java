package io.github.ablyspring.integration.aot.app;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.boot.listener.AblyListener;

import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.stereotype.Component;

/**
 * Answers, and listens by another client to what was answered.
 */
@Component
class Answers {

	final CompletableFuture<String> answer = new CompletableFuture<>();

	@AblyListener("${questions}")
	@SendTo("answers")
	Question asked(Question question) {
		return new Question(question.text().toUpperCase(Locale.ROOT));
	}

	@AblyListener(channels = "answers", client = "billing")
	void answered(Question answer) {
		this.answer.complete(answer.text());
	}

}
