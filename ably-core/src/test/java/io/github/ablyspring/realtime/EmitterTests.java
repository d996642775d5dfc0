package io.github.ablyspring.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class EmitterTests {

	private final Emitter<String, Integer> emitter = new Emitter<>(Runnable::run);

	private final List<Object> heard = new ArrayList<>();

	@Test
	void offTakesAwayTheListenersOfTheApplicationOnly() {
		Consumer<Object> listener = this.heard::add;
		this.emitter.on(listener);
		this.emitter.once("one", listener);
		this.emitter.listen((number) -> this.heard.add("internal " + number));
		this.emitter.off();
		this.emitter.emit("one", 1);
		assertThat(this.heard).containsExactly("internal 1");
	}

	@Test
	void anInternalListenerCanBeTakenAwayByItsHandle() {
		Subscription registration = this.emitter.listen(this.heard::add);
		registration.unsubscribe();
		this.emitter.emit("one", 1);
		assertThat(this.heard).isEmpty();
	}

	@Test
	void aStreamOutlivesOffAndEndsWithTheEmitter() {
		this.emitter.stream().doOnComplete(() -> this.heard.add("end")).subscribe(this.heard::add);
		this.emitter.emit("one", 1);
		this.emitter.off();
		this.emitter.emit("two", 2);
		this.emitter.close();
		this.emitter.emit("three", 3);
		assertThat(this.heard).containsExactly(1, 2, "end");
		assertThat(this.emitter.hasListeners()).isFalse();
	}

	@Test
	void aStreamThatIsCancelledLeavesNothingBehind() {
		this.emitter.stream().subscribe().dispose();
		assertThat(this.emitter.hasListeners()).isFalse();
	}

	@Test
	void aStreamWhoseSubscriberDoesNotKeepUpLosesTheOldest() {
		StepVerifier.create(this.emitter.stream(), 0).then(() -> {
			for (int i = 0; i < 1000; i++) {
				this.emitter.emit("one", i);
			}
		})
			.thenRequest(1000)
			.recordWith(ArrayList::new)
			.thenConsumeWhile((number) -> number < 999)
			.expectNext(999)
			.consumeRecordedWith((got) -> assertThat(got).hasSizeLessThan(999).doesNotContain(0))
			.thenCancel()
			.verify();
	}

}
