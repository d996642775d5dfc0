package io.github.ablyspring.realtime.channel;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.protocol.PublishResult;
import io.github.ablyspring.realtime.connection.AckListener;
import io.github.ablyspring.realtime.connection.PendingPublish;
import io.github.ablyspring.transport.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One publish, from the call until its outcome is known. Completed on the client's loop,
 * exactly once.
 */
final class Publishing implements AckListener {

	private static final PublishResult NONE = new PublishResult(List.of());

	private final CompletableFuture<PublishResult> result = new CompletableFuture<>();

	private @Nullable Timeout limit;

	private @Nullable PendingPublish pending;

	CompletableFuture<PublishResult> result() {
		return this.result;
	}

	boolean isDone() {
		return this.result.isDone();
	}

	/** Limits the time; the limit runs already. */
	void limitedBy(Timeout limit) {
		this.limit = limit;
	}

	/** The publish waits in the connection. */
	void pending(@Nullable PendingPublish pending) {
		this.pending = pending;
	}

	/** The connection shall not go on with it, as far as it has not been sent. */
	void takeBack() {
		if (this.pending != null) {
			this.pending.abandon();
			this.pending = null;
		}
	}

	/** The time is over: what was not sent is not sent any more. */
	void timedOut(ErrorInfo error) {
		takeBack();
		refused(error);
	}

	@Override
	public void accepted(@Nullable PublishResult result) {
		stopClock();
		this.result.complete((result != null) ? result : NONE);
	}

	@Override
	public void refused(ErrorInfo error) {
		stopClock();
		this.result.completeExceptionally(new AblyException(error));
	}

	private void stopClock() {
		if (this.limit != null) {
			this.limit.cancel();
		}
	}

}
