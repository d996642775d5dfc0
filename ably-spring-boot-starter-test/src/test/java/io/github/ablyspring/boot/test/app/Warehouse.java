package io.github.ablyspring.boot.test.app;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.springframework.stereotype.Service;

/**
 * Ships orders.
 */
@Service
public class Warehouse {

	/** What was shipped. */
	public final BlockingQueue<Order> shipped = new LinkedBlockingQueue<>();

	/**
	 * Ships an order.
	 * @param order the order
	 */
	public void ship(Order order) {
		this.shipped.add(order);
	}

}
