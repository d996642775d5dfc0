package io.github.ablyspring.boot.test.assertj;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * How long an assertion waits.
 */
final class Patience {

	static final Duration DEFAULT = Duration.ofSeconds(10);

	private Patience() {
	}

	/**
	 * Waits for a future.
	 * @param future the future
	 * @param limit how long
	 * @return {@code null} when it is complete, or else why it is not
	 */
	static @Nullable String await(CompletableFuture<?> future, Duration limit) {
		try {
			future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
			return null;
		}
		catch (ExecutionException ex) {
			return String.valueOf(ex.getCause());
		}
		catch (TimeoutException ex) {
			return "nothing within " + limit;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "interrupted";
		}
	}

	/**
	 * Why a state is what it is, for the end of a sentence.
	 * @param reason the reason, if there is one
	 * @return nothing, or the reason after a comma
	 */
	static String because(@Nullable ErrorInfo reason) {
		return (reason != null) ? ", because of " + reason : "";
	}

}
