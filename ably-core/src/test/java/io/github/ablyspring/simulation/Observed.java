package io.github.ablyspring.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.ablyspring.message.Message;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.RealtimeChannel;

/**
 * Watches what one channel object delivers: nothing twice, nothing out of order, and
 * nothing left out unless that was announced.
 */
final class Observed {

	private static final int REENTRY_FAILED = 91004;

	private final ModelChannel model;

	private final RealtimeChannel channel;

	private final List<String> history = new ArrayList<>();

	// A listener may not throw: it would only be reported.
	private final Consumer<Throwable> failures;

	private final WantedPresence wanted = new WantedPresence();

	private int last = -1;

	private boolean lossAnnounced = true;

	Observed(ModelChannel model, RealtimeChannel channel, Consumer<Throwable> failures) {
		this.failures = failures;
		this.model = model;
		this.channel = channel;
		channel.subscribe(this::received);
		channel.on(this::changed);
		channel.onDropped(dropped -> {
			this.history.add(dropped.count() + " dropped");
			this.lossAnnounced = true;
			// A change of state may be among it.
			this.wanted.forget();
		});
	}

	WantedPresence wanted() {
		return this.wanted;
	}

	RealtimeChannel channel() {
		return this.channel;
	}

	/** Whether something has been lost since the last message, and that was told. */
	boolean isLossAnnounced() {
		return this.lossAnnounced;
	}

	int last() {
		return this.last;
	}

	private void received(Message message) {
		int position = this.model.positionOf(String.valueOf(message.serial()));
		this.history.add("message " + position);
		Object expected = this.model.messages().get(position).data();
		if (!String.valueOf(expected).equals(message.data(String.class))) {
			this.failures.accept(broken("has the data " + message.data() + " instead of " + expected));
		}
		if (position <= this.last) {
			this.failures.accept(broken("was delivered twice or out of order"));
		}
		if (!this.lossAnnounced && position != this.last + 1) {
			this.failures.accept(broken("was delivered, but not what came before it"));
		}
		this.last = position;
		this.lossAnnounced = false;
	}

	private void changed(ChannelStateChange change) {
		this.history.add(change.event() + (change.resumed() ? " resumed" : ""));
		if (change.current() == ChannelState.ATTACHED && !change.resumed()) {
			this.lossAnnounced = true;
		}
		switch (change.current()) {
			case INITIALIZED, DETACHED, FAILED -> this.wanted.forget();
			default -> {
				if (change.reason() != null && change.reason().code() == REENTRY_FAILED) {
					this.wanted.forget();
				}
			}
		}
	}

	private BrokenInvariant broken(String what) {
		int from = Math.max(0, this.history.size() - 20);
		return new BrokenInvariant("The last message on " + this.channel.name() + " " + what + ": "
				+ this.history.subList(from, this.history.size()));
	}

}
