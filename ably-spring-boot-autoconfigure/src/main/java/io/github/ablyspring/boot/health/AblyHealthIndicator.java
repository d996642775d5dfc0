package io.github.ablyspring.boot.health;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import io.github.ablyspring.client.AblyRealtime;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.connection.ConnectionStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Tells the state of a connection, and of the circuit for REST requests. A connection
 * that is being opened again is well: that is what it does by itself, and soon. One that
 * is suspended or failed is down, and so is a client whose circuit is open. One that the
 * application has closed, or not opened yet, is unknown.
 */
public final class AblyHealthIndicator extends AbstractHealthIndicator {

	private final AblyRealtime realtime;

	private final Supplier<@Nullable String> circuit;

	/**
	 * Creates an indicator.
	 * @param realtime the client whose connection to tell of
	 * @param circuit the state of its circuit; {@code null} when it has none
	 */
	public AblyHealthIndicator(AblyRealtime realtime, Supplier<@Nullable String> circuit) {
		super("The state of the Ably connection could not be told");
		this.realtime = realtime;
		this.circuit = circuit;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		ConnectionStatus status = this.realtime.connection().status();
		switch (status.state()) {
			case CONNECTED, CONNECTING, DISCONNECTED -> builder.up();
			case SUSPENDED, FAILED -> builder.down();
			case INITIALIZED, CLOSING, CLOSED -> builder.unknown();
		}
		builder.withDetail("state", status.state());
		builder.withDetail("for", Duration.between(status.since(), Instant.now()));
		if (status.host() != null) {
			builder.withDetail("host", status.host());
		}
		ErrorInfo reason = this.realtime.connection().errorReason();
		if (reason != null) {
			builder.withDetail("code", reason.code());
		}
		String circuit = this.circuit.get();
		if (circuit != null) {
			builder.withDetail("restCircuit", circuit);
			if (circuit.equals("OPEN") || circuit.equals("FORCED_OPEN")) {
				builder.down();
			}
		}
	}

}
