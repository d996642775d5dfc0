package io.github.ablyspring.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The connections of a pool that are being opened: how many at once are of use, and who
 * is to be told when one cannot be opened.
 */
final class HttpDials {

	/** Greater than the number of any request. */
	static final long ALL = Long.MAX_VALUE;

	/** Less than the number of any request. */
	static final long NONE = 0;

	// in the order in which they began
	private final Deque<Begun> underWay = new ArrayDeque<>();

	private final boolean negotiates;

	// What TLS agreed on last: whether one connection is enough for many requests.
	private boolean multiplexed;

	private boolean negotiated;

	/**
	 * Creates it with nothing under way.
	 * @param negotiates whether only an open connection tells which HTTP is spoken
	 */
	HttpDials(boolean negotiates) {
		this.negotiates = negotiates;
	}

	int size() {
		return this.underWay.size();
	}

	boolean isEmpty() {
		return this.underWay.isEmpty();
	}

	/**
	 * Whether one more is of use to those who wait. The first connection with TLS tells
	 * whether one is enough for all.
	 */
	boolean helps(int waiting) {
		boolean oneByOne = this.multiplexed || (this.negotiates && !this.negotiated);
		return this.underWay.size() < (oneByOne ? 1 : waiting);
	}

	/**
	 * Takes note of one that begins.
	 * @param lastRequest the number of the last request that was there before
	 */
	void add(HttpDialer.Dial dial, long lastRequest) {
		this.underWay.add(new Begun(dial, lastRequest));
	}

	void opened(HttpDialer.Dial dial, boolean multiplexed) {
		remove(dial);
		this.negotiated = true;
		this.multiplexed = multiplexed;
	}

	/**
	 * Takes note of one that has failed. Its failure concerns those who were there when
	 * it began, unless one that began no later may still come to their aid; were all to
	 * be waited for, nobody would ever be told as long as new requests come.
	 * @return the number of the last request that is to be told so
	 */
	long failed(HttpDialer.Dial dial) {
		long last = remove(dial);
		Begun oldest = this.underWay.peek();
		if (oldest == null) {
			return ALL;
		}
		return (oldest.lastRequest > last) ? last : NONE;
	}

	private long remove(HttpDialer.Dial dial) {
		for (Begun begun : this.underWay) {
			if (begun.dial == dial) {
				this.underWay.remove(begun);
				return begun.lastRequest;
			}
		}
		return NONE;
	}

	void close() {
		List.copyOf(this.underWay).forEach((begun) -> begun.dial.close());
	}

	private record Begun(HttpDialer.Dial dial, long lastRequest) {
	}

}
