package io.github.ablyspring.simulation;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.protocol.WireMessage;
import io.github.ablyspring.realtime.channel.RealtimeChannel;
import org.jspecify.annotations.Nullable;

/**
 * One publish of a client, and what became of it.
 */
final class Published {

	private final RealtimeChannel by;

	private final ModelChannel channel;

	private final List<String> data;

	private final CompletableFuture<PublishResult> outcome;

	private int completions;

	private @Nullable AblyException failure;

	Published(RealtimeChannel by, ModelChannel channel, List<String> data, CompletableFuture<PublishResult> outcome) {
		this.by = by;
		this.channel = channel;
		this.data = data;
		this.outcome = outcome;
		outcome.whenComplete((result, ex) -> {
			this.completions++;
			this.failure = (ex != null) ? AblyException.from(ex) : null;
		});
	}

	/** What keeps the order of publishes. */
	RealtimeChannel by() {
		return this.by;
	}

	boolean isAccepted() {
		return this.outcome.isDone() && !this.outcome.isCompletedExceptionally();
	}

	void assertHasEndedOnce() {
		if (this.completions != 1) {
			throw new BrokenInvariant(this + " has ended " + this.completions + " times");
		}
		if (this.failure != null && this.failure.code() == ModelRest.OUT_OF_ORDER) {
			throw new BrokenInvariant(this + " has failed with REST, though it could go over the connection");
		}
	}

	/**
	 * What was acknowledged is stored under the serials of the acknowledgement.
	 * @return where it was stored first, if more than once because its connection was
	 * lost for good
	 */
	int assertIsStored() {
		List<String> serials = this.outcome.join().serials();
		if (serials.size() != this.data.size()) {
			throw new BrokenInvariant(this + " was acknowledged with the serials " + serials);
		}
		List<WireMessage> messages = this.channel.messages();
		for (int i = 0; i < serials.size(); i++) {
			Object stored = messages.get(this.channel.positionOf(String.valueOf(serials.get(i)))).data();
			if (!this.data.get(i).equals(stored)) {
				throw new BrokenInvariant(this + " was acknowledged with the serial of " + stored);
			}
		}
		for (int i = 0; i < messages.size(); i++) {
			if (this.data.get(0).equals(messages.get(i).data())) {
				return i;
			}
		}
		throw new BrokenInvariant(this + " was acknowledged, but is lost");
	}

	@Override
	public String toString() {
		return "The publish of " + this.data;
	}

}
