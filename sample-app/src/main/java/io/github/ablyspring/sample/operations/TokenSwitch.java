package io.github.ablyspring.sample.operations;

import io.github.ablyspring.auth.TokenParams;
import io.github.ablyspring.client.AblyRealtime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Lets the realtime connection use tokens, so that one can see how it renews them. They
 * allow to speak for every courier.
 */
@Component
class TokenSwitch implements ApplicationRunner {

	private static final Logger logger = LoggerFactory.getLogger(TokenSwitch.class);

	private final AblyRealtime ably;

	TokenSwitch(AblyRealtime ably) {
		this.ably = ably;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		this.ably.auth().authorize(TokenParams.builder().clientId("*").build()).whenComplete((token, failure) -> {
			if (failure != null) {
				logger.warn("The connection goes on without a token", failure);
			}
		});
	}

}
