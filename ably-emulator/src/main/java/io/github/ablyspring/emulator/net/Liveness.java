package io.github.ablyspring.emulator.net;

import java.util.concurrent.TimeUnit;

import io.github.ablyspring.emulator.time.EmulatorLoop.Timer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Notices when there is nobody at the other end of a socket any more. That is by the time
 * on the wall, for sockets do not know of any other.
 */
final class Liveness {

	private static final long CHECK_EVERY = 30_000;

	private static final long DEAD_AFTER = TimeUnit.SECONDS.toNanos(100);

	private final Channel channel;

	private final NettyLoop loop;

	private long lastHeard = System.nanoTime();

	private @Nullable Timer timer;

	Liveness(Channel channel, NettyLoop loop) {
		this.channel = channel;
		this.loop = loop;
		this.timer = loop.scheduleReal(CHECK_EVERY, this::check);
	}

	void heard() {
		this.lastHeard = System.nanoTime();
	}

	void stop() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	private void check() {
		long silent = System.nanoTime() - this.lastHeard;
		if (silent > DEAD_AFTER && this.channel.config().isAutoRead()) {
			this.channel.close();
			return;
		}
		if (silent > TimeUnit.MILLISECONDS.toNanos(CHECK_EVERY)) {
			this.channel.writeAndFlush(new PingWebSocketFrame(), this.channel.voidPromise());
		}
		this.timer = this.loop.scheduleReal(CHECK_EVERY, this::check);
	}

}
