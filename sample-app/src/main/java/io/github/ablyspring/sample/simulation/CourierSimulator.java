package io.github.ablyspring.sample.simulation;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import io.github.ablyspring.sample.delivery.ChannelNames;
import io.github.ablyspring.sample.delivery.CourierReport;
import io.github.ablyspring.sample.delivery.OrderStatus;
import io.github.ablyspring.sample.delivery.OrderStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Publishes what couriers with phones would publish.
 */
@Component
@ConditionalOnProperty(name = "sample.simulator.enabled", matchIfMissing = true)
class CourierSimulator {

	private static final Logger logger = LoggerFactory.getLogger(CourierSimulator.class);

	private final AblyRealtime ably;

	private final List<SimulatedCourier> couriers;

	private final Set<String> present = new HashSet<>();

	private final Map<String, OrderStatus> told = new HashMap<>();

	private long lastOrder = Instant.now().getEpochSecond() % 100_000;

	CourierSimulator(AblyRealtime ably) {
		this.ably = ably;
		Random random = new Random();
		this.couriers = List.of("Ada", "Bao", "Chidi", "Dana", "Emil")
			.stream()
			.map((name) -> new SimulatedCourier(name, random, this::nextOrder))
			.toList();
	}

	private String nextOrder() {
		return Long.toString(++this.lastOrder);
	}

	@Scheduled(fixedRateString = "${sample.simulator.interval:1s}")
	void tick() {
		for (SimulatedCourier courier : this.couriers) {
			CourierReport report = courier.step();
			appear(courier);
			if (courier.onDuty()) {
				publish(channel(ChannelNames.COURIERS), ChannelNames.MOVED, report);
				tellStep(report);
			}
		}
	}

	private void appear(SimulatedCourier courier) {
		RealtimeChannel channel = channel(ChannelNames.COURIERS);
		if (courier.onDuty() && this.present.add(courier.name())) {
			channel.presence().enterClient(courier.name(), Map.of("vehicle", "bicycle")).whenComplete(this::report);
		}
		else if (!courier.onDuty() && this.present.remove(courier.name())) {
			channel.presence().leaveClient(courier.name()).whenComplete(this::report);
		}
	}

	private void tellStep(CourierReport report) {
		String order = report.order();
		OrderStatus status = report.status();
		if (order == null || status == null || this.told.put(order, status) == status) {
			return;
		}
		publish(channel(ChannelNames.order(order)), ChannelNames.STEP,
				new OrderStep(order, status, report.courier(), report.position()));
		if (status == OrderStatus.DELIVERED) {
			this.told.remove(order);
			publish(channel(ChannelNames.FEED), ChannelNames.NEWS, report.courier() + " delivered order " + order);
		}
	}

	private RealtimeChannel channel(String name) {
		return this.ably.channels().get(name);
	}

	private void publish(RealtimeChannel channel, String name, Object data) {
		channel.publish(name, data).whenComplete(this::report);
	}

	private void report(Object ignored, Throwable failure) {
		if (failure != null) {
			logger.debug("Not published", failure);
		}
	}

}
