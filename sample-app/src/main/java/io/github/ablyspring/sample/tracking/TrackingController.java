package io.github.ablyspring.sample.tracking;

import java.time.Duration;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.sample.delivery.ChannelNames;
import io.github.ablyspring.sample.delivery.CourierReport;
import reactor.core.publisher.Flux;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Tells pages where couriers and orders are.
 */
@RestController
@RequestMapping("/api")
class TrackingController {

	private static final int STEPS = 20;

	private static final Duration REFRESH = Duration.ofSeconds(5);

	private final Tracker tracker;

	private final AblyRealtime ably;

	TrackingController(Tracker tracker, AblyRealtime ably) {
		this.tracker = tracker;
		this.ably = ably;
	}

	@GetMapping("/state")
	Snapshot state() {
		return this.tracker.snapshot();
	}

	/** All there is now, and what happens from then on. */
	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> events() {
		Flux<ServerSentEvent<Object>> live = this.tracker.reports().map((report) -> event("moved", report));
		Flux<ServerSentEvent<Object>> snapshots = Flux.interval(Duration.ZERO, REFRESH)
			.map((tick) -> true)
			.onBackpressureDrop()
			.mergeWith(this.tracker.changes())
			.map((why) -> event("snapshot", this.tracker.snapshot()));
		return Flux.merge(live, snapshots);
	}

	@GetMapping("/orders/{order}")
	CourierReport order(@PathVariable String order) {
		return this.tracker.order(order).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	/** The steps of an order: those that were, from history, then those that come. */
	@GetMapping(path = "/orders/{order}/steps", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<Object>> steps(@PathVariable String order) {
		order(order);
		return this.ably.channels()
			.get(ChannelNames.order(order))
			.historyThenLive(STEPS)
			.mapNotNull(StepTaken::from)
			.map((step) -> event("step", step));
	}

	private static ServerSentEvent<Object> event(String name, Object data) {
		return ServerSentEvent.builder(data).event(name).build();
	}

}
