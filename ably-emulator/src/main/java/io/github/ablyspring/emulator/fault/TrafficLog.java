package io.github.ablyspring.emulator.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import io.github.ablyspring.emulator.wire.Sizes;

/**
 * What was said, as far back as there is room.
 */
final class TrafficLog {

	private static final long MAX_BYTES = 32L * 1024 * 1024;

	private static final int EVENT = 100;

	private final int limit;

	private final Deque<TrafficEvent> events = new ArrayDeque<>();

	private long bytes;

	/**
	 * Creates an empty record.
	 * @param limit how many events it keeps at most; zero keeps none
	 */
	TrafficLog(int limit) {
		this.limit = limit;
	}

	boolean isOff() {
		return this.limit == 0;
	}

	void add(TrafficEvent event) {
		if (this.limit == 0) {
			return;
		}
		this.events.addLast(event);
		this.bytes += sizeOf(event);
		while (this.events.size() > this.limit || (this.bytes > MAX_BYTES && this.events.size() > 1)) {
			this.bytes -= sizeOf(this.events.removeFirst());
		}
	}

	private static int sizeOf(TrafficEvent event) {
		if (event instanceof TrafficEvent.Frame frame) {
			return EVENT + Sizes.of(frame.message());
		}
		if (event instanceof TrafficEvent.HttpRequest request) {
			return EVENT + request.path().length() + sizeOf(request.query()) + sizeOf(request.headers());
		}
		if (event instanceof TrafficEvent.WebSocketConnect connect) {
			return EVENT + connect.path().length() + sizeOf(connect.query());
		}
		return (event instanceof TrafficEvent.HttpResponse response) ? EVENT + response.path().length() : EVENT;
	}

	private static int sizeOf(Map<String, String> texts) {
		return Sizes.ofTree(texts);
	}

	List<TrafficEvent> events() {
		return List.copyOf(this.events);
	}

	void clear() {
		this.events.clear();
		this.bytes = 0;
	}

}
