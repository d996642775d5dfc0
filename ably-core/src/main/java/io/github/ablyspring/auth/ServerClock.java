package io.github.ablyspring.auth;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.transport.SerialLoop;
import org.jspecify.annotations.Nullable;

/**
 * The time as the service sees it: asked for once, then kept as an offset from the clock
 * of this machine (RSA10k).
 */
final class ServerClock {

	private final SerialLoop loop;

	private final AuthServer server;

	private volatile @Nullable Duration offset;

	ServerClock(SerialLoop loop, AuthServer server) {
		this.loop = loop;
		this.server = server;
	}

	Instant now() {
		Duration known = this.offset;
		Instant now = this.loop.now();
		return (known != null) ? now.plus(known) : now;
	}

	CompletableFuture<Instant> now(boolean ask) {
		if (!ask || this.offset != null) {
			return CompletableFuture.completedFuture(now());
		}
		return this.server.time().thenApply((time) -> {
			this.offset = Duration.between(this.loop.now(), time);
			return time;
		});
	}

}
