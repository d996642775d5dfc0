package io.github.ablyspring.rest;

import java.util.concurrent.CompletionStage;

import io.github.ablyspring.transport.UserFuture;
import reactor.core.publisher.Flux;

/**
 * The first page of a result, on its way.
 *
 * @param <T> the type of the results
 */
public class PaginatedFuture<T> extends UserFuture<PaginatedResult<T>> {

	/**
	 * A future that has the outcome of a stage, for those who implement or imitate a
	 * channel.
	 * @param <T> the type of the results
	 * @param page the page, on its way
	 * @return the future
	 */
	public static <T> PaginatedFuture<T> of(CompletionStage<? extends PaginatedResult<T>> page) {
		PaginatedFuture<T> future = new PaginatedFuture<>();
		page.whenComplete((result, failure) -> {
			if (failure != null) {
				future.completeExceptionally(failure);
			}
			else {
				future.complete(result);
			}
		});
		return future;
	}

	/**
	 * The results of all pages, as a stream. A further page is fetched only when somebody
	 * asks for more than there is.
	 * @return the results
	 */
	public Flux<T> items() {
		return PageFlux.startingWith(this);
	}

}
