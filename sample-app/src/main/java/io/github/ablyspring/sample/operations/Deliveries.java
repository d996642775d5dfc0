package io.github.ablyspring.sample.operations;

import java.time.Duration;
import java.time.Instant;

import io.github.ablyspring.message.Message;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/**
 * Meters how long messages take from Ably to here: one more meter beside those of the
 * starter.
 */
@Component
public class Deliveries {

	static final String METER = "tracker.delivery";

	private final Timer timer;

	Deliveries(MeterRegistry registry) {
		this.timer = Timer.builder(METER).description("From Ably to the listener").register(registry);
	}

	/**
	 * Notes a message that came.
	 * @param message the message
	 */
	public void received(Message message) {
		Instant sent = message.timestamp();
		if (sent != null) {
			Duration taken = Duration.between(sent, Instant.now());
			this.timer.record(taken.isNegative() ? Duration.ZERO : taken);
		}
	}

}
