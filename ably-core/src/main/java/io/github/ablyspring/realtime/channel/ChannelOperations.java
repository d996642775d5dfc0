package io.github.ablyspring.realtime.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for a channel to be attached or detached, and what was asked for meanwhile
 * (RTL4h, RTL5i). Lives on the client's loop.
 */
final class ChannelOperations {

	private List<CompletableFuture<@Nullable ChannelStateChange>> attaching = new ArrayList<>(1);

	private List<CompletableFuture<Void>> detaching = new ArrayList<>(1);

	private final Deque<Runnable> queued = new ArrayDeque<>(1);

	void awaitAttach(CompletableFuture<@Nullable ChannelStateChange> future) {
		this.attaching.add(future);
	}

	void awaitDetach(CompletableFuture<Void> future) {
		this.detaching.add(future);
	}

	/**
	 * Puts off an operation until the one under way is done.
	 * @param operation what to do then
	 */
	void queue(Runnable operation) {
		this.queued.add(operation);
	}

	boolean isQueueEmpty() {
		return this.queued.isEmpty();
	}

	/**
	 * The channel has come to a state: tells those who waited for it, one way or the
	 * other (RTL4d, RTL5e).
	 * @param change the change
	 * @param error what those hear who waited for something else
	 */
	void settle(ChannelStateChange change, ErrorInfo error) {
		switch (change.current()) {
			case ATTACHED -> {
				completeAttach(change);
				failDetach(error);
			}
			case INITIALIZED, DETACHED -> {
				failAttach(error);
				completeDetach();
			}
			case SUSPENDED, FAILED -> {
				failAttach(error);
				failDetach(error);
			}
			case ATTACHING, DETACHING -> {
			}
		}
	}

	/**
	 * Nothing will happen any more.
	 * @param error what those hear who waited to be attached
	 */
	void abandon(ErrorInfo error) {
		failAttach(error);
		completeDetach();
		for (Runnable operation = next(); operation != null; operation = next()) {
			operation.run();
		}
	}

	/**
	 * Takes the next operation that was put off.
	 * @return the operation, {@code null} if there is none
	 */
	@Nullable Runnable next() {
		return this.queued.poll();
	}

	private void completeAttach(ChannelStateChange change) {
		List<CompletableFuture<@Nullable ChannelStateChange>> waiting = this.attaching;
		this.attaching = new ArrayList<>(1);
		waiting.forEach(future -> future.complete(change));
	}

	private void failAttach(ErrorInfo error) {
		List<CompletableFuture<@Nullable ChannelStateChange>> waiting = this.attaching;
		this.attaching = new ArrayList<>(1);
		waiting.forEach(future -> future.completeExceptionally(new AblyException(error)));
	}

	private void completeDetach() {
		List<CompletableFuture<Void>> waiting = this.detaching;
		this.detaching = new ArrayList<>(1);
		waiting.forEach(future -> future.complete(null));
	}

	private void failDetach(ErrorInfo error) {
		List<CompletableFuture<Void>> waiting = this.detaching;
		this.detaching = new ArrayList<>(1);
		waiting.forEach(future -> future.completeExceptionally(new AblyException(error)));
	}

}
