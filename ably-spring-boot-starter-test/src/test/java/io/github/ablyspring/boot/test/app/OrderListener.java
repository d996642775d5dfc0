package io.github.ablyspring.boot.test.app;

import io.github.ablyspring.boot.listener.AblyListener;

import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.stereotype.Component;

/**
 * Has created orders shipped.
 */
@Component
public class OrderListener {

	private final Warehouse warehouse;

	OrderListener(Warehouse warehouse) {
		this.warehouse = warehouse;
	}

	@AblyListener(channels = "orders", events = "created")
	@SendTo("shipments")
	Order created(Order order) {
		this.warehouse.ship(order);
		return order;
	}

}
