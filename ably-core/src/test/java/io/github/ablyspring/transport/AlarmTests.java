package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.testing.VirtualLoop;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AlarmTests {

	private final VirtualLoop loop = new VirtualLoop();

	private final Alarm alarm = new Alarm(this.loop);

	private final List<String> rung = new ArrayList<>();

	@Test
	void ringsOnceWhenItsTimeHasCome() {
		set(10, "one");
		assertThat(this.alarm.isSet()).isTrue();
		this.loop.advance(Duration.ofMillis(9));
		assertThat(this.rung).isEmpty();
		this.loop.advance(Duration.ofMillis(100));
		assertThat(this.rung).containsExactly("one");
		assertThat(this.alarm.isSet()).isFalse();
	}

	@Test
	void ringsOnlyForWhatItWasSetToLast() {
		set(10, "one");
		set(20, "two");
		assertThat(this.loop.pendingTimers()).isEqualTo(1);
		this.loop.advance(Duration.ofMillis(100));
		assertThat(this.rung).containsExactly("two");
	}

	@Test
	void staysSilentWhenCancelled() {
		set(10, "one");
		this.alarm.cancel();
		this.alarm.cancel();
		assertThat(this.alarm.isSet()).isFalse();
		assertThat(this.loop.pendingTimers()).isZero();
		this.loop.advance(Duration.ofMillis(100));
		assertThat(this.rung).isEmpty();
	}

	@Test
	void canBeSetAgainWhileItRings() {
		this.loop.run(() -> this.alarm.set(Duration.ofMillis(10), () -> {
			this.rung.add("one");
			assertThat(this.alarm.isSet()).isFalse();
			this.alarm.set(Duration.ofMillis(10), () -> this.rung.add("two"));
		}));
		this.loop.advance(Duration.ofMillis(100));
		assertThat(this.rung).containsExactly("one", "two");
	}

	private void set(int millis, String name) {
		this.loop.run(() -> this.alarm.set(Duration.ofMillis(millis), () -> this.rung.add(name)));
		this.loop.runUntilIdle();
	}

}
