package io.github.ablyspring.transport;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

/**
 * A future in the hands of a user. What hangs on it runs on the user executor; but who
 * blocks for the result has it as soon as the engine has, even when every thread of that
 * executor is blocked in the same way. So a listener may wait for a publish, whatever the
 * executor is.
 *
 * @param <T> the type of the result
 */
public class UserFuture<T extends @Nullable Object> extends CompletableFuture<T> {

	// Nothing ever hangs on it, so it is safe to complete on the loop.
	private final CompletableFuture<T> outcome = new CompletableFuture<>();

	private volatile @Nullable Future<?> underway;

	/**
	 * Sets what is cancelled with this.
	 * @param underway what nobody else waits for
	 */
	void cancels(Future<?> underway) {
		this.underway = underway;
	}

	/**
	 * The engine knows the outcome; what hangs on this future has not heard of it yet.
	 * @param result the result
	 * @param failure the failure, or {@code null} for none
	 * @return whether that is the outcome; not if the user has ended this before
	 */
	boolean decided(T result, @Nullable Throwable failure) {
		return (failure != null) ? this.outcome.completeExceptionally(failure) : this.outcome.complete(result);
	}

	/**
	 * Tells what hangs on this future of the outcome that was decided.
	 * @param result the result
	 * @param failure the failure, or {@code null} for none
	 */
	void tell(T result, @Nullable Throwable failure) {
		if (failure != null) {
			super.completeExceptionally(failure);
		}
		else {
			super.complete(result);
		}
	}

	/**
	 * The user has ended this, and the engine had not.
	 * @param cancelled whether by cancelling it
	 */
	void endedByUser(boolean cancelled) {
		if (cancelled) {
			giveUp();
		}
	}

	/** Ends what goes on for this. */
	final void giveUp() {
		Future<?> underway = this.underway;
		if (underway != null) {
			underway.cancel(false);
		}
	}

	@Override
	public boolean complete(T value) {
		boolean first = this.outcome.complete(value);
		if (first) {
			super.complete(value);
			endedByUser(false);
		}
		return first;
	}

	@Override
	public boolean completeExceptionally(Throwable ex) {
		boolean first = this.outcome.completeExceptionally(ex);
		if (first) {
			super.completeExceptionally(ex);
			endedByUser(false);
		}
		return first;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean first = this.outcome.completeExceptionally(new CancellationException());
		if (first) {
			super.cancel(mayInterruptIfRunning);
			endedByUser(true);
		}
		return first || isCancelled();
	}

	@Override
	public boolean isDone() {
		return this.outcome.isDone();
	}

	@Override
	public boolean isCompletedExceptionally() {
		return this.outcome.isCompletedExceptionally();
	}

	@Override
	public boolean isCancelled() {
		return this.outcome.isCancelled();
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		return this.outcome.get();
	}

	@Override
	public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		return this.outcome.get(timeout, unit);
	}

	@Override
	public T join() {
		return this.outcome.join();
	}

	@Override
	public T getNow(T valueIfAbsent) {
		return this.outcome.getNow(valueIfAbsent);
	}

}
