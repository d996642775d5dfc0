package io.github.ablyspring.sample.delivery;

/**
 * A step of an order, for those who wait for it.
 *
 * @param order the order
 * @param status how far it has come
 * @param courier who brings it
 * @param position where the courier was
 */
public record OrderStep(String order, OrderStatus status, String courier, Position position) {
}
