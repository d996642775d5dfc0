package io.github.ablyspring.sample.delivery;

import org.jspecify.annotations.Nullable;

/**
 * What a courier tells at every crossing.
 *
 * @param courier who
 * @param position where
 * @param order the order that is on the way; {@code null} when there is none
 * @param status how far the order has come
 * @param target where the courier goes
 */
public record CourierReport(String courier, Position position, @Nullable String order, @Nullable OrderStatus status,
		@Nullable Position target) {
}
