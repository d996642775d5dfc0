package io.github.ablyspring.boot.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.connection.ConnectionState;
import io.github.ablyspring.realtime.connection.ConnectionStateChange;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Tells the state of a connection. One that is being opened again is well: that is what
 * it does by itself, and soon. One that is suspended or failed is down. One that the
 * application has closed, or not opened yet, is unknown.
 */
public final class AblyHealthIndicator extends AbstractHealthIndicator {

	private final AblyRealtime realtime;

	private final Clock clock;

	private volatile Instant since;

	/**
	 * Creates an indicator.
	 * @param realtime the client whose connection to tell of
	 * @param clock tells the time
	 */
	public AblyHealthIndicator(AblyRealtime realtime, Clock clock) {
		super("The state of the Ably connection could not be told");
		this.realtime = realtime;
		this.clock = clock;
		this.since = clock.instant();
		realtime.connection().on(this::changed);
	}

	private void changed(ConnectionStateChange change) {
		if (change.previous() != change.current()) {
			this.since = this.clock.instant();
		}
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		ConnectionState state = this.realtime.connection().state();
		switch (state) {
			case CONNECTED, CONNECTING, DISCONNECTED -> builder.up();
			case SUSPENDED, FAILED -> builder.down();
			case INITIALIZED, CLOSING, CLOSED -> builder.unknown();
		}
		builder.withDetail("state", state);
		builder.withDetail("for", Duration.between(this.since, this.clock.instant()));
		ErrorInfo reason = this.realtime.connection().errorReason();
		if (reason != null) {
			builder.withDetail("code", reason.code());
		}
	}

}
