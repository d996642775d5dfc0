package io.github.ablyspring.realtime.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.ablyspring.realtime.SerialLane;
import org.jspecify.annotations.Nullable;

/**
 * All observers of a connection as one. Each event runs on the lane; an observer that
 * throws is reported and does not keep the event from the others.
 */
final class Observers implements ConnectionObserver {

	private final List<ConnectionObserver> observers;

	private final Executor lane;

	Observers(List<ConnectionObserver> observers, Executor lane) {
		this.observers = List.copyOf(observers);
		this.lane = lane;
	}

	@Override
	public void stateChanged(ConnectionStateChange change) {
		tell((observer) -> observer.stateChanged(change));
	}

	@Override
	public void heartbeatSent() {
		tell(ConnectionObserver::heartbeatSent);
	}

	@Override
	public void heartbeatReceived(@Nullable Duration roundTrip) {
		tell((observer) -> observer.heartbeatReceived(roundTrip));
	}

	@Override
	public void heartbeatTimedOut() {
		tell(ConnectionObserver::heartbeatTimedOut);
	}

	@Override
	public void unknownAction(int code) {
		tell((observer) -> observer.unknownAction(code));
	}

	private void tell(Consumer<ConnectionObserver> event) {
		if (!this.observers.isEmpty()) {
			this.lane.execute(
					() -> this.observers.forEach((observer) -> SerialLane.runSafely(() -> event.accept(observer))));
		}
	}

}
