package io.github.ablyspring.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.github.ablyspring.protocol.AblyException;
import io.github.ablyspring.protocol.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for one and the same thing. Whoever comes while they are being told
 * waits for the next time. Internal. Lives on the client's loop.
 *
 * @param <T> what they are told
 */
public final class Waiters<T extends @Nullable Object> {

	private static final int FEW = 16;

	private List<CompletableFuture<T>> waiting = List.of();

	// From how many on to look for those given up by their users, which must not pile up.
	private int many = FEW;

	/**
	 * Adds one.
	 * @param future who waits
	 */
	public void add(CompletableFuture<T> future) {
		if (this.waiting.isEmpty()) {
			this.waiting = new ArrayList<>(1);
			this.many = FEW;
		}
		else if (this.waiting.size() >= this.many) {
			this.waiting.removeIf(CompletableFuture::isDone);
			this.many = Math.max(FEW, 2 * this.waiting.size());
		}
		this.waiting.add(future);
	}

	/**
	 * What they have waited for is there.
	 * @param result what to tell them
	 */
	public void complete(@Nullable T result) {
		take().forEach(future -> future.complete(result));
	}

	/**
	 * They have waited in vain.
	 * @param error gives the reason, if anybody waits
	 */
	public void fail(Supplier<ErrorInfo> error) {
		if (!this.waiting.isEmpty()) {
			ErrorInfo reason = error.get();
			take().forEach(future -> future.completeExceptionally(new AblyException(reason)));
		}
	}

	private List<CompletableFuture<T>> take() {
		List<CompletableFuture<T>> all = this.waiting;
		this.waiting = List.of();
		return all;
	}

}
