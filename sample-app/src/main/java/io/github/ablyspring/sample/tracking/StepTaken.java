package io.github.ablyspring.sample.tracking;

import java.time.Instant;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.sample.delivery.OrderStatus;
import io.github.ablyspring.sample.delivery.OrderStep;
import io.github.ablyspring.sample.delivery.Position;
import org.jspecify.annotations.Nullable;

/**
 * A step of an order, and when it was taken.
 *
 * @param status how far the order has come
 * @param courier who brings it
 * @param position where the courier was
 * @param at when Ably got the message
 */
record StepTaken(OrderStatus status, String courier, Position position, @Nullable Instant at) {

	static @Nullable StepTaken from(Message message) {
		OrderStep step = message.data(OrderStep.class);
		return (step != null) ? new StepTaken(step.status(), step.courier(), step.position(), message.timestamp())
				: null;
	}

}
