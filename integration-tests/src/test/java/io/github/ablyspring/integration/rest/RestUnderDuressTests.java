package io.github.ablyspring.integration.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.client.ClientOptionsBuilder;
import io.github.ablyspring.emulator.AblyEmulator;
import io.github.ablyspring.integration.leak.LeakFree;
import io.github.ablyspring.integration.support.Patient;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.rest.PublishOutcome;
import io.github.ablyspring.rest.RestChannel;
import io.github.ablyspring.testing.DeafPort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are many, are given up, or have nobody to answer them: every future still
 * ends, and no buffer stays behind.
 */
@LeakFree
@Timeout(300)
class RestUnderDuressTests {

	private static AblyEmulator emulator;

	@BeforeAll
	static void startEmulator() {
		emulator = AblyEmulator.start();
	}

	@AfterAll
	static void stopEmulator() {
		emulator.close();
	}

	@Test
	void manyRequestsAtOnceAllEnd() throws Exception {
		try (AblyRest ably = AblyRest.create(options().build())) {
			RestChannel channel = ably.channels().get("persisted:many");
			List<CompletableFuture<?>> publishes = new ArrayList<>();
			for (int i = 0; i < 500; i++) {
				publishes.add(channel.publish("n", "x".repeat(i)));
			}
			CompletableFuture.allOf(publishes.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
			assertThat(channel.history().items().count().toFuture().get(60, TimeUnit.SECONDS)).isEqualTo(500);
		}
	}

	@Test
	void requestsThatAreGivenUpLeaveNothingBehind() throws Exception {
		try (AblyRest ably = AblyRest.create(options().build())) {
			RestChannel channel = ably.channels().get("persisted:given-up");
			for (int i = 0; i < 100; i++) {
				channel.publish("n", "x".repeat(1000)).cancel(true);
				channel.history().cancel(true);
			}
			Flux<PublishOutcome> outcomes = channel
				.publishAll(Flux.range(0, 1000).map((n) -> Message.of("n", "x".repeat(1000))));
			assertThat(outcomes.take(10).collectList().toFuture().get(60, TimeUnit.SECONDS)).hasSize(10);
		}
	}

	@Test
	void closingTheClientEndsWhatIsUnderWay() throws Exception {
		AblyRest ably = AblyRest.create(options().build());
		List<CompletableFuture<?>> requests = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			requests.add(ably.channels().get("persisted:closing").publish("n", "x".repeat(1000)));
		}
		ably.close();
		for (CompletableFuture<?> request : requests) {
			assertThat(request.handle((result, failure) -> failure == null || failure instanceof AblyException)
				.get(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void whereNobodyListensRequestsFail() throws Exception {
		try (DeafPort port = new DeafPort(); AblyRest ably = AblyRest.create(options().port(port.number()).build())) {
			for (int i = 0; i < 20; i++) {
				assertThat(ably.channels()
					.get("a")
					.publish("n", "data")
					.handle((result, failure) -> failure)
					.get(60, TimeUnit.SECONDS)).isInstanceOf(AblyException.class);
			}
		}
	}

	private static ClientOptionsBuilder options() {
		return Patient.options(emulator);
	}

}
