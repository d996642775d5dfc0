package io.github.ablyspring.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.github.ablyspring.message.Annotation;
import io.github.ablyspring.message.Message;
import io.github.ablyspring.realtime.channel.ChannelState;
import io.github.ablyspring.realtime.channel.ChannelStateChange;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.jspecify.annotations.Nullable;

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

	private final Series messages = new Series();

	private final Series annotations = new Series();

	// The place in the channel of what came last.
	private String lastSerial = "";

	Observed(ModelChannel model, RealtimeChannel channel, Consumer<Throwable> failures) {
		this.failures = failures;
		this.model = model;
		this.channel = channel;
		channel.subscribe(this::received);
		channel.annotations().subscribe(this::received);
		channel.on(this::changed);
		channel.onDropped(dropped -> {
			this.history.add(dropped.count() + " dropped");
			lossAnnounced();
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

	/** The newest of what is stored has come, unless something was lost since. */
	void assertHasHeardOfTheNewest() {
		this.messages.assertHasCome("message", this.model.messages().size() - 1);
		this.annotations.assertHasCome("annotation", this.model.annotations().size() - 1);
	}

	private void received(Message message) {
		int position = this.messages.received("message", message.serial());
		Object expected = this.model.messages().get(position).data();
		if (!String.valueOf(expected).equals(message.data(String.class))) {
			this.failures.accept(broken("has the data " + message.data() + " instead of " + expected));
		}
	}

	private void received(Annotation annotation) {
		int position = this.annotations.received("annotation", annotation.serial());
		String expected = this.model.annotations().get(position).name();
		if (!String.valueOf(expected).equals(annotation.name())) {
			this.failures.accept(broken("says " + annotation.name() + " instead of " + expected));
		}
	}

	private void lossAnnounced() {
		this.messages.lossAnnounced = true;
		this.annotations.lossAnnounced = true;
	}

	private void changed(ChannelStateChange change) {
		this.history.add(change.event() + (change.resumed() ? " resumed" : ""));
		if (change.current() == ChannelState.ATTACHED && !change.resumed()) {
			lossAnnounced();
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
		return new BrokenInvariant("What came last on " + this.channel.name() + " " + what + ": "
				+ this.history.subList(from, this.history.size()));
	}

	/** What comes of one kind. */
	private final class Series {

		private int last = -1;

		private boolean lossAnnounced = true;

		int received(String kind, @Nullable String serial) {
			Observed observed = Observed.this;
			String place = String.valueOf(serial);
			int position = observed.model.positionOf(place);
			observed.history.add(kind + " " + position);
			if (position <= this.last || place.compareTo(observed.lastSerial) <= 0) {
				observed.failures.accept(broken("was delivered twice or out of order"));
			}
			if (!this.lossAnnounced && position != this.last + 1) {
				observed.failures.accept(broken("was delivered, but not what came before it"));
			}
			this.last = position;
			this.lossAnnounced = false;
			observed.lastSerial = place;
			return position;
		}

		void assertHasCome(String kind, int newest) {
			boolean silent = this.last < 0 && newest >= 0;
			if (silent || (this.last != newest && !this.lossAnnounced)) {
				throw broken("was " + kind + " " + this.last + ", and " + newest + " is missing");
			}
		}

	}

}
