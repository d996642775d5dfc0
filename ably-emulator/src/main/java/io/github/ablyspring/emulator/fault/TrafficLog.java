package io.github.ablyspring.emulator.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.ablyspring.emulator.wire.Sizes;
import org.jspecify.annotations.Nullable;

/**
 * What was said, as far back as there is room.
 */
final class TrafficLog {

	private static final long MAX_BYTES = Math.min(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 16);

	private static final int EVENT = 100;

	private static final int FIRST_CAPACITY = 16;

	private final int limit;

	// a ring, with the sizes beside the events: to look at an event again when it goes
	// would be dear, for it is long out of the caches
	private @Nullable TrafficEvent[] events = new TrafficEvent[FIRST_CAPACITY];

	private int[] sizes = new int[FIRST_CAPACITY];

	private int first;

	private int count;

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
		if (this.count == this.events.length) {
			grow();
		}
		int slot = slot(this.count);
		this.events[slot] = event;
		this.sizes[slot] = sizeOf(event);
		this.bytes += this.sizes[slot];
		this.count++;
		while (this.count > this.limit || (this.bytes > MAX_BYTES && this.count > 1)) {
			this.bytes -= this.sizes[this.first];
			this.events[this.first] = null;
			this.first = slot(1);
			this.count--;
		}
	}

	private int slot(int position) {
		return (this.first + position) & (this.events.length - 1);
	}

	private void grow() {
		@Nullable TrafficEvent[] moreEvents = new TrafficEvent[this.events.length * 2];
		int[] moreSizes = new int[moreEvents.length];
		for (int i = 0; i < this.count; i++) {
			moreEvents[i] = this.events[slot(i)];
			moreSizes[i] = this.sizes[slot(i)];
		}
		this.events = moreEvents;
		this.sizes = moreSizes;
		this.first = 0;
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
		List<TrafficEvent> all = new ArrayList<>(this.count);
		for (int i = 0; i < this.count; i++) {
			all.add(Objects.requireNonNull(this.events[slot(i)]));
		}
		return all;
	}

	void clear() {
		this.events = new TrafficEvent[FIRST_CAPACITY];
		this.sizes = new int[FIRST_CAPACITY];
		this.first = 0;
		this.count = 0;
		this.bytes = 0;
	}

}
