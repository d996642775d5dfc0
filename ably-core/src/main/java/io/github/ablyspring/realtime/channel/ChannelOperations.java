package io.github.ablyspring.realtime.channel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import io.github.ablyspring.realtime.Waiters;
import io.github.ablyspring.realtime.connection.ConnectionLink;
import io.github.ablyspring.realtime.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

/**
 * Attaching and detaching as callers ask for it (RTL4, RTL5): what that takes in the
 * state the channel is in, who waits for the outcome, and what is put off until the
 * operation under way is done (RTL4h, RTL5i). Lives on the client's loop.
 */
final class ChannelOperations {

	private final String name;

	private final ChannelMachine machine;

	private final ConnectionLink link;

	private final Waiters<@Nullable ChannelStateChange> attaching = new Waiters<>();

	private final Waiters<Void> detaching = new Waiters<>();

	private final Deque<Runnable> queued = new ArrayDeque<>(1);

	private boolean released;

	ChannelOperations(String name, ChannelMachine machine, ConnectionLink link) {
		this.name = name;
		this.machine = machine;
		this.link = link;
	}

	void attach(CompletableFuture<@Nullable ChannelStateChange> future) {
		if (this.released) {
			future.completeExceptionally(ChannelErrors.released(this.name));
			return;
		}
		switch (this.machine.state()) {
			case ATTACHED -> future.complete(null);
			case ATTACHING -> {
				if (this.queued.isEmpty()) {
					this.attaching.add(future);
				}
				else {
					this.queued.add(() -> attach(future));
				}
			}
			case DETACHING -> this.queued.add(() -> attach(future));
			case INITIALIZED, DETACHED, SUSPENDED, FAILED -> startAttach(future);
		}
	}

	private void startAttach(CompletableFuture<@Nullable ChannelStateChange> future) {
		if (this.machine.state() == ChannelState.FAILED) {
			this.machine.forgetError();
		}
		ConnectionState connection = this.link.state();
		if (connection != ConnectionState.CONNECTED && !connection.queues()) {
			future.completeExceptionally(ChannelErrors.of(this.link.stateError()));
			return;
		}
		this.attaching.add(future);
		this.machine.attach(null);
	}

	/**
	 * Has an attached channel attached again, with other options.
	 * @param future completes when it is
	 */
	void reattach(CompletableFuture<Void> future) {
		CompletableFuture<@Nullable ChannelStateChange> attached = new CompletableFuture<>();
		attached.whenComplete((change, failure) -> {
			if (failure != null) {
				future.completeExceptionally(failure);
			}
			else {
				future.complete(null);
			}
		});
		this.attaching.add(attached);
		this.machine.attach(null);
	}

	void detach(CompletableFuture<Void> future) {
		ChannelState state = this.machine.state();
		switch (state) {
			case INITIALIZED, DETACHED -> future.complete(null);
			case FAILED ->
				future.completeExceptionally(ChannelErrors.invalidState(this.name, state, this.machine.errorReason()));
			case SUSPENDED -> detachAtOnce(future);
			case ATTACHED, ATTACHING, DETACHING -> {
				if (this.link.state() != ConnectionState.CONNECTED) {
					detachAtOnce(future);
				}
				else if (state == ChannelState.ATTACHED) {
					this.detaching.add(future);
					this.machine.detach();
				}
				else if (state == ChannelState.DETACHING && this.queued.isEmpty()) {
					this.detaching.add(future);
				}
				else {
					this.queued.add(() -> detach(future));
				}
			}
		}
	}

	private void detachAtOnce(CompletableFuture<Void> future) {
		this.detaching.add(future);
		this.machine.giveUp();
	}

	/**
	 * The channel has come to a state: tells those who waited for it, one way or the
	 * other (RTL4d, RTL5e), and goes on with what was put off.
	 * @param change the change
	 */
	void changed(ChannelStateChange change) {
		switch (change.current()) {
			case ATTACHED -> {
				this.attaching.complete(change);
				this.detaching.fail(() -> failure(change));
			}
			case INITIALIZED, DETACHED -> {
				this.attaching.fail(() -> failure(change));
				this.detaching.complete(null);
			}
			case SUSPENDED, FAILED -> {
				this.attaching.fail(() -> failure(change));
				this.detaching.fail(() -> failure(change));
			}
			case ATTACHING, DETACHING -> {
			}
		}
		while (!isUnderWay()) {
			Runnable next = this.queued.poll();
			if (next == null) {
				return;
			}
			next.run();
		}
	}

	private boolean isUnderWay() {
		ChannelState state = this.machine.state();
		return state == ChannelState.ATTACHING || state == ChannelState.DETACHING;
	}

	private ErrorInfo failure(ChannelStateChange change) {
		return ChannelErrors.orElse(change.reason(), ChannelErrors.invalidState(this.name, change.current()));
	}

	/**
	 * The channel is forgotten: nothing starts any more.
	 * @param reason the error for those who wait to be attached
	 */
	void release(AblyException reason) {
		this.released = true;
		this.attaching.fail(reason::errorInfo);
		this.detaching.complete(null);
		for (Runnable operation = this.queued.poll(); operation != null; operation = this.queued.poll()) {
			operation.run();
		}
	}

	/**
	 * What stands against publishing in the state that the channel is in (RTL6c4).
	 * @return the error, {@code null} if nothing does
	 */
	@Nullable ErrorInfo refusalToPublish() {
		if (this.released) {
			return ChannelErrors.released(this.name).errorInfo();
		}
		ChannelState state = this.machine.state();
		boolean refused = state == ChannelState.SUSPENDED || state == ChannelState.FAILED;
		return refused ? ChannelErrors.invalidState(this.name, state, this.machine.errorReason()).errorInfo() : null;
	}

	boolean isReleased() {
		return this.released;
	}

}
