package io.github.ablyspring.realtime.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.ablyspring.realtime.Subscription;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListenersTests {

	private final AtomicInteger emptied = new AtomicInteger();

	private final Listeners<String> listeners = new Listeners<>(item -> item, this.emptied::incrementAndGet);

	private final List<String> seen = new ArrayList<>();

	private final Consumer<String> listener = this.seen::add;

	@Test
	void aListenerThatIsRegisteredTwiceIsCalledTwice() {
		this.listeners.add(this.listener, false);
		this.listeners.add(this.listener, false);
		this.listeners.deliver("a");
		assertThat(this.seen).containsExactly("a", "a");
	}

	@Test
	void hearsOfItsNamesOnly() {
		this.listeners.add(Set.of("a", "b"), this.listener, false);
		List.of("a", "c", "b").forEach(this.listeners::deliver);
		assertThat(this.seen).containsExactly("a", "b");
	}

	@Test
	void takingOneNameAwayLeavesTheOthers() {
		this.listeners.add(Set.of("a", "b"), this.listener, false);
		this.listeners.remove("a", this.listener);
		List.of("a", "b").forEach(this.listeners::deliver);
		assertThat(this.seen).containsExactly("b");
		this.listeners.remove("b", this.listener);
		assertThat(this.listeners.isEmpty()).isTrue();
	}

	@Test
	void onceIsForTheFirstItemThatMatches() {
		this.listeners.add(Set.of("b"), this.listener, true);
		List.of("a", "b", "b").forEach(this.listeners::deliver);
		assertThat(this.seen).containsExactly("b");
		assertThat(this.listeners.isEmpty()).isTrue();
	}

	@Test
	void takesAwayByFilterAndListener() {
		Predicate<String> filter = item -> true;
		Predicate<String> other = item -> true;
		this.listeners.add(filter, this.listener, false);
		this.listeners.remove(other, this.listener);
		assertThat(this.listeners.isEmpty()).isFalse();
		this.listeners.remove(filter, this.listener);
		assertThat(this.listeners.isEmpty()).isTrue();
	}

	@Test
	void takesAwayEveryRegistrationOfAListener() {
		this.listeners.add(this.listener, false);
		this.listeners.add(Set.of("a"), this.listener, false);
		this.listeners.add(item -> this.seen.add("other"), false);
		this.listeners.remove(this.listener);
		this.listeners.deliver("a");
		assertThat(this.seen).containsExactly("other");
	}

	@Test
	void whoIsRegisteredDuringADeliveryHearsOfTheNextItem() {
		this.listeners.add(item -> this.listeners.add(this.listener, false), true);
		this.listeners.deliver("a");
		this.listeners.deliver("b");
		assertThat(this.seen).containsExactly("b");
	}

	@Test
	void whoIsTakenAwayDuringADeliveryStillHearsOfThatItem() {
		this.listeners.add(item -> this.listeners.remove(this.listener), false);
		this.listeners.add(this.listener, false);
		this.listeners.deliver("a");
		this.listeners.deliver("b");
		assertThat(this.seen).containsExactly("a");
	}

	@Test
	void whoIsTakenAwayHearsNothingMore() {
		Subscription subscription = this.listeners.add(this.listener, false);
		subscription.unsubscribe();
		subscription.unsubscribe();
		this.listeners.deliver("a");
		assertThat(this.seen).isEmpty();
	}

	@Test
	void aListenerThatThrowsHarmsNobody() {
		this.listeners.add(item -> {
			throw new IllegalStateException("expected by the test");
		}, false);
		this.listeners.add(this.listener, false);
		this.listeners.deliver("a");
		assertThat(this.seen).containsExactly("a");
	}

	@Test
	void tellsWhenTheLastOneHasGone() {
		Subscription first = this.listeners.add(this.listener, false);
		Subscription second = this.listeners.add(this.listener, false);
		first.unsubscribe();
		assertThat(this.emptied).hasValue(0);
		second.unsubscribe();
		assertThat(this.emptied).hasValue(1);
	}

	@Test
	void clearingLeavesWhatBelongsToTheLibrary() {
		this.listeners.addInternal(this.listener);
		this.listeners.clear();
		this.listeners.deliver("a");
		assertThat(this.seen).containsExactly("a");
	}

}
