package io.github.ablyspring.emulator.time;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Lets other threads ask the loop. The public methods of the emulator, which tests call,
 * are built on this.
 */
public final class LoopCalls {

	private static final long PATIENCE_SECONDS = 30;

	private LoopCalls() {
	}

	/**
	 * Runs something on the loop and waits for its result.
	 * @param loop the loop
	 * @param question what to run
	 * @param <T> the type of the result
	 * @return the result
	 */
	public static <T extends @Nullable Object> T ask(EmulatorLoop loop, Supplier<T> question) {
		if (loop.inLoop()) {
			return question.get();
		}
		try {
			return CompletableFuture.supplyAsync(question, loop).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	/**
	 * Runs something on the loop and waits until it is done.
	 * @param loop the loop
	 * @param task what to run
	 */
	public static void tell(EmulatorLoop loop, Runnable task) {
		ask(loop, () -> {
			task.run();
			return Boolean.TRUE;
		});
	}

}
