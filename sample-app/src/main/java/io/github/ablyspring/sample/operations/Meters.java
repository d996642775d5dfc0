package io.github.ablyspring.sample.operations;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads meters of the application.
 */
@Component
class Meters {

	private final MeterRegistry registry;

	Meters(MeterRegistry registry) {
		this.registry = registry;
	}

	/** What all counters of a name have counted. */
	long count(String name) {
		return (long) this.registry.find(name).counters().stream().mapToDouble(Counter::count).sum();
	}

	/** What all gauges of a name say together. */
	long gauge(String name) {
		return (long) this.registry.find(name).gauges().stream().mapToDouble(Gauge::value).sum();
	}

	/** What all timers of a name have timed. */
	Timing timing(String name) {
		var timers = this.registry.find(name).timers();
		return new Timing(timers.stream().mapToLong(Timer::count).sum(),
				timers.stream().mapToDouble((timer) -> timer.totalTime(TimeUnit.MILLISECONDS)).sum());
	}

	/** The state whose gauge is 1. */
	@Nullable String state(String name) {
		return this.registry.find(name)
			.gauges()
			.stream()
			.filter((gauge) -> gauge.value() == 1)
			.map((gauge) -> gauge.getId().getTag("state"))
			.findFirst()
			.orElse(null);
	}

	/**
	 * What was timed so far.
	 *
	 * @param count how many
	 * @param millis how long they took together
	 */
	record Timing(long count, double millis) {
	}

}
