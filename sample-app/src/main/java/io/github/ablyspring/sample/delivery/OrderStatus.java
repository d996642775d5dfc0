package io.github.ablyspring.sample.delivery;

/**
 * How far an order has come.
 */
public enum OrderStatus {

	/** A courier goes to fetch it. */
	ACCEPTED,

	/** A courier has it. */
	PICKED_UP,

	/** It is around the corner. */
	NEARBY,

	/** It is where it belongs. */
	DELIVERED

}
