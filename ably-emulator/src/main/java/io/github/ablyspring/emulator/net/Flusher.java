package io.github.ablyspring.emulator.net;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Flushes all sockets that were written to, once for each round of the loop: a burst of
 * frames costs one system call for each receiver.
 */
final class Flusher {

	private final Executor loop;

	private final List<WebSocketTransport> written = new ArrayList<>();

	Flusher(Executor loop) {
		this.loop = loop;
	}

	void written(WebSocketTransport transport) {
		if (this.written.isEmpty()) {
			this.loop.execute(this::flush);
		}
		this.written.add(transport);
	}

	private void flush() {
		List<WebSocketTransport> transports = List.copyOf(this.written);
		this.written.clear();
		transports.forEach(WebSocketTransport::flush);
	}

}
