package io.github.ablyspring.realtime.presence;

import java.util.ArrayList;
import java.util.List;

import io.github.ablyspring.message.PresenceAction;
import io.github.ablyspring.message.PresenceMessage;

/**
 * What has changed in the presence set of a channel at one time. What a sync brings comes
 * as one change.
 *
 * @param joined who was not there before
 * @param changed who has other data now
 * @param left who is not there any more
 */
public record PresenceDiff(List<PresenceMessage> joined, List<PresenceMessage> changed, List<PresenceMessage> left) {

	/**
	 * Creates a change.
	 * @param joined who was not there before
	 * @param changed who has other data now
	 * @param left who is not there any more
	 */
	public PresenceDiff {
		joined = List.copyOf(joined);
		changed = List.copyOf(changed);
		left = List.copyOf(left);
	}

	/**
	 * Whether nothing has changed.
	 * @return whether all lists are empty
	 */
	public boolean isEmpty() {
		return this.joined.isEmpty() && this.changed.isEmpty() && this.left.isEmpty();
	}

	/** Gathers a change. */
	static final class Collector {

		private final List<PresenceMessage> joined = new ArrayList<>();

		private final List<PresenceMessage> changed = new ArrayList<>();

		private final List<PresenceMessage> left = new ArrayList<>();

		void add(PresenceMessage event, boolean wasThere) {
			if (event.action() == PresenceAction.LEAVE) {
				this.left.add(event);
			}
			else if (wasThere) {
				this.changed.add(event);
			}
			else {
				this.joined.add(event);
			}
		}

		/** What was gathered; the next change begins empty. */
		PresenceDiff take() {
			PresenceDiff diff = new PresenceDiff(this.joined, this.changed, this.left);
			this.joined.clear();
			this.changed.clear();
			this.left.clear();
			return diff;
		}

	}

}
