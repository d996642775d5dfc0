package io.github.ablyspring.transport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where user code runs: listeners, callbacks, and whatever hangs on a future that a user
 * holds. Keeps it away from the loop and from the network's threads.
 * <p>
 * When the executor refuses a task (it is full, or shut down before the client), or fails
 * to take it (there is no memory for another thread, for one), that is logged and the
 * task runs on the JVM's common pool instead, so that no future stays open and no message
 * is lost.
 * <p>
 * What the loop hands over in one turn costs one switch of threads, however much it is.
 */
public final class UserExecutor implements Executor {

	private static final Logger logger = LoggerFactory.getLogger(UserExecutor.class);

	private final Executor executor;

	private final SerialLoop loop;

	private final HandOver handOver;

	/**
	 * Creates an executor for user code.
	 * @param executor runs the tasks
	 * @param loop the loop that most of them come from
	 */
	public UserExecutor(Executor executor, SerialLoop loop) {
		this.executor = executor;
		this.loop = loop;
		this.handOver = new HandOver(this::start, loop);
	}

	@Override
	public void execute(Runnable task) {
		if (this.loop.inLoop()) {
			this.handOver.add(task);
		}
		else {
			start(new Single(task));
		}
	}

	private void start(Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (RuntimeException | Error ex) {
			// An executor may also run the task at once, and then that is what failed.
			if (task instanceof Startable startable && startable.hasBegun()) {
				throw ex;
			}
			String what = (ex instanceof RejectedExecutionException) ? "refused a task" : "failed to take a task";
			logger.error("The executor for listeners and callbacks {}; it runs on the common pool instead. "
					+ "Close the Ably client before its executor, or give it more room.", what, ex);
			ForkJoinPool.commonPool().execute(task);
		}
	}

	/**
	 * A future for a user: it has the outcome of the stage, but completes here.
	 * @param <T> the type of the result
	 * @param stage what is going on inside the engine
	 * @return the future to hand out
	 */
	public <T extends @Nullable Object> CompletableFuture<T> handOver(CompletionStage<T> stage) {
		return handOver(stage, new UserFuture<>());
	}

	/**
	 * Lets a given future have the outcome of the stage, completed here.
	 * @param <T> the type of the result
	 * @param <F> the type of the future
	 * @param stage what is going on inside the engine
	 * @param future the future to hand out
	 * @return that future
	 */
	public <T extends @Nullable Object, F extends CompletableFuture<T>> F handOver(CompletionStage<T> stage, F future) {
		UserFuture<T> early = (future instanceof UserFuture<T> own) ? own : null;
		stage.whenComplete((result, failure) -> {
			Throwable cause = (failure != null) ? unwrap(failure) : null;
			if (early != null) {
				if (early.decided(result, cause)) {
					execute(() -> early.tell(result, cause));
				}
				return;
			}
			execute(() -> {
				if (cause != null) {
					future.completeExceptionally(cause);
				}
				else {
					future.complete(result);
				}
			});
		});
		return future;
	}

	/**
	 * A future for a user of something that is only waited for: when the user gives it
	 * up, by cancelling it or by a time limit, whoever keeps the one that waits can see
	 * so.
	 * @param <T> the type of the result
	 * @param waiting what waits inside the engine; cancelled when the user gives up
	 * @return the future to hand out
	 */
	public <T extends @Nullable Object> CompletableFuture<T> waitFor(CompletableFuture<T> waiting) {
		UserFuture<T> future = new Waiting<>();
		future.cancels(waiting);
		return handOver(waiting, future);
	}

	/**
	 * A future for a user of what nobody else waits for: when the user cancels it, that
	 * is cancelled, too.
	 * @param <S> what there is in the end
	 * @param <T> the type of the result
	 * @param underway what is going on inside the engine
	 * @param read makes the result of it
	 * @return the future to hand out
	 */
	public <S, T extends @Nullable Object> CompletableFuture<T> cancellable(CompletableFuture<S> underway,
			Function<? super S, ? extends T> read) {
		return cancellable(underway, read, new UserFuture<>());
	}

	/**
	 * Lets a given future have the outcome of what nobody else waits for: when the user
	 * cancels it, that is cancelled, too.
	 * @param <S> what there is in the end
	 * @param <T> the type of the result
	 * @param <F> the type of the future
	 * @param underway what is going on inside the engine
	 * @param read makes the result of it
	 * @param future the future to hand out
	 * @return that future
	 */
	public <S, T extends @Nullable Object, F extends UserFuture<T>> F cancellable(CompletableFuture<S> underway,
			Function<? super S, ? extends T> read, F future) {
		future.cancels(underway);
		return handOver(underway.thenApply(read), future);
	}

	/**
	 * Runs asynchronous user code here. What it throws, and a missing stage, become the
	 * failure of the result.
	 * @param <T> the type of the result
	 * @param call the user's code
	 * @return what its stage ends in, on whatever thread completes it
	 */
	public <T extends @Nullable Object> CompletableFuture<T> call(
			Supplier<? extends CompletionStage<? extends T>> call) {
		CompletableFuture<T> result = new CompletableFuture<>();
		execute(() -> {
			try {
				CompletionStage<? extends T> stage = call.get();
				stage.whenComplete((value, failure) -> {
					if (failure != null) {
						result.completeExceptionally(unwrap(failure));
					}
					else {
						result.complete(value);
					}
				});
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	private static Throwable unwrap(Throwable failure) {
		return (failure instanceof java.util.concurrent.CompletionException && failure.getCause() != null)
				? failure.getCause() : failure;
	}

	/**
	 * A future that leaves nothing behind, however its user ends it.
	 */
	private static final class Waiting<T extends @Nullable Object> extends UserFuture<T> {

		@Override
		void endedByUser(boolean cancelled) {
			giveUp();
		}

	}

	/**
	 * One task that comes from elsewhere than the loop.
	 */
	private static final class Single implements Startable {

		private final Runnable task;

		private volatile boolean begun;

		Single(Runnable task) {
			this.task = task;
		}

		@Override
		public void run() {
			this.begun = true;
			this.task.run();
		}

		@Override
		public boolean hasBegun() {
			return this.begun;
		}

	}

}
