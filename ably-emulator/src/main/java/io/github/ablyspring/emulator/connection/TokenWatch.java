package io.github.ablyspring.emulator.connection;

import io.github.ablyspring.emulator.auth.TokenGrant;
import io.github.ablyspring.emulator.time.EmulatorLoop;
import io.github.ablyspring.emulator.time.EmulatorLoop.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the token of a connection: asks for another one before it expires, and ends the
 * connection when it has.
 */
final class TokenWatch {

	private static final long ASK_BEFORE = 30_000;

	private final EmulatorLoop loop;

	private final Runnable ask;

	private final Runnable expired;

	private @Nullable Timer asking;

	private @Nullable Timer expiring;

	TokenWatch(EmulatorLoop loop, Runnable ask, Runnable expired) {
		this.loop = loop;
		this.ask = ask;
		this.expired = expired;
	}

	void watch(@Nullable TokenGrant token) {
		stop();
		if (token == null) {
			return;
		}
		long left = token.expires() - this.loop.now();
		if (left > ASK_BEFORE) {
			this.asking = this.loop.schedule(left - ASK_BEFORE, this.ask);
		}
		this.expiring = this.loop.schedule(left, this.expired);
	}

	void stop() {
		if (this.asking != null) {
			this.asking.cancel();
			this.asking = null;
		}
		if (this.expiring != null) {
			this.expiring.cancel();
			this.expiring = null;
		}
	}

}
