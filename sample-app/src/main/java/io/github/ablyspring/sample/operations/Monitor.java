package io.github.ablyspring.sample.operations;

import java.time.Duration;
import java.time.Instant;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.client.AblyRest;
import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.realtime.connection.Connection;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.stereotype.Component;

/**
 * Watches the connection, reads the meters, and tries REST once in a while as long as
 * somebody looks.
 */
@Component
class Monitor {

	private static final int REMEMBERED = 30;

	private static final Duration EVERY = Duration.ofSeconds(1);

	private final Connection connection;

	private final AblyRest rest;

	private final Meters meters;

	private final Sinks.Many<StateEntry> states = Sinks.many().replay().limit(REMEMBERED);

	private final Flux<Sample> samples;

	Monitor(AblyRealtime ably, AblyRest rest, Meters meters) {
		this.connection = ably.connection();
		this.rest = rest;
		this.meters = meters;
		this.connection.on(this::changed);
		this.samples = Flux.interval(Duration.ZERO, EVERY)
			.onBackpressureDrop()
			.concatMap((tick) -> sample(), 1)
			.share();
	}

	/** The latest states of the connection, and those to come. */
	Flux<StateEntry> states() {
		return this.states.asFlux();
	}

	/** How things are, every second. */
	Flux<Sample> samples() {
		return this.samples;
	}

	private void changed(ConnectionStateChange change) {
		String reason = (change.reason() != null) ? change.reason().code() + ": " + change.reason().message() : null;
		this.states
			.tryEmitNext(new StateEntry(Instant.now(), change.previous().name(), change.current().name(), reason));
	}

	private Mono<Sample> sample() {
		return Mono.fromFuture(this.rest::time)
			.map((time) -> sample(null))
			.onErrorResume((failure) -> Mono.just(sample(AblyException.from(failure).getMessage())));
	}

	private Sample sample(@Nullable String restError) {
		return new Sample(Instant.now(), this.connection.state().name(), this.connection.id(),
				this.meters.count("ably.messages.published"), this.meters.count("ably.publish.failures"),
				this.meters.gauge("ably.publish.pending"), this.meters.count("ably.messages.received"),
				this.meters.timing("ably.publish"), this.meters.timing(Deliveries.METER),
				this.meters.timing("ably.listener"), this.meters.timing("ably.rest.requests"), restError,
				this.meters.state("ably.rest.circuit.state"));
	}

}
