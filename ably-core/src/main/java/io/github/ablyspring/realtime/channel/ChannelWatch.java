package io.github.ablyspring.realtime.channel;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.SerialLane;
import org.jspecify.annotations.Nullable;

/**
 * All {@link ChannelObserver observers} of a client, for one channel.
 */
final class ChannelWatch {

	private final String channel;

	private final List<ChannelObserver> observers;

	ChannelWatch(String channel, List<ChannelObserver> observers) {
		this.channel = channel;
		this.observers = observers;
	}

	boolean isEmpty() {
		return this.observers.isEmpty();
	}

	void stateChanged(ChannelStateChange change) {
		tell((observer) -> observer.stateChanged(this.channel, change));
	}

	void received(int count) {
		tell((observer) -> observer.received(this.channel, count));
	}

	void listenerCalled(long nanos, @Nullable Throwable failure) {
		tell((observer) -> observer.listenerCalled(this.channel, Duration.ofNanos(nanos), failure));
	}

	void dropped(MessagesDropped dropped) {
		tell((observer) -> observer.dropped(dropped));
	}

	void undecodable(ErrorInfo error) {
		tell((observer) -> observer.undecodable(this.channel, error));
	}

	private void tell(Consumer<ChannelObserver> event) {
		for (ChannelObserver observer : this.observers) {
			SerialLane.runSafely(() -> event.accept(observer));
		}
	}

}
