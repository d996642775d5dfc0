package io.github.ablyspring.realtime.channel;

import io.github.ablyspring.transport.Alarm;
import io.github.ablyspring.transport.SerialLoop;

/**
 * When a suspended channel attaches again (RTL13b): later with each try in vain. Lives on
 * the client's loop.
 */
final class AttachRetry {

	private final ChannelSettings settings;

	private final Runnable attach;

	private final Alarm alarm;

	private int tries;

	AttachRetry(SerialLoop loop, ChannelSettings settings, Runnable attach) {
		this.settings = settings;
		this.attach = attach;
		this.alarm = new Alarm(loop);
	}

	void schedule() {
		this.alarm.set(this.settings.retryDelay().delay(++this.tries, this.settings.retryTimeout()), this.attach);
	}

	void cancel() {
		this.alarm.cancel();
	}

	/** The channel is attached: the next retry is the first one again. */
	void succeeded() {
		this.tries = 0;
	}

}
