package io.github.ablyspring.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Ends what takes longer than all may take, with one timer for all of it: a timer for
 * each request is set and cancelled for nothing nearly always, and wakes the loop up
 * twice.
 */
final class Deadlines {

	private final SerialLoop loop;

	private final Duration limit;

	// All may take equally long, so whoever began first is overdue first.
	private final Set<Deadline> running = new LinkedHashSet<>();

	private @Nullable Timeout timer;

	Deadlines(SerialLoop loop, Duration limit) {
		this.loop = loop;
		this.limit = limit;
	}

	/**
	 * Starts the clock.
	 * @param overdue run on the loop when the time is over, unless it is cancelled before
	 * @return cancels it
	 */
	Timeout start(Runnable overdue) {
		Deadline deadline = new Deadline(this.loop.nanoTime() + this.limit.toNanos(), overdue);
		synchronized (this.running) {
			this.running.add(deadline);
			if (this.timer == null) {
				this.timer = this.loop.schedule(this.limit, this::endOverdue);
			}
		}
		return deadline;
	}

	private void endOverdue() {
		long now = this.loop.nanoTime();
		List<Deadline> overdue = new ArrayList<>();
		synchronized (this.running) {
			this.timer = null;
			Iterator<Deadline> oldest = this.running.iterator();
			while (this.timer == null && oldest.hasNext()) {
				Deadline deadline = oldest.next();
				if (deadline.at - now <= 0) {
					oldest.remove();
					overdue.add(deadline);
				}
				else {
					this.timer = this.loop.schedule(Duration.ofNanos(deadline.at - now), this::endOverdue);
				}
			}
		}
		overdue.forEach((deadline) -> deadline.overdue.run());
	}

	private final class Deadline implements Timeout {

		private final long at;

		private final Runnable overdue;

		Deadline(long at, Runnable overdue) {
			this.at = at;
			this.overdue = overdue;
		}

		@Override
		public boolean cancel() {
			synchronized (Deadlines.this.running) {
				boolean inTime = Deadlines.this.running.remove(this);
				if (Deadlines.this.running.isEmpty() && Deadlines.this.timer != null) {
					Deadlines.this.timer.cancel();
					Deadlines.this.timer = null;
				}
				return inTime;
			}
		}

	}

}
