package io.github.ablyspring.emulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManualClockTests {

	private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(1000));

	private final List<String> happened = new ArrayList<>();

	private EmulatorLoop.Timer after(long millis, String what) {
		return this.clock.schedule(millis, Runnable::run, () -> this.happened.add(what + "@" + this.clock.millis()));
	}

	@Test
	void standsStillUntilItIsMoved() {
		after(0, "now");
		assertThat(this.happened).isEmpty();
		this.clock.advance(Duration.ZERO);
		assertThat(this.happened).containsExactly("now@1000");
	}

	@Test
	void whatFallsDueHappensInOrderAndAtItsTime() {
		after(20, "b");
		after(10, "a");
		after(20, "c");
		after(31, "later");
		this.clock.advance(Duration.ofMillis(30));
		assertThat(this.happened).containsExactly("a@1010", "b@1020", "c@1020");
		assertThat(this.clock.millis()).isEqualTo(1030);
	}

	@Test
	void whatIsScheduledMeanwhileHappensToo() {
		this.clock.schedule(10, Runnable::run, () -> after(10, "second"));
		this.clock.advance(Duration.ofMillis(20));
		assertThat(this.happened).containsExactly("second@1020");
	}

	@Test
	void whatIsCancelledDoesNotHappen() {
		after(10, "never").cancel();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.happened).isEmpty();
	}

	@Test
	void whatIsCancelledWhenItIsDueAlreadyDoesNotHappenEither() {
		List<EmulatorLoop.Timer> timers = new ArrayList<>();
		// before its turn on the loop something else there cancels it
		Executor busy = (task) -> {
			timers.get(0).cancel();
			task.run();
		};
		timers.add(this.clock.schedule(10, busy, () -> this.happened.add("never")));
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.happened).isEmpty();
	}

}
