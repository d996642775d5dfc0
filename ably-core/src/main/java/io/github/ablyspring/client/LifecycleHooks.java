package io.github.ablyspring.client;

import java.util.List;
import java.util.function.Consumer;

import io.github.ablyspring.realtime.SerialLane;
import io.github.ablyspring.realtime.connection.ConnectionObserver;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what a connection tells what the hooks of a client are interested in.
 */
final class LifecycleHooks implements ConnectionObserver {

	private final List<ClientLifecycle> hooks;

	private volatile @Nullable AblyRealtime client;

	LifecycleHooks(List<ClientLifecycle> hooks) {
		this.hooks = hooks;
	}

	void bind(AblyRealtime client) {
		this.client = client;
	}

	void created() {
		AblyRealtime client = this.client;
		if (client != null) {
			tell((hook) -> hook.created(client));
		}
	}

	@Override
	public void stateChanged(ConnectionStateChange change) {
		AblyRealtime client = this.client;
		if (client == null || change.current() == change.previous()) {
			return;
		}
		switch (change.current()) {
			case CONNECTED -> tell((hook) -> hook.connected(client, change));
			case DISCONNECTED, SUSPENDED, FAILED -> tell((hook) -> hook.disconnected(client, change));
			case CLOSED -> tell((hook) -> hook.closed(client));
			case INITIALIZED, CONNECTING, CLOSING -> {
			}
		}
	}

	private void tell(Consumer<ClientLifecycle> event) {
		this.hooks.forEach((hook) -> SerialLane.runSafely(() -> event.accept(hook)));
	}

}
