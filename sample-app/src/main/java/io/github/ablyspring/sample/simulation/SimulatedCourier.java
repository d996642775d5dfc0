package io.github.ablyspring.sample.simulation;

import java.util.Random;
import java.util.function.Supplier;

import io.github.ablyspring.sample.delivery.CourierReport;
import io.github.ablyspring.sample.delivery.OrderStatus;
import io.github.ablyspring.sample.delivery.Position;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who fetches orders and brings them, one crossing at a time, and has a break
 * now and then.
 */
final class SimulatedCourier {

	private static final int NEARBY = 2;

	/** A break follows an order out of so many. */
	private static final int BREAK_AFTER = 5;

	private static final int BREAK = 8;

	private final String name;

	private final Random random;

	private final Supplier<String> orders;

	private Position position;

	private Position target;

	private @Nullable String order;

	private OrderStatus status = OrderStatus.DELIVERED;

	private Position destination;

	private int breakLeft;

	SimulatedCourier(String name, Random random, Supplier<String> orders) {
		this.name = name;
		this.random = random;
		this.orders = orders;
		this.position = anywhere();
		this.target = this.position;
		this.destination = this.position;
	}

	String name() {
		return this.name;
	}

	boolean onDuty() {
		return this.breakLeft == 0;
	}

	/** Lets time pass for one block. */
	CourierReport step() {
		if (this.breakLeft > 0) {
			this.breakLeft--;
			return report();
		}
		if (this.status == OrderStatus.DELIVERED) {
			next();
		}
		else {
			proceed();
		}
		return report();
	}

	private CourierReport report() {
		return (this.order != null) ? new CourierReport(this.name, this.position, this.order, this.status, this.target)
				: new CourierReport(this.name, this.position, null, null, null);
	}

	private void next() {
		if (this.order != null && this.random.nextInt(BREAK_AFTER) == 0) {
			this.breakLeft = BREAK;
			this.order = null;
			return;
		}
		this.order = this.orders.get();
		this.status = OrderStatus.ACCEPTED;
		this.target = anywhere();
		this.destination = anywhere();
	}

	private void proceed() {
		this.position = this.position.towards(this.target);
		int left = this.position.distance(this.target);
		if (this.status == OrderStatus.ACCEPTED) {
			if (left == 0) {
				this.status = OrderStatus.PICKED_UP;
				this.target = this.destination;
			}
		}
		else if (left == 0) {
			this.status = OrderStatus.DELIVERED;
		}
		else if (left <= NEARBY) {
			this.status = OrderStatus.NEARBY;
		}
	}

	private Position anywhere() {
		return new Position(this.random.nextInt(Position.WIDTH), this.random.nextInt(Position.HEIGHT));
	}

}
