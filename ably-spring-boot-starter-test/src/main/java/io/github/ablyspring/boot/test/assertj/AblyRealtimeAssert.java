package io.github.ablyspring.boot.test.assertj;

import java.time.Duration;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions for the connection of a client.
 */
public final class AblyRealtimeAssert extends AbstractAssert<AblyRealtimeAssert, AblyRealtime> {

	private Duration patience = Patience.DEFAULT;

	AblyRealtimeAssert(AblyRealtime actual) {
		super(actual, AblyRealtimeAssert.class);
	}

	/**
	 * Changes how long what follows may take.
	 * @param patience how long
	 * @return this
	 */
	public AblyRealtimeAssert within(Duration patience) {
		this.patience = patience;
		return this;
	}

	/**
	 * Waits until the client is connected.
	 * @return this
	 */
	public AblyRealtimeAssert isConnected() {
		return reaches(ConnectionState.CONNECTED);
	}

	/**
	 * Waits until the connection is in a state.
	 * @param state the state
	 * @return this
	 */
	public AblyRealtimeAssert reaches(ConnectionState state) {
		isNotNull();
		String problem = Patience.await(this.actual.connection().whenState(state), this.patience);
		if (problem != null) {
			failWithMessage("Expected the connection to be %s, but it is %s%s: %s", state,
					this.actual.connection().state(), Patience.because(this.actual.connection().errorReason()),
					problem);
		}
		return this;
	}

}
