package io.github.ablyspring.emulator.connection;

import io.github.ablyspring.emulator.channel.Channel;
import io.github.ablyspring.emulator.time.EmulatorLoop;

/**
 * Lets a publisher wait for those who listen. Those who still do not catch up are no
 * longer waited for.
 */
final class Holdback {

	private static final long CHECK_EVERY = 5;

	private static final int MAX_CHECKS = 1000;

	private final EmulatorLoop loop;

	private final Channel channel;

	private final Transport publisher;

	private int checks;

	Holdback(EmulatorLoop loop, Channel channel, Transport publisher) {
		this.loop = loop;
		this.channel = channel;
		this.publisher = publisher;
	}

	void start() {
		this.loop.scheduleReal(CHECK_EVERY, this::check);
	}

	private void check() {
		if (this.channel.isCongested()) {
			this.checks++;
			if (this.checks < MAX_CHECKS) {
				start();
				return;
			}
			this.channel.giveUpOnLaggards();
		}
		this.publisher.read(true);
	}

}
