package io.github.ablyspring.rest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * The results of page after page, fetched on demand.
 *
 * @param <T> the type of the results
 * @param <P> the type of the pages
 */
final class PageFlux<T, P extends Page<T, P>> extends Flux<T> {

	private final CompletionStage<? extends @Nullable Page<T, P>> first;

	private PageFlux(CompletionStage<? extends @Nullable Page<T, P>> first) {
		this.first = first;
	}

	static <T, P extends Page<T, P>> Flux<T> startingWith(Page<T, P> page) {
		return new PageFlux<T, P>(CompletableFuture.completedFuture(page));
	}

	static <T, P extends Page<T, P>> Flux<T> startingWith(CompletionStage<P> page) {
		return new PageFlux<T, P>(page);
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> subscriber) {
		subscriber.onSubscribe(new PageSubscription<T, P>(subscriber, this.first));
	}

}
