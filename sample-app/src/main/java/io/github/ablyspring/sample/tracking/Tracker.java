package io.github.ablyspring.sample.tracking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.ablyspring.boot.listener.AblyListener;
import io.github.ablyspring.boot.listener.AblyPresenceListener;
import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;
import io.github.ablyspring.sample.delivery.ChannelNames;
import io.github.ablyspring.sample.delivery.CourierReport;
import io.github.ablyspring.sample.delivery.OrderStatus;
import io.github.ablyspring.sample.operations.Deliveries;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Turns what couriers report into a picture of the city.
 */
@Component
class Tracker {

	private final AblyRealtime ably;

	private final Deliveries deliveries;

	private final int rememberedOrders;

	private final Map<String, CourierReport> couriers = new TreeMap<>();

	private final Map<String, CourierReport> orders = new LinkedHashMap<>();

	private final TreeSet<String> onDuty = new TreeSet<>();

	private Map<String, ?> occupancy = Map.of();

	private long delivered;

	private final Sinks.Many<Boolean> changes = Sinks.many().multicast().directBestEffort();

	Tracker(AblyRealtime ably, Deliveries deliveries,
			@Value("${sample.tracker.remembered-orders:30}") int rememberedOrders) {
		this.ably = ably;
		this.deliveries = deliveries;
		this.rememberedOrders = rememberedOrders;
	}

	/** What couriers say, while somebody listens. */
	Flux<CourierReport> reports() {
		return this.ably.channels()
			.get(ChannelNames.COURIERS)
			.messages(ChannelNames.MOVED)
			.mapNotNull((message) -> message.data(CourierReport.class));
	}

	/** Emits when a snapshot would show another duty list or occupancy. */
	Flux<Boolean> changes() {
		return this.changes.asFlux();
	}

	synchronized Snapshot snapshot() {
		List<CourierReport> newestFirst = new ArrayList<>(this.orders.values());
		Collections.reverse(newestFirst);
		return new Snapshot(List.copyOf(this.couriers.values()), newestFirst, List.copyOf(this.onDuty), this.occupancy,
				this.delivered);
	}

	synchronized Optional<CourierReport> order(String order) {
		return Optional.ofNullable(this.orders.get(order));
	}

	@AblyListener(channels = ChannelNames.COURIERS, events = ChannelNames.MOVED, rewind = "1m",
			params = "occupancy=metrics")
	void moved(CourierReport report, Message message) {
		this.deliveries.received(message);
		List<String> forgotten = new ArrayList<>();
		synchronized (this) {
			this.couriers.put(report.courier(), report);
			if (report.order() != null) {
				CourierReport before = this.orders.put(report.order(), report);
				if (report.status() == OrderStatus.DELIVERED
						&& (before == null || before.status() != OrderStatus.DELIVERED)) {
					this.delivered++;
				}
			}
			while (this.orders.size() > this.rememberedOrders) {
				String oldest = this.orders.keySet().iterator().next();
				this.orders.remove(oldest);
				forgotten.add(oldest);
			}
		}
		// nobody follows an order that is long over
		for (String order : forgotten) {
			this.ably.channels().release(ChannelNames.order(order));
			this.ably.channels().release(ChannelNames.chat(order));
		}
	}

	@AblyPresenceListener(channels = ChannelNames.COURIERS)
	void duty(PresenceMessage member) {
		String courier = member.clientId();
		if (courier == null) {
			return;
		}
		synchronized (this) {
			if (member.action() == PresenceAction.LEAVE || member.action() == PresenceAction.ABSENT) {
				this.onDuty.remove(courier);
			}
			else {
				this.onDuty.add(courier);
			}
		}
		this.changes.tryEmitNext(true);
	}

	@AblyListener(channels = ChannelNames.COURIERS, events = "[meta]occupancy")
	void occupied(Message message) {
		if (message.data() instanceof Map<?, ?> data && data.get("metrics") instanceof Map<?, ?> metrics) {
			Map<String, Object> read = new TreeMap<>();
			metrics.forEach((name, value) -> read.put(String.valueOf(name), value));
			synchronized (this) {
				this.occupancy = read;
			}
			this.changes.tryEmitNext(true);
		}
	}

}
