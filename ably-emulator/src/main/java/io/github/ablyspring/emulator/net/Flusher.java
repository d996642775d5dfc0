package io.github.ablyspring.emulator.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.netty.channel.Channel;

/**
 * Flushes all sockets that were written to, once for each round of the loop: a burst of
 * frames costs one system call for each receiver.
 */
final class Flusher {

	private final Executor loop;

	private final List<Channel> written = new ArrayList<>();

	Flusher(Executor loop) {
		this.loop = loop;
	}

	void written(Channel channel) {
		if (this.written.isEmpty()) {
			this.loop.execute(this::flush);
		}
		this.written.add(channel);
	}

	private void flush() {
		List<Channel> channels = List.copyOf(this.written);
		this.written.clear();
		channels.forEach(Channel::flush);
	}

}
